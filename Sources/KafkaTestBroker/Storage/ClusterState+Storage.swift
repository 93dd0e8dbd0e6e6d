// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// What is kept in a directory, and comes back from it.
extension ClusterState {
    /// How long after a failed write it is tried again by the clock, in milliseconds.
    static let storageRetryInterval: Int64 = 1000

    /// APIs that change nothing that is stored, and go on while a disk takes nothing.
    static let readingAPIs: Set<APIKey> = [
        .apiVersions, .metadata, .fetch, .listOffsets, .offsetForLeaderEpoch, .findCoordinator, .offsetFetch,
        .joinGroup, .syncGroup, .heartbeat, .leaveGroup, .consumerGroupHeartbeat, .listGroups, .describeGroups,
        .consumerGroupDescribe, .listTransactions, .describeTransactions, .describeProducers, .describeTopicPartitions,
        .describeCluster, .describeConfigs, .describeLogDirs, .describeAcls, .describeClientQuotas,
        .describeUserScramCredentials, .listPartitionReassignments, .saslHandshake, .saslAuthenticate,
    ]

    /// What is stored whole when it changes.
    struct StoredSettings: Sendable {
        var brokerConfigs: [String: [String: String]] = [:]
        var groupConfigs: [String: [String: String]] = [:]
        var acls: [AccessControlList.Rule] = []
        var quotas: [ClientQuotas.Entity: [ClientQuotas.Key: Double]] = [:]
        var scramUsers: [String: [ScramUsers.Mechanism: ScramUsers.Credential]] = [:]
        var nextProducerID: Int64 = 0
    }

    // MARK: Writing

    /// Whether changes wait for a disk that takes nothing; tries once more first. Requests that would change something
    /// are refused then.
    mutating func isBehind(now: Int64) -> Bool {
        guard let journal, journal.isBehind else { return false }
        guard journal.flush() else {
            deadlines.set(.storage, at: now + Self.storageRetryInterval)
            return true
        }
        journal.removeDiscarded()
        settleTransactions(now: now)
        return false
    }

    /// Writes what changed, as one entry of the journal. False if something of this update could not be written, now or
    /// when it was tried before; it is written later.
    mutating func persist() -> Bool {
        guard let journal else { return true }
        let records = takeChanges()
        guard !records.isEmpty else { return !hasFailedToPersist }
        hasFailedToPersist = !journal.append(Self.encode(records))
        if hasFailedToPersist { return false }
        journal.removeDiscarded()
        if journal.isStale { journal.replace(with: Self.encode(everything)) }
        return true
    }

    private static func encode(_ records: [StoredRecord]) -> ByteSlice {
        var writer = WireWriter(capacity: 256)
        for record in records { record.write(into: &writer) }
        return writer.finish()
    }

    /// The records for what changed since the last call, in an order that does not depend on chance.
    private mutating func takeChanges() -> [StoredRecord] {
        var records: [StoredRecord] = []
        if let changed = topics.changed, !(changed.topics.isEmpty && changed.partitions.isEmpty) {
            topics.changed = TopicStore.Changes()
            records += changed.topics.sorted().map { topicRecord($0) }
            let keys = changed.partitions.sorted { ($0.topic, $0.partition) < ($1.topic, $1.partition) }
            records += keys.compactMap { partitionRecord($0) }
        }
        if let changed = transactions.changed, !changed.isEmpty {
            transactions.changed = []
            records += changed.sorted().map { .transaction(id: $0, transactions[$0]) }
        }
        if let changed = transactions.changedOffsets, !changed.isEmpty {
            transactions.changedOffsets = []
            records += changed.map { pendingRecord($0) }
        }
        if let changed = committedOffsets.changed, !changed.isEmpty {
            committedOffsets.changed = []
            records += changed.map { .offset(group: $0.group, $0.partition, committedOffsets[$0.group]?.offsets[$0.partition]) }
        }
        return records + takeChangedSettings()
    }

    private mutating func takeChangedSettings() -> [StoredRecord] {
        var records: [StoredRecord] = []
        // Comparing takes no time while nothing changed: the values then are one and the same.
        if storedSettings.brokerConfigs != brokerConfigs.dynamic {
            storedSettings.brokerConfigs = brokerConfigs.dynamic
            records.append(.brokerConfigs(brokerConfigs.dynamic))
        }
        if storedSettings.groupConfigs != groupConfigs.dynamic {
            storedSettings.groupConfigs = groupConfigs.dynamic
            records.append(.groupConfigs(groupConfigs.dynamic))
        }
        if storedSettings.acls != acls.rules {
            storedSettings.acls = acls.rules
            records.append(.acls(acls.rules))
        }
        if storedSettings.quotas != quotas.limits {
            storedSettings.quotas = quotas.limits
            records.append(.quotas(quotas.limits))
        }
        if storedSettings.scramUsers != scramUsers.credentials {
            storedSettings.scramUsers = scramUsers.credentials
            records.append(.scramUsers(scramUsers.credentials))
        }
        if storedSettings.nextProducerID != transactions.nextProducerID {
            storedSettings.nextProducerID = transactions.nextProducerID
            records.append(.nextProducerID(transactions.nextProducerID))
        }
        return records
    }

    private func topicRecord(_ name: String) -> StoredRecord {
        .topic(
            name: name,
            topics[name].map { StoredTopic(id: $0.id, configs: $0.configs, partitionCount: $0.partitions.count) })
    }

    private func partitionRecord(_ key: PartitionKey) -> StoredRecord? {
        guard let id = topics[key.topic]?.id, let partition = topics.partition(key) else { return nil }
        return .partition(topicID: id, index: key.partition, partition.stored)
    }

    private func pendingRecord(_ key: PendingOffsetKey) -> StoredRecord {
        .pendingOffset(key, transactions.pendingOffsets[key.group]?[key.producerID]?[key.partition])
    }

    /// Everything there is to store, records aside.
    private var everything: [StoredRecord] {
        var records: [StoredRecord] = [.cluster(id: clusterID, starts: starts)]
        for topic in topics.sorted {
            records.append(topicRecord(topic.name))
            records += topic.partitions.map { .partition(topicID: topic.id, index: $0.index, $0.stored) }
        }
        records += transactions.transactions.map { .transaction(id: $0.key, $0.value) }
        records += transactions.pendingKeys.map { pendingRecord($0) }
        for (group, offsets) in committedOffsets.groups {
            records += offsets.offsets.map { .offset(group: group, $0.key, $0.value) }
        }
        records += [
            .nextProducerID(transactions.nextProducerID), .brokerConfigs(brokerConfigs.dynamic), .acls(acls.rules),
            .quotas(quotas.limits), .scramUsers(scramUsers.credentials), .groupConfigs(groupConfigs.dynamic),
        ]
        return records
    }

    // MARK: Reading

    /// Takes over what a directory holds, and stores every change there from now on. To be called once, before any
    /// broker is up.
    ///
    /// - Throws: `StorageError` if the directory cannot be read or is damaged.
    mutating func open(_ disk: Disk, now: Int64) throws(StorageError) {
        let journal = Journal(disk: disk)
        var stored = StoredState()
        try journal.load { (entry) throws(WireError) in
            var reader = WireReader(entry)
            while reader.remaining > 0 { stored.apply(try StoredRecord(from: &reader)) }
        }
        (self.disk, self.journal) = (disk, journal)
        if let id = stored.clusterID { clusterID = id }
        starts = stored.starts + 1
        // Other topics get other ids than those of the last time, and the same run gives the same ids still.
        random = SplitMix64(seed: configuration.seed &+ UInt64(bitPattern: starts &- 1) &* 0x9e37_79b9_7f4a_7c15)
        restoreSettings(stored)
        try restoreTopics(stored, now)
        for (key, committed) in stored.offsets {
            committedOffsets.commit(committed, for: key.partition, group: key.group)
            startOffsetChecks(now: now)
        }
        transactions.restore(
            stored.transactions, stored.pendingOffsets, nextProducerID: stored.nextProducerID ?? 0)
        for id in transactions.transactions.keys.sorted() {
            deadlines.set(.transaction(id), at: transactions[id]?.deadline)
        }
        if topics.byteCount > 0 { startMaintenance(now: now, compacts: topics.hasCompacted) }
        topics.changed = TopicStore.Changes()
        committedOffsets.changed = []
        transactions.changed = []
        transactions.changedOffsets = []
        _ = takeChangedSettings()
        // A disk that is full leaves the old journal, which says the same, but for the count of starts.
        if !journal.replace(with: Self.encode(everything)) {
            _ = journal.append(Self.encode([.cluster(id: clusterID, starts: starts)]))
        }
    }

    private mutating func restoreSettings(_ stored: StoredState) {
        for (resource, configs) in stored.brokerConfigs { brokerConfigs.set(configs, for: resource) }
        for (group, configs) in stored.groupConfigs { groupConfigs.set(configs, for: group) }
        for rule in stored.acls { _ = acls.insert(rule) }
        for (entity, limits) in stored.quotas { _ = quotas.set(limits.mapValues { $0 }, of: entity) }
        for (user, credentials) in stored.scramUsers {
            for (mechanism, credential) in credentials { _ = scramUsers.set(credential, mechanism, of: user) }
        }
    }

    private mutating func restoreTopics(_ stored: StoredState, _ now: Int64) throws(StorageError) {
        guard let disk else { return }
        for (name, topic) in stored.topics.sorted(by: { $0.key < $1.key }) {
            let names = Dictionary(
                grouping: try disk.files.names(in: PartitionFiles.directory(of: topic.id, in: disk)),
                by: { $0.split(separator: "-").first.flatMap { Int($0) } ?? -1 })
            var partitions: [Partition] = []
            for index in 0..<topic.partitionCount {
                let known =
                    stored.partitions[topic.id]?[Int32(index)]
                    ?? StoredPartition(replicas: [1], leaderEpoch: 0, startOffset: 0, endOffset: 0, generation: 0)
                let files = PartitionFiles(
                    disk: disk, topicID: topic.id, index: Int32(index), generation: known.generation)
                var partition = Partition(
                    index: Int32(index), leader: -1, replicas: known.replicas, inSyncReplicas: known.replicas)
                partition.log = try PartitionLog(files: files, names: names[index] ?? [], stored: known, now: now)
                partition.leaderEpoch = max(known.leaderEpoch, partition.log.epochs.latest)
                partitions.append(partition)
            }
            var restored = Topic(name: name, id: topic.id, configs: topic.configs, partitions: partitions)
            restored.settings = TopicSettings(topic.configs, defaults: brokerConfigs.defaults)
            topics.insert(restored)
        }
        // Of topics that were deleted, or whose creation never got into the journal.
        let kept = Set(stored.topics.values.map { PartitionFiles.directory(of: $0.id, in: disk) })
        for name in try disk.files.names(in: disk.root + "/logs") {
            let path = disk.root + "/logs/" + name
            if !kept.contains(path) { disk.removeTree(path) }
        }
    }

    /// Chooses leaders after a start, when all brokers are up: the first replica that is, in a new epoch.
    mutating func electAfterStart(now: Int64) {
        let up = Set(upBrokers.map(\.id))
        topics.updateAll { _, partition in
            guard partition.leader < 0 else { return }
            let inSync = partition.replicas.filter { up.contains($0) }
            partition.inSyncReplicas = inSync.isEmpty ? partition.replicas : inSync
            if let first = inSync.first { partition.lead(first) }
        }
        settleTransactions(now: now)
    }
}

/// What the records of a journal come to.
private struct StoredState {
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
        case .acls(let rules): acls = rules
        case .quotas(let limits): quotas = limits
        case .scramUsers(let users): scramUsers = users
        }
    }
}
