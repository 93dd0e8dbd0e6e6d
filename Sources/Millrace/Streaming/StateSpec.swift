// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Settings of `mapWithState`: the function, where the state begins, how it is spread, when keys time out.
/// Source: Spark's `StateSpec`.
public struct StateSpec<Key: StableHashable & Sendable, Value: Sendable, StateValue: Sendable, Mapped: Sendable>:
    Sendable
{
    /// Called once per record, in the order in which a key's records arrived, and once without a value for each key
    /// that times out. Returns an element of the mapped stream, or nil for none.
    public typealias Function =
        @Sendable (_ batch: BatchTime, _ key: Key, _ value: Value?, _ state: inout State<StateValue>) throws -> Mapped?

    let function: Function
    var partitions: Int?
    var timeout: Duration?
    var source = StateSource<Key, StateValue>.none
    /// Interval at which timeouts are looked at; nil: with every batch.
    package var timeoutInterval: Duration?

    /// Settings with this function.
    public init(_ function: @escaping Function) { self.function = function }

    /// Settings with a function that does not need the batch time.
    public init(
        _ function:
            @escaping @Sendable (_ key: Key, _ value: Value?, _ state: inout State<StateValue>) throws -> Mapped?
    ) {
        self.function = { _, key, value, state in try function(key, value, &state) }
    }

    /// The settings with this number of state partitions. Default: the engine's `defaultParallelism`, else the number
    /// of partitions of the first batch.
    public func partitions(_ count: Int) -> StateSpec {
        var spec = self
        spec.partitions = max(1, count)
        return spec
    }

    /// The settings with a timeout: a key that no record has touched for longer is handed to the function once more,
    /// without a value and with `isTimingOut`, and its state is removed. A record of the same batch saves the key.
    public func timeout(_ duration: Duration) -> StateSpec {
        var spec = self
        spec.timeout = duration
        return spec
    }

    /// The settings with a state to begin with. The keys count as touched at the first batch.
    public func initialState(_ pairs: some Sequence<(Key, StateValue)>) -> StateSpec {
        var spec = self
        spec.source = .pairs(Array(pairs))
        return spec
    }

    /// The settings with a state to begin with: the elements of `rdd`, which the first batch collects.
    public func initialState(_ rdd: RDD<(Key, StateValue)>) -> StateSpec {
        var spec = self
        spec.source = .rdd(rdd)
        return spec
    }
}
