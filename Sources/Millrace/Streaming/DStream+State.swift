// Millrace
// SPDX-License-Identifier: Apache-2.0

extension DStream {
    /// Keeps a state per key, and yields all keys with their state after each batch.
    ///
    /// `update` gets the key's values of the batch, in the order of their arrival, and its state. It is called for
    /// every key that has either, also for keys without values, and removes a key by returning nil. The cost of a batch
    /// follows the number of all keys; with `callsEveryKey` false, keys without values keep their state uncalled, and
    /// only reading the whole stream costs that much. `mapWithState` yields changes instead of all keys. Source:
    /// `PairDStreamFunctions.updateStateByKey`.
    ///
    /// - Parameters:
    ///   - partitions: Number of state partitions; default: the engine's `defaultParallelism`, else the number of
    ///     partitions of the first batch, or of threads if that is greater.
    ///   - initial: The state to begin with; of equal keys the last one counts.
    ///   - callsEveryKey: Whether `update` is also called for keys without values in a batch.
    ///   - update: Returns the new state of a key; runs in the tasks, once per key and batch unless a task is retried.
    public func updateStateByKey<K: StableHashable & Sendable, V: Sendable, S: Sendable>(
        partitions: Int? = nil, initial: [(K, S)] = [], callsEveryKey: Bool = true,
        _ update: @escaping @Sendable (_ values: [V], _ state: S?) throws -> S?
    ) -> UpdateStateDStream<K, V, S> where Element == (K, V) {
        updateStateByKey(partitions: partitions, initial: initial, callsEveryKey: callsEveryKey) {
            _, _, values, state in try update(values, state)
        }
    }

    /// `updateStateByKey` whose function also gets the batch time and the key.
    public func updateStateByKey<K: StableHashable & Sendable, V: Sendable, S: Sendable>(
        partitions: Int? = nil, initial: [(K, S)] = [], callsEveryKey: Bool = true,
        _ update: @escaping @Sendable (_ batch: BatchTime, _ key: K, _ values: [V], _ state: S?) throws -> S?
    ) -> UpdateStateDStream<K, V, S> where Element == (K, V) {
        UpdateStateDStream(
            self, partitions: partitions, source: .pairs(initial), callsEveryKey: callsEveryKey
        ) { time, keys in try keys.map { ($0.key, try update(time, $0.key, $0.values, $0.state)) } }
    }

    /// `updateStateByKey` that begins with the elements of an RDD, which the first batch collects.
    public func updateStateByKey<K: StableHashable & Sendable, V: Sendable, S: Sendable>(
        partitions: Int? = nil, initial: RDD<(K, S)>, callsEveryKey: Bool = true,
        _ update: @escaping @Sendable (_ batch: BatchTime, _ key: K, _ values: [V], _ state: S?) throws -> S?
    ) -> UpdateStateDStream<K, V, S> where Element == (K, V) {
        UpdateStateDStream(
            self, partitions: partitions, source: .rdd(initial), callsEveryKey: callsEveryKey
        ) { time, keys in try keys.map { ($0.key, try update(time, $0.key, $0.values, $0.state)) } }
    }

    /// `updateStateByKey` whose function gets all keys of a partition at once and returns those to keep, for set-up
    /// once per partition. It may return other keys than it got only if they belong to the same partition.
    public func updateStateByKeyPartitions<K: StableHashable & Sendable, V: Sendable, S: Sendable>(
        partitions: Int? = nil, initial: [(K, S)] = [],
        _ update:
            @escaping @Sendable (_ batch: BatchTime, _ keys: [(key: K, values: [V], state: S?)]) throws -> [(K, S)]
    ) -> UpdateStateDStream<K, V, S> where Element == (K, V) {
        UpdateStateDStream(self, partitions: partitions, source: .pairs(initial), callsEveryKey: true) { time, keys in
            try update(time, keys).map { ($0.0, .some($0.1)) }
        }
    }

    /// Keeps a state per key, and yields what the function of `spec` returns for each record. The cost of a batch
    /// follows the keys that it touches. Source: `PairDStreamFunctions.mapWithState`.
    public func mapWithState<K: StableHashable & Sendable, V: Sendable, S: Sendable, Mapped: Sendable>(
        _ spec: StateSpec<K, V, S, Mapped>
    ) -> MapWithStateDStream<K, V, S, Mapped> where Element == (K, V) { MapWithStateDStream(self, spec) }
}
