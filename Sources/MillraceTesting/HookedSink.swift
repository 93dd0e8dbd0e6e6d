// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Millrace
private import Synchronization

/// A sink that calls a hook before and after each step of another one, for tests of crashes and of drivers that hang.
/// Once the hook has thrown a `Death`, nothing reaches the other sink any more, as if the program had died.
public final class HookedSink<Inner: Sink>: Sink {
    /// Thrown by hooks, to die.
    public struct Death: Error {
        /// A death.
        public init() {}
    }

    private let inner: Inner
    private let hook: @Sendable (SinkStep, Batch?) async throws -> Void
    private let isDead = Mutex(false)

    /// A sink that calls `hook` with the step, and the batch unless the step is of `recover`.
    public init(_ inner: Inner, _ hook: @escaping @Sendable (SinkStep, Batch?) async throws -> Void) {
        self.inner = inner
        self.hook = hook
    }

    /// A sink that dies at `step` of the batch number `number`, counted from 0.
    public convenience init(_ inner: Inner, dyingAt step: SinkStep, of number: Int = 0) {
        let count = Count()
        self.init(inner) { now, batch in
            let current = now == .beforePrepare ? count.next() : count.value
            if now == step, batch == nil || current == number { throw Death() }
        }
    }

    /// That of the other sink.
    public var place: String { inner.place }
    /// That of the other sink.
    public var isExclusive: Bool { inner.isExclusive }
    /// That of the other sink.
    public var commitsInOrder: Bool { inner.commitsInOrder }

    private func pass(_ step: SinkStep, _ batch: Batch?) async throws {
        if isDead.withLock({ $0 }) { throw Death() }
        do {
            try await hook(step, batch)
        } catch let error as Death {
            isDead.withLock { $0 = true }
            throw error
        }
    }

    /// Calls the hook and the other sink.
    public func recover(as owner: SinkOwner) async throws {
        try await pass(.beforeRecover, nil)
        try await inner.recover(as: owner)
        try await pass(.afterRecover, nil)
    }

    /// Calls the hook and the other sink.
    public func prepare(_ batch: Batch) async throws -> SinkPreparation {
        try await pass(.beforePrepare, batch)
        let preparation = try await inner.prepare(batch)
        try await pass(.afterPrepare, batch)
        return preparation
    }

    /// Calls the hook and the other sink.
    public func write(_ elements: PartitionElements<Inner.Element>, of batch: Batch) async throws -> Inner.Receipt {
        try await pass(.beforeWrite, batch)
        let receipt = try await inner.write(elements, of: batch)
        try await pass(.afterWrite, batch)
        return receipt
    }

    /// Calls the hook and the other sink.
    public func commit(_ batch: Batch, _ receipts: [Inner.Receipt]) async throws {
        try await pass(.beforeCommit, batch)
        try await inner.commit(batch, receipts)
        try await pass(.afterCommit, batch)
    }

    /// Calls the other sink, unless this one is dead.
    public func abort(_ batch: Batch) async throws { if !isDead.withLock({ $0 }) { try await inner.abort(batch) } }
    /// Calls the other sink, unless this one is dead.
    public func close() async { if !isDead.withLock({ $0 }) { await inner.close() } }
}

/// Counts batches.
private final class Count: Sendable {
    private let count = Mutex(-1)

    var value: Int { count.withLock { $0 } }

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
