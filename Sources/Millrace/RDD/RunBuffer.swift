// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Memory of one operator in one task, in which it makes its runs. Made when the task reaches the operator, freed when
/// the partition is done.
@safe
@usableFromInline
struct RunBuffer<Element: Sendable> {
    @usableFromInline let base: UnsafeMutablePointer<Element>
    /// Elements in the memory, not yet handed on.
    @usableFromInline var count = 0

    @inlinable
    init() { unsafe base = .allocate(capacity: ElementRun<Element>.maxCount) }

    /// Frees the memory and what is left in it.
    @inlinable
    func free() {
        unsafe base.deinitialize(count: count)
        unsafe base.deallocate()
    }

    /// Hands all elements on. Afterwards the buffer is empty, also if `sink` throws.
    @inlinable
    mutating func flush(_ sink: (ElementRun<Element>) throws -> Void) throws {
        guard count > 0 else { return }
        let run = unsafe ElementRun(base, count: count)
        count = 0
        try sink(run)
    }

    /// Adds an element; hands all on once there are `limit`, at most `maxCount`.
    @inlinable
    mutating func add(
        _ element: consuming Element, limit: Int, _ sink: (ElementRun<Element>) throws -> Void
    ) throws {
        unsafe (base + count).initialize(to: element)
        count += 1
        if count >= limit { try flush(sink) }
    }

    /// Hands the elements of a chunk on, in runs.
    @inlinable
    mutating func push(
        _ chunk: Chunk<Element>, _ task: TaskContext, _ sink: (ElementRun<Element>) throws -> Void
    ) throws {
        let limit = ElementRun<Element>.sourceCount(task)
        try unsafe chunk.storage.withUnsafeBufferPointer { elements in
            var start = 0
            while start < elements.count {
                try task.checkCancellation()
                let length = Swift.min(limit, elements.count - start)
                // The length is above 0, so the elements have an address.
                if let source = elements.baseAddress { unsafe base.initialize(from: source + start, count: length) }
                start += length
                try sink(unsafe ElementRun(base, count: length))
            }
        }
    }
}
