// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The clients that a quota is for: a user, a client id, both, or an address. Source: `ClientQuotaEntity` of the Java
/// client, KIP-546.
public struct QuotaEntity: Hashable, Sendable, CustomStringConvertible {
    /// One name, or all clients without a quota of their own.
    public enum Name: Hashable, Sendable, ExpressibleByStringLiteral {
        /// The client of this name.
        case name(String)
        /// All clients that have no quota of their own.
        case others

        /// A name.
        public init(stringLiteral name: String) { self = .name(name) }

        var wire: String? {
            if case .name(let name) = self { name } else { nil }
        }
    }

    /// The names by type: `user`, `client-id`, `ip`.
    public var names: [String: Name]

    /// The entity with these names by type.
    public init(names: [String: Name]) { self.names = names }

    /// A user; with `clientID` only its clients of that id.
    public static func user(_ user: Name, clientID: Name? = nil) -> QuotaEntity {
        var names = ["user": user]
        names["client-id"] = clientID
        return QuotaEntity(names: names)
    }

    /// The clients of an id, of all users.
    public static func clientID(_ id: Name) -> QuotaEntity { QuotaEntity(names: ["client-id": id]) }

    /// The clients of an address.
    public static func ip(_ address: Name) -> QuotaEntity { QuotaEntity(names: ["ip": address]) }

    /// As in "user a, client-id b".
    public var description: String {
        names.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.wire ?? "(others)")" }.joined(separator: ", ")
    }
}
