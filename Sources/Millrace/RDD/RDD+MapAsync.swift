// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    /// Applies `transform`, which may wait for I/O, to each element, with up to `inFlight` calls per task at a time.
    ///
    /// At most `inFlight` results wait for their turn. A call that throws cancels the others of its task and fails it.
    /// While it waits, the task takes no place of those that compute. Own design.
    ///
    /// - Parameters:
    ///   - inFlight: Maximum number of calls at a time per task; values below 1 count as 1.
    ///   - ordered: Whether results keep the order of the elements. Unordered, a slow call holds up no other.
    ///   - transform: Called in child tasks of the element's task.
    public func mapAsync<U: Sendable>(
        inFlight: Int = 16, ordered: Bool = true, _ transform: @escaping @Sendable (Element) async throws -> U
    ) -> RDD<U> {
        mapPartitions { elements, emit in
            var window = AsyncWindow<U>(isOrdered: ordered)
            let limit = Swift.max(1, inFlight)
            try await withThrowingTaskGroup(of: (Int, U).self) { group in
                try await elements.forEachChunk { chunk in
                    for element in chunk {
                        if window.running == limit { try await window.takeNext(from: &group, elements.task, emit) }
                        let number = window.start()
                        group.addTask { (number, try await transform(element)) }
                    }
                }
                while window.running > 0 { try await window.takeNext(from: &group, elements.task, emit) }
            }
        }
    }
}

/// Calls under way, and results that wait for an earlier one.
private struct AsyncWindow<Output: Sendable> {
    let isOrdered: Bool
    /// Calls that were started and whose results were not handed on.
    private(set) var running = 0
    private var started = 0
    private var emitted = 0
    private var early: [Int: Output] = [:]

    init(isOrdered: Bool) { self.isOrdered = isOrdered }

    mutating func start() -> Int {
        running += 1
        started += 1
        return started - 1
    }

    /// Waits until at least one result can be handed on, and hands on all that can.
    mutating func takeNext(
        from group: inout ThrowingTaskGroup<(Int, Output), any Error>, _ task: TaskContext,
        _ emit: (Output) throws -> Void
    ) async throws {
        let before = running
        while running == before {
            guard let (number, output) = try await group.next() else { return }
            guard isOrdered else {
                running -= 1
                return try emit(output)
            }
            early[number] = output
            while let next = early.removeValue(forKey: emitted) {
                emitted += 1
                running -= 1
                try emit(next)
            }
        }
    }
}
