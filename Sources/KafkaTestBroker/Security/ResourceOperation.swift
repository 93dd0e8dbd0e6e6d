// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// What may be done with a resource. The numbers are those of ACLs. Source: KIP-11, `AclOperation`.
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
