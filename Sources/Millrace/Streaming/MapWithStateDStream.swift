// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The stream of `mapWithState`: what the function returned for the records of each batch.
/// Source: Spark's `MapWithStateDStream`.
///
/// `@unchecked Sendable`: the stored properties are immutable `Sendable` values, as `DStream` asks.
public final class MapWithStateDStream<
    Key: StableHashable & Sendable, Input: Sendable, Value: Sendable, Mapped: Sendable
>: StateStream<Key, Input, Value, Mapped, Mapped>, @unchecked Sendable {
    private let parent: DStream<(Key, Input)>
    private let spec: StateSpec<Key, Input, Value, Mapped>

    init(_ parent: DStream<(Key, Input)>, _ spec: StateSpec<Key, Input, Value, Mapped>) {
        self.parent = parent
        self.spec = spec
        super.init(
            context: parent.context, slideDuration: parent.slideDuration, parents: [parent], kind: "mapWithState",
            partitions: spec.partitions, source: spec.source, tracksTouches: spec.timeout != nil)
        if let timeout = spec.timeout, timeout <= .zero {
            context.graph.reject("mapWithState with a timeout of \(timeout): give a duration above 0")
        }
    }

    /// The state of `key` after the last batch that has ended; nil if it has none. May be asked at any time.
    public subscript(key: Key) -> Value? {
        get async { current?.committedValue(of: key) }
    }

    /// All keys with their state after the last batch that has ended, in the program's memory.
    public func snapshot() async -> [(Key, Value)] { current?.committedValues() ?? [] }

    /// A stream of all keys with their state, after each batch. Source: Spark's `stateSnapshots`.
    public func stateSnapshots() -> DStream<(Key, Value)> {
        StateSnapshotDStream(self)
    }

    override func pairs(at time: BatchTime) async throws -> RDD<(Key, Input)>? { try await parent.rdd(at: time) }

    override func changes(_ groups: [Group], at time: BatchTime, in part: Part) throws -> Part.Changes {
        var changes = Part.Changes()
        for (key, values) in groups {
            let old = part.value(of: key)
            var value = old
            var hasChanged = false
            for input in values {
                var state = State(value)
                if let mapped = try spec.function(time, key, input, &state) { changes.output.append(mapped) }
                guard state.change != .none else { continue }
                value = state.value
                hasChanged = true
            }
            // With a timeout, a record that only looks at the state keeps it alive too.
            guard hasChanged || (spec.timeout != nil && old != nil) else { continue }
            changes.entries.updateValue(value.map { StateEntry(value: $0, touched: time) }, forKey: key)
        }
        try expire(at: time, in: part, touched: Set(groups.map(\.0)), &changes)
        return changes
    }

    private func expire(
        at time: BatchTime, in part: Part, touched: @autoclosure () -> Set<Key>, _ changes: inout Part.Changes
    ) throws {
        guard let timeout = spec.timeout, context.graph.isValid(time, slide: spec.timeoutInterval ?? slideDuration)
        else { return }
        let expired = part.untouched(since: time - timeout)
        if expired.isEmpty { return }
        let touched = touched()
        for (key, value) in expired where !touched.contains(key) {
            var state = State(value, isTimingOut: true)
            if let mapped = try spec.function(time, key, nil, &state) { changes.output.append(mapped) }
            changes.entries.updateValue(nil, forKey: key)
        }
    }

    override func elements(at time: BatchTime, in part: Part, _ emit: (Mapped) throws -> Void) throws {
        for element in try part.output(of: time) { try emit(element) }
    }
}
