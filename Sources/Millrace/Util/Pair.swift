// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Two values as one key. A tuple cannot be a key, as tuples do not conform to protocols.
public struct Pair<First, Second> {
    /// The first value.
    public var first: First
    /// The second value.
    public var second: Second

    /// The pair of `first` and `second`.
    @inlinable
    public init(_ first: First, _ second: Second) {
        self.first = first
        self.second = second
    }
}

extension Pair: Sendable where First: Sendable, Second: Sendable {}
extension Pair: Equatable where First: Equatable, Second: Equatable {}
extension Pair: Hashable where First: Hashable, Second: Hashable {}

extension Pair: StableHashable where First: StableHashable, Second: StableHashable {
    /// Feeds the first value, then the second.
    @inlinable
    public func stableHash(into hasher: inout StableHasher) {
        first.stableHash(into: &hasher)
        second.stableHash(into: &hasher)
    }
}
