// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// An operation on a resource, numbered as in ACLs. Source: KIP-11, `AclOperation`.
enum ResourceOperation: Int8, Sendable {
    case all = 2
    case read = 3
    case write = 4
    case create = 5
    case delete = 6
    case alter = 7
    case describe = 8
    case clusterAction = 9
    case describeConfigs = 10
    case alterConfigs = 11
    case idempotentWrite = 12
}
