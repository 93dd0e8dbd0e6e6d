// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// The state of all brokers as one value. APIs read and change it under the cluster's lock, `ClusterCore.guarded`.
///
/// Each field has its type in the folder of its concept. Changes that involve several fields are extensions
/// `ClusterState+Theme.swift` in the folder of their concept.
struct ClusterState: Sendable {
    let configuration: ClusterConfiguration
    var brokers: BrokerRegistry
    var topics = TopicStore()
    var groups = GroupStore()
    var transactions = TransactionCoordinator()
    var brokerConfigs: BrokerConfigs
    var clientMetricsConfigs = ClientMetricsConfigs()
    var security = ClusterSecurity()
    var fetches: FetchState
    var shares = ShareState()
    /// Requests that wait for a change of this state.
    var parked = ParkedCalls()
    var schedule = Schedule()
    var storage = StorageState()
    /// Records of the metadata log from before this start, which the fields do not count.
    var earlierMetadata: Int64 = 0
    /// The source of all random choices; the configuration seeds it.
    var random: SplitMix64

    init(configuration: ClusterConfiguration, brokers: [Broker]) {
        self.configuration = configuration
        brokerConfigs = BrokerConfigs(configuration)
        fetches = FetchState(seed: configuration.seed)
        random = SplitMix64(seed: configuration.seed)
        self.brokers = BrokerRegistry(clusterID: random.makeUUID().description, brokers)
    }

    /// Makes the transitions that are due at `now`, in the order of their deadlines.
    mutating func expire(now: Int64) {
        while let owner = schedule.popDue(now) {
            switch owner {
            case .group(let id): expireGroup(id, now: now)
            case .transaction(let id): expireTransaction(id, now: now)
            case .share(let key): expireLocks(key, now: now)
            case .maintenance: maintain(now: now)
            case .offsets: expireOffsets(now: now)
            case .storage:
                if !isBehind(now: now) { settleTransactions(now: now) }
            }
        }
    }
}
