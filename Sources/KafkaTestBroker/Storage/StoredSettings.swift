// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Settings that are written as a whole when they change.
struct StoredSettings: Sendable {
    var brokerConfigs: [String: [String: String]] = [:]
    var groupConfigs: [String: [String: String]] = [:]
    var clientMetricsConfigs: [String: [String: String]] = [:]
    var metadataEnd: Int64 = 0
    var acls: [AccessControlList.Rule] = []
    var quotas: [ClientQuotas.Entity: [ClientQuotas.Key: Double]] = [:]
    var scramUsers: [String: [ScramUsers.Mechanism: ScramUsers.Credential]] = [:]
    var nextProducerID: Int64 = 0
}
