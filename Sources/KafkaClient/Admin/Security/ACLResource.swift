// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The things that an access control rule is about. Source: `ResourcePattern` of the Java client, KIP-290.
public struct ACLResource: Hashable, Sendable, CustomStringConvertible {
    /// A kind of things.
    public enum Kind: Int8, Hashable, Sendable {
        /// Filters only: all kinds.
        case any = 1
        /// A topic.
        case topic = 2
        /// A group.
        case group = 3
        /// The cluster, whose name is `kafka-cluster`.
        case cluster = 4
        /// A transactional id.
        case transactionalID = 5
        /// A delegation token.
        case delegationToken = 6
        /// A user, for delegation tokens.
        case user = 7
    }

    /// The way in which names match.
    public enum Pattern: Int8, Hashable, Sendable {
        /// Filters only: all patterns.
        case any = 1
        /// Filters only: all rules that hold for the thing of this name.
        case match = 2
        /// The thing of this name; all things for the name `*`.
        case literal = 3
        /// The things whose names begin with this one.
        case prefixed = 4
    }

    /// The kind of the things.
    public var kind: Kind
    /// The name or prefix.
    public var name: String
    /// The way in which the name matches.
    public var pattern: Pattern

    /// The things of a kind whose names match.
    public init(_ kind: Kind, _ name: String, pattern: Pattern = .literal) {
        self.kind = kind
        self.name = name
        self.pattern = pattern
    }

    /// A topic, by name; `*` for all.
    public static func topic(_ name: String) -> ACLResource { ACLResource(.topic, name) }

    /// A group, by id; `*` for all.
    public static func group(_ id: String) -> ACLResource { ACLResource(.group, id) }

    /// A transactional id; `*` for all.
    public static func transactionalID(_ id: String) -> ACLResource { ACLResource(.transactionalID, id) }

    /// The cluster.
    public static let cluster = ACLResource(.cluster, "kafka-cluster")

    /// As in "topic orders" or "topic orders… (prefix)".
    public var description: String { "\(kind) \(name)\(pattern == .prefixed ? "… (prefix)" : "")" }
}
