// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A choice of quotas. Source: `ClientQuotaFilter` of the Java client.
public struct QuotaFilter: Hashable, Sendable {
    /// The names of one type that are chosen.
    public enum Match: Hashable, Sendable {
        /// This name.
        case exactly(QuotaEntity.Name)
        /// All names.
        case any
    }

    /// The names that are chosen, by type: `user`, `client-id`, `ip`.
    public var matches: [String: Match]
    /// Whether entities with further types are left out.
    public var isStrict: Bool

    /// A filter with these values; all quotas by default.
    public init(_ matches: [String: Match] = [:], isStrict: Bool = false) {
        self.matches = matches
        self.isStrict = isStrict
    }

    /// The quotas of one entity.
    public init(_ entity: QuotaEntity) {
        self.init(entity.names.mapValues { .exactly($0) }, isStrict: true)
    }
}
