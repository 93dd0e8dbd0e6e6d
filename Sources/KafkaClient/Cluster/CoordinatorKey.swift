// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A group or transactional id, which has a coordinator.
public enum CoordinatorKey: Hashable, Sendable {
    /// A consumer group.
    case group(String)
    /// A transactional id.
    case transaction(String)

    /// The key and its type on the wire.
    var wire: (name: String, type: Int8) {
        switch self {
        case .group(let id): (id, 0)
        case .transaction(let id): (id, 1)
        }
    }
}
