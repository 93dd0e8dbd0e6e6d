// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A few elements on their way from an operator to the next, which takes all of them out. Own design.
///
/// The memory belongs to the operator that made the run; whoever receives a run empties it exactly once, whether or not
/// it throws. So elements are moved from operator to operator without a copy. A run has at most `maxCount` elements,
/// few enough that the memory stays in the processor's first cache.
///
/// A closure over runs has one calling convention for all element types, so it is called without a thunk.
@safe
@usableFromInline
struct ElementRun<Element: Sendable> {
    @usableFromInline let base: UnsafeMutablePointer<Element>
    @usableFromInline let count: Int

    @inlinable static var maxCount: Int { 1024 }

    @inlinable
    init(_ base: UnsafeMutablePointer<Element>, count: Int) {
        unsafe self.base = base
        self.count = count
    }

    /// Number of elements that a source puts into a run: `maxCount`, or fewer if they are large.
    @inlinable
    static func sourceCount(_ task: TaskContext) -> Int {
        Swift.min(task.maxRun, Swift.max(16, Swift.min(maxCount, 32_768 / MemoryLayout<Element>.stride)))
    }

    /// Takes all elements out and calls `body` with each; looks at cancellation before each, as one may take long.
    @inlinable
    func drain(_ task: TaskContext, _ body: (Element) throws -> Void) throws {
        var next = 0
        // Elements before `next` are taken out, whichever way this ends.
        defer { if next < count { unsafe (base + next).deinitialize(count: count - next) } }
        while next < count {
            try task.checkCancellation()
            let element = unsafe (base + next).move()
            next += 1
            try body(element)
        }
    }

    /// Takes all elements out.
    @inlinable
    func drop() { unsafe base.deinitialize(count: count) }

    /// Takes out the elements for which `isIncluded` is false; returns the run of the others, in the same memory.
    @inlinable
    func keep(_ task: TaskContext, _ isIncluded: (Element) throws -> Bool) throws -> ElementRun {
        var kept = 0
        do {
            try drain(task) { element in
                guard try isIncluded(element) else { return }
                // `kept` is below the position that was taken out last.
                unsafe (base + kept).initialize(to: element)
                kept += 1
            }
        } catch {
            unsafe base.deinitialize(count: kept)
            throw error
        }
        return unsafe ElementRun(base, count: kept)
    }

    /// Takes all elements out and puts the results of `transform` into `output`, which is empty.
    @inlinable
    func map<Result>(
        _ task: TaskContext, into output: inout RunBuffer<Result>, _ transform: (Element) throws -> Result
    ) throws {
        try drain(task) { element in
            // A buffer has room for as many elements as a run can have.
            unsafe (output.base + output.count).initialize(to: try transform(element))
            output.count += 1
        }
    }

    /// Takes all elements out and adds what `transform` emits for each to `output`.
    @inlinable
    func expand<Result>(
        _ task: TaskContext, into output: inout RunBuffer<Result>,
        _ transform: @escaping @Sendable (Element, (Result) throws -> Void) throws -> Void,
        _ sink: (ElementRun<Result>) throws -> Void
    ) throws {
        try drain(task) { element in
            try transform(element) { part in try output.add(part, limit: task.maxRun, sink) }
        }
    }
}
