// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// Everything the brokers know, as one value: the APIs read and change it, under the cluster's lock.
struct ClusterState: Sendable {
    struct Broker: Sendable {
        var id: Int32
        var host: String
        var port: Int32
        var isUp: Bool
    }

    /// What has a deadline: each keeps its next one in `deadlines` and makes its timed transitions in `expire`.
    enum DeadlineOwner: Hashable, Sendable {
        case group(String)
        case transaction(String)
        case maintenance
        case offsets
        /// Another attempt to write what the disk did not take.
        case storage
    }

    let configuration: ClusterConfiguration
    var clusterID: String
    var brokers: [Broker]
    var topics = TopicStore()
    /// What groups have committed.
    var committedOffsets = CommittedOffsets()
    /// Who is in the groups. A group may have members and no commits, or the other way round.
    var groups: [String: Group] = [:]
    var transactions = TransactionCoordinator()
    var brokerConfigs: BrokerConfigs
    var groupConfigs = GroupConfigs()
    var acls = AccessControlList()
    var quotas = ClientQuotas()
    var scramUsers = ScramUsers()
    /// Requests that wait for a change of this state.
    var parked = ParkedCalls()
    /// What has to be looked at next because time passes.
    var deadlines = DeadlineQueue<DeadlineOwner>()
    /// When the logs are looked at next; nil while there is nothing in them.
    var nextMaintenance: Int64?
    var checksOffsets = false
    /// Where everything is kept beyond the process; nil to keep it in memory only.
    var disk: Disk?
    var journal: Journal?
    var storedSettings = StoredSettings()
    /// Whether the current update has changed something that could not be stored.
    var hasFailedToPersist = false
    /// How often a cluster was started on this directory.
    var starts: Int64 = 1
    /// On one side of a cut network: the brokers of this side, which have no controller. Nil for the cluster itself.
    var reachable: Set<Int32>?
    private var fetchSessions: [Int32: FetchSessions] = [:]
    var random: SplitMix64
    /// Partitions that changed since the last look: fetches that wait for them are looked at again.
    private var touched: Set<PartitionKey> = []

    init(configuration: ClusterConfiguration, brokers: [Broker]) {
        self.configuration = configuration
        self.brokers = brokers
        brokerConfigs = BrokerConfigs(configuration)
        random = SplitMix64(seed: configuration.seed)
        clusterID = KafkaUUID(high: random.next(), low: random.next()).description
    }

    // MARK: Brokers

    var upBrokers: [Broker] { brokers.filter(\.isUp) }
    /// The broker that metadata names as controller: the first that is up.
    var controllerID: Int32 { upBrokers.first?.id ?? -1 }

    func broker(_ id: Int32) -> Broker? { brokers.first { $0.id == id } }

    /// The broker that coordinates a group or transaction: fixed by the key (FNV-1a), or the next one that is up.
    func coordinator(of key: String) -> Broker? {
        guard !brokers.isEmpty, reachable == nil else { return nil }
        let hash = key.utf8.reduce(0x811c_9dc5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        let first = Int(hash % UInt32(brokers.count))
        return (brokers[first...] + brokers[..<first]).first(where: \.isUp)
    }

    /// Why `broker` does not answer for a group or transaction; nil if it coordinates it.
    func coordinatorRefusal(_ key: String, on broker: Int32) -> BrokerErrorCode? {
        guard let coordinator = coordinator(of: key) else { return .coordinatorNotAvailable }
        return coordinator.id == broker ? nil : .notCoordinator
    }

    /// Takes a broker down; what it led goes to the next in-sync replica that is up, or to none.
    mutating func brokerWentDown(_ id: Int32) {
        guard let index = brokers.firstIndex(where: { $0.id == id }) else { return }
        brokers[index].isUp = false
        fetchSessions[id] = nil
        let up = Set(upBrokers.map(\.id))
        var changed: [PartitionKey] = []
        topics.updateAll { topic, partition in
            if partition.inSyncReplicas.count > 1 { partition.inSyncReplicas.removeAll { $0 == id } }
            guard partition.leader == id else { return }
            partition.lead(partition.inSyncReplicas.first { up.contains($0) } ?? -1)
            changed.append(PartitionKey(topic: topic, partition: partition.index))
        }
        for key in changed { touch(key) }
    }

    /// Brings a broker back; it leads again what nobody leads.
    mutating func brokerCameUp(_ id: Int32, port: Int32) {
        guard let index = brokers.firstIndex(where: { $0.id == id }) else { return }
        brokers[index].isUp = true
        brokers[index].port = port
        topics.updateAll { _, partition in
            guard partition.replicas.contains(id) else { return }
            if !partition.inSyncReplicas.contains(id) { partition.inSyncReplicas.append(id) }
            guard partition.leader < 0 else { return }
            partition.lead(id)
        }
    }

    /// Reads or changes the fetch sessions of a broker.
    mutating func fetchSessions<R>(of broker: Int32, _ body: (inout FetchSessions) -> R) -> R {
        let seed = configuration.seed &+ UInt64(UInt32(bitPattern: broker))
        return body(&fetchSessions[broker, default: FetchSessions(seed: seed)])
    }

    // MARK: Time

    /// Makes the transitions that are due at `now`, in the order of their deadlines.
    mutating func expire(now: Int64) {
        while let owner = deadlines.popDue(now) {
            switch owner {
            case .group(let id): expireGroup(id, now: now)
            case .transaction(let id): expireTransaction(id, now: now)
            case .maintenance: maintain(now: now)
            case .offsets: expireOffsets(now: now)
            case .storage:
                if !isBehind(now: now) { settleTransactions(now: now) }
            }
        }
    }

    // MARK: Topics

    /// Why there cannot be `count` more partitions, for POLICY_VIOLATION; nil if there can.
    func refusalOfPartitions(_ count: Int) -> String? {
        guard count > configuration.maxPartitions - topics.partitionCount else { return nil }
        return "\(count) more partitions are too many: the cluster may have \(configuration.maxPartitions) in all"
    }

    /// Makes a topic whose name and sizes were checked. Leaders go round the brokers, beginning with the first.
    mutating func createTopic(_ name: String, assignments: [[Int32]], configs: [String: String]) -> Topic {
        let id = KafkaUUID(high: random.next(), low: random.next())
        let partitions = makePartitions(assignments, from: 0, of: id)
        var topic = Topic(name: name, id: id, configs: configs, partitions: partitions)
        topic.settings = TopicSettings(configs, defaults: brokerConfigs.defaults)
        topics.insert(topic)
        return topic
    }

    /// Adds partitions, whose numbers follow on, to a topic that exists.
    mutating func addPartitions(to name: String, assignments: [[Int32]]) {
        guard let topic = topics[name] else { return }
        let partitions = makePartitions(assignments, from: topic.partitions.count, of: topic.id)
        topics.change(name) { $0.partitions += partitions }
    }

    private func makePartitions(_ assignments: [[Int32]], from first: Int, of topicID: KafkaUUID) -> [Partition] {
        let up = Set(upBrokers.map(\.id))
        return assignments.enumerated().map { index, replicas in
            let inSync = replicas.filter { up.contains($0) }
            let index = Int32(first + index)
            let files = disk.map { PartitionFiles(disk: $0, topicID: topicID, index: index, generation: 0) }
            return Partition(
                index: index, leader: inSync.first ?? -1, replicas: replicas,
                inSyncReplicas: inSync.isEmpty ? replicas : inSync, log: PartitionLog(files: files))
        }
    }

    /// Gives a topic these configs, which were checked.
    mutating func setConfigs(_ configs: [String: String], of name: String) {
        let defaults = brokerConfigs.defaults
        topics.change(name) { topic in
            topic.configs = configs
            topic.settings = TopicSettings(configs, defaults: defaults)
        }
    }

    /// Looks again at what topics have from brokers.
    mutating func refreshTopicSettings() {
        for topic in topics.sorted { setConfigs(topic.configs, of: topic.name) }
    }

    /// How many replicas a topic has that does not say it.
    var defaultReplicas: Int { max(min(configuration.defaultReplicationFactor, brokers.count), 1) }

    /// Replicas for new partitions: `replicas` of the brokers each, the first one moving on by one.
    func assignments(partitions: Int, replicas: Int) -> [[Int32]] {
        (0..<partitions).map { partition in
            (0..<replicas).map { brokers[(partition + $0) % brokers.count].id }
        }
    }

    mutating func deleteTopic(_ name: String) -> Topic? {
        guard let topic = topics.remove(name) else { return nil }
        committedOffsets.forget(topic: name)
        if let disk { disk.discard(PartitionFiles.directory(of: topic.id, in: disk)) }
        transactions.forget(topic: name)
        for partition in topic.partitions { touch(PartitionKey(topic: name, partition: partition.index)) }
        return topic
    }

    /// Kafka's rule for topic names: 1 to 249 of letters, digits, dot, underscore and hyphen; not "." or "..".
    static func isValidTopicName(_ name: String) -> Bool {
        guard (1...249).contains(name.utf8.count), name != ".", name != ".." else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    // MARK: Partitions

    /// Why `broker` cannot serve this partition at `epoch` (−1: not asked); nil if it can. Source: KIP-320 for epochs.
    func refusal(_ key: PartitionKey, on broker: Int32, epoch: Int32 = -1) -> BrokerErrorCode? {
        guard let partition = topics.partition(key) else { return .unknownTopicOrPartition }
        guard partition.leader == broker, broker >= 0 else { return .notLeaderOrFollower }
        if epoch >= 0, epoch < partition.leaderEpoch { return .fencedLeaderEpoch }
        if epoch > partition.leaderEpoch { return .unknownLeaderEpoch }
        return nil
    }

    /// Notes that fetches waiting for a partition should look again.
    mutating func touch(_ key: PartitionKey) { touched.insert(key) }

    /// What was touched since the last call.
    mutating func takeTouched() -> Set<PartitionKey> {
        guard !touched.isEmpty else { return [] }
        defer { touched.removeAll(keepingCapacity: true) }
        return touched
    }

    // MARK: Users

    /// Adds the configuration's users to those that administrators stored.
    mutating func addConfiguredUsers() {
        if let sasl = configuration.sasl { scramUsers.add(sasl, using: &random) }
    }

    // MARK: Members

    /// The broker's part of a nonce: fixed by the seed, as all that is random here.
    mutating func makeNonce() -> String { String(random.next(), radix: 36) + String(random.next(), radix: 36) }

    /// An id for a member of a group: what it calls itself, and a random part.
    mutating func makeMemberID(_ name: String) -> String {
        let id = KafkaUUID(high: random.next(), low: random.next())
        let digits = [id.high, id.low].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }
        let text = Array(digits.joined())
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(text[$0]) }
        return name + "-" + parts.joined(separator: "-")
    }

    /// An id as new consumer groups give them to members that bring none.
    mutating func makeMemberUUID() -> String { KafkaUUID(high: random.next(), low: random.next()).description }
}
