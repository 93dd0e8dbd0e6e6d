// Millrace
// SPDX-License-Identifier: Apache-2.0

/// All keys of a stateful stream with their state, after each batch.
///
/// `@unchecked Sendable`: the only stored property is an immutable `Sendable` value, as `DStream` asks.
final class StateSnapshotDStream<
    Key: StableHashable & Sendable, Input: Sendable, Value: Sendable, Output: Sendable, Element: Sendable
>: DStream<(Key, Value)>, StatefulDStream, @unchecked Sendable {
    private let parent: StateStream<Key, Input, Value, Output, Element>

    init(_ parent: StateStream<Key, Input, Value, Output, Element>) {
        self.parent = parent
        super.init(
            context: parent.context, slideDuration: parent.slideDuration, parents: [parent], kind: "stateSnapshots")
    }

    override func compute(time: BatchTime) async throws -> RDD<(Key, Value)>? { try await parent.snapshot(at: time) }

    /// Computes what later batches need, before the state moves on.
    func advance(to time: BatchTime) async throws {
        guard rememberDuration > slideDuration, let rdd = try await rdd(at: time) else { return }
        try await rdd.foreachPartition { try await $0.forEach { _ in } }
    }

    func keepEarlierBatches() { cache() }

    func commit() {}

    // The parent has the state.
    var isPersisted: Bool { false }
    func checkCodecs() {}
    func makeRecords() -> [StoredBytes] { [] }
    func oldestNeededBatch(after time: BatchTime, backTo limit: BatchTime) -> BatchTime? { nil }
    func recover(_ records: [StateRecord], at time: BatchTime) {}
    func apply(_ update: StateUpdate) {}
}
