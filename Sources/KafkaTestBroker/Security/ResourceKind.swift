// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A kind of resource in ACL rules. Source: `ResourceType`.
enum ResourceKind: Int8, Sendable {
    case topic = 2
    case group = 3
    case cluster = 4
    case transactionalID = 5

    /// The operations that exist for such a resource. Source: `AclEntry.supportedOperations`; groups have configs since
    /// 4.0.
    func operations(_ release: KafkaRelease?) -> [ResourceOperation] {
        switch self {
        case .topic: [.read, .write, .create, .delete, .alter, .describe, .describeConfigs, .alterConfigs]
        case .group:
            release.map { $0 < .kafka(4, 0) } ?? false
                ? [.read, .delete, .describe] : [.read, .delete, .describe, .describeConfigs, .alterConfigs]
        case .cluster: [.create, .alter, .describe, .clusterAction, .describeConfigs, .alterConfigs, .idempotentWrite]
        case .transactionalID: [.write, .describe]
        }
    }
}
