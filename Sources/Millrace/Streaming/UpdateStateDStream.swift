// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The stream of `updateStateByKey`: all keys with their state, after each batch. Source: Spark's `StateDStream`.
///
/// `@unchecked Sendable`: the stored properties are immutable `Sendable` values, as `DStream` asks.
public final class UpdateStateDStream<Key: StableHashable & Sendable, Input: Sendable, Value: Sendable>:
    StateStream<Key, Input, Value, Never, (Key, Value)>, @unchecked Sendable
{
    /// Makes the new states of a partition of its keys, each with the batch's values and its state.
    typealias Update =
        @Sendable (BatchTime, _ keys: [(key: Key, values: [Input], state: Value?)]) throws -> [(Key, Value?)]

    private let parent: DStream<(Key, Input)>
    private let callsEveryKey: Bool
    private let update: Update

    init(
        _ parent: DStream<(Key, Input)>, partitions: Int?, source: StateSource<Key, Value>, callsEveryKey: Bool,
        update: @escaping Update
    ) {
        self.parent = parent
        self.callsEveryKey = callsEveryKey
        self.update = update
        super.init(
            context: parent.context, slideDuration: parent.slideDuration, parents: [parent], kind: "updateStateByKey",
            partitions: partitions, source: source)
    }

    /// The state of `key` after the last batch that has ended; nil if it has none. May be asked at any time.
    public subscript(key: Key) -> Value? {
        get async { current?.committedValue(of: key) }
    }

    /// All keys with their state after the last batch that has ended, in the program's memory.
    public func snapshot() async -> [(Key, Value)] { current?.committedValues() ?? [] }

    override func pairs(at time: BatchTime) async throws -> RDD<(Key, Input)>? { try await parent.rdd(at: time) }

    override func changes(_ groups: [Group], at time: BatchTime, in part: Part) throws -> Part.Changes {
        var changes = Part.Changes()
        var keys: [(key: Key, values: [Input], state: Value?)] = []
        guard callsEveryKey else {
            for (key, values) in groups { keys.append((key, values, part.value(of: key))) }
            for (key, value) in try update(time, keys) {
                changes.entries.updateValue(value.map { StateEntry(value: $0, touched: time) }, forKey: key)
            }
            return changes
        }
        for (key, values) in groups { keys.append((key, values, part.value(of: key))) }
        let touched = Set(groups.map(\.0))
        for (key, value) in part.values where !touched.contains(key) { keys.append((key, [], value)) }
        var table = [Key: StateEntry<Value>](minimumCapacity: keys.count)
        for case (let key, let value?) in try update(time, keys) {
            table[key] = StateEntry(value: value, touched: time)
        }
        changes.table = table
        return changes
    }

    override func elements(at time: BatchTime, in part: Part, _ emit: ((Key, Value)) throws -> Void) throws {
        for element in try part.values(after: time) { try emit(element) }
    }
}
