// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The result of reading a journal: the last record about each thing.
struct StoredState {
    var clusterID: String?
    var starts: Int64 = 0
    var topics: [String: StoredTopic] = [:]
    var partitions: [KafkaUUID: [Int32: StoredPartition]] = [:]
    var offsets: [CommittedOffsets.Key: GroupOffsets.Committed] = [:]
    var transactions: [String: TransactionStateMachine] = [:]
    var pendingOffsets: [PendingOffsetKey: GroupOffsets.Committed] = [:]
    var nextProducerID: Int64?
    var brokerConfigs: [String: [String: String]] = [:]
    var groupConfigs: [String: [String: String]] = [:]
    var clientMetricsConfigs: [String: [String: String]] = [:]
    var metadataEnd: Int64 = 0
    var acls: [AccessControlList.Rule] = []
    var quotas: [ClientQuotas.Entity: [ClientQuotas.Key: Double]] = [:]
    var scramUsers: [String: [ScramUsers.Mechanism: ScramUsers.Credential]] = [:]

    mutating func apply(_ record: StoredRecord) {
        switch record {
        case .cluster(let id, let starts): (clusterID, self.starts) = (id, starts)
        case .topic(let name, let topic):
            if let old = topics[name], old.id != topic?.id { partitions[old.id] = nil }
            topics[name] = topic
        case .partition(let id, let index, let partition): partitions[id, default: [:]][index] = partition
        case .offset(let group, let key, let committed):
            offsets[CommittedOffsets.Key(group: group, partition: key)] = committed
        case .transaction(let id, let transaction): transactions[id] = transaction
        case .pendingOffset(let key, let committed): pendingOffsets[key] = committed
        case .nextProducerID(let id): nextProducerID = id
        case .brokerConfigs(let configs): brokerConfigs = configs
        case .groupConfigs(let configs): groupConfigs = configs
        case .clientMetricsConfigs(let configs): clientMetricsConfigs = configs
        case .metadataEnd(let offset): metadataEnd = offset
        case .acls(let rules): acls = rules
        case .quotas(let limits): quotas = limits
        case .scramUsers(let users): scramUsers = users
        }
    }
}
