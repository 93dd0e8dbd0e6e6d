// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The effect of an access control rule; a denial counts for more. Source: `AclPermissionType` of the Java client.
public enum ACLPermission: Int8, Hashable, Sendable {
    /// Filters only: both.
    case any = 1
    /// The operation is refused.
    case deny = 2
    /// The operation is allowed.
    case allow = 3
}
