// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A member of a classic group. Source: LeaveGroup, KIP-345.
public enum GroupMemberName: Hashable, Sendable, CustomStringConvertible {
    /// A member, by its id.
    case member(String)
    /// A static member, by its `group.instance.id`.
    case instance(String)

    /// As in "member a".
    public var description: String {
        switch self {
        case .member(let id): "member \(id)"
        case .instance(let id): "instance \(id)"
        }
    }
}
