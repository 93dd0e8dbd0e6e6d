// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// Writing the state to a directory and reading it back.
extension ClusterState {
    /// APIs that change no stored state. They are served while the disk refuses writes.
    static let readingAPIs: Set<APIKey> = [
        .apiVersions, .metadata, .fetch, .listOffsets, .offsetForLeaderEpoch, .findCoordinator, .offsetFetch,
        .joinGroup, .syncGroup, .heartbeat, .leaveGroup, .consumerGroupHeartbeat, .shareGroupHeartbeat,
        .shareFetch, .shareAcknowledge, .shareGroupDescribe, .describeShareGroupOffsets, .alterShareGroupOffsets,
        .deleteShareGroupOffsets, .listGroups, .describeGroups,
        .consumerGroupDescribe, .listTransactions, .describeTransactions, .describeProducers, .describeTopicPartitions,
        .describeCluster, .describeConfigs, .describeLogDirs, .describeAcls, .describeClientQuotas,
        .describeQuorum, .describeUserScramCredentials, .listConfigResources, .listPartitionReassignments,
        .saslHandshake, .saslAuthenticate,
    ]

    // MARK: Writing

    /// Whether changes wait for a disk that refuses them; retries first. If so, requests that would change stored state
    /// fail.
    mutating func isBehind(now: Int64) -> Bool {
        guard let journal = storage.journal, journal.isBehind else { return false }
        guard journal.flush() else {
            schedule.retryStorage(now: now)
            return true
        }
        journal.removeDiscarded()
        settleTransactions(now: now)
        return false
    }

    /// Writes all changes as one entry of the journal. Returns false if a change of this update could not be written,
    /// now or in an earlier call; it is written later.
    mutating func persist() -> Bool {
        guard let journal = storage.journal else { return true }
        let records = takeChanges()
        guard !records.isEmpty else { return !storage.hasFailed }
        storage.hasFailed = !journal.append(Self.encode(records))
        if storage.hasFailed { return false }
        journal.removeDiscarded()
        if journal.isStale { journal.replace(with: Self.encode(everything)) }
        return true
    }

    private static func encode(_ records: [StoredRecord]) -> ByteSlice {
        var writer = WireWriter(capacity: 256)
        for record in records { record.write(into: &writer) }
        return writer.finish()
    }

    /// The records of all changes since the last call, in a deterministic order.
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
        if let changed = groups.offsets.changed, !changed.isEmpty {
            groups.offsets.changed = []
            records += changed.map { key in
                .offset(group: key.group, key.partition, groups.offsets[key.group]?.offsets[key.partition])
            }
        }
        return records + takeChangedSettings()
    }

    private mutating func takeChangedSettings() -> [StoredRecord] {
        var records: [StoredRecord] = []
        // Comparing is cheap while nothing changed: both values then share their storage.
        if storage.settings.brokerConfigs != brokerConfigs.dynamic {
            storage.settings.brokerConfigs = brokerConfigs.dynamic
            records.append(.brokerConfigs(brokerConfigs.dynamic))
        }
        if storage.settings.groupConfigs != groups.configs.dynamic {
            storage.settings.groupConfigs = groups.configs.dynamic
            records.append(.groupConfigs(groups.configs.dynamic))
        }
        if storage.settings.clientMetricsConfigs != clientMetricsConfigs.dynamic {
            storage.settings.clientMetricsConfigs = clientMetricsConfigs.dynamic
            records.append(.clientMetricsConfigs(clientMetricsConfigs.dynamic))
        }
        if storage.settings.metadataEnd != metadataEnd {
            storage.settings.metadataEnd = metadataEnd
            records.append(.metadataEnd(metadataEnd))
        }
        if storage.settings.acls != security.acls.rules {
            storage.settings.acls = security.acls.rules
            records.append(.acls(security.acls.rules))
        }
        if storage.settings.quotas != security.quotas.limits {
            storage.settings.quotas = security.quotas.limits
            records.append(.quotas(security.quotas.limits))
        }
        if storage.settings.scramUsers != security.scramUsers.credentials {
            storage.settings.scramUsers = security.scramUsers.credentials
            records.append(.scramUsers(security.scramUsers.credentials))
        }
        if storage.settings.nextProducerID != transactions.nextProducerID {
            storage.settings.nextProducerID = transactions.nextProducerID
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

    /// The whole state, except for the logs' records.
    private var everything: [StoredRecord] {
        var records: [StoredRecord] = [.cluster(id: brokers.clusterID, starts: storage.starts)]
        for topic in topics.sorted {
            records.append(topicRecord(topic.name))
            records += topic.partitions.map { .partition(topicID: topic.id, index: $0.index, $0.stored) }
        }
        records += transactions.transactions.map { .transaction(id: $0.key, $0.value) }
        records += transactions.pendingKeys.map { pendingRecord($0) }
        for (group, offsets) in groups.offsets.groups {
            records += offsets.offsets.map { .offset(group: group, $0.key, $0.value) }
        }
        records += [
            .nextProducerID(transactions.nextProducerID), .brokerConfigs(brokerConfigs.dynamic),
            .acls(security.acls.rules),
            .quotas(security.quotas.limits), .scramUsers(security.scramUsers.credentials),
            .groupConfigs(groups.configs.dynamic), .clientMetricsConfigs(clientMetricsConfigs.dynamic),
            .metadataEnd(metadataEnd),
        ]
        return records
    }

    // MARK: Reading

    /// Reads the state from a directory, and stores every later change there. Call once, before any broker is up.
    ///
    /// - Throws: `StorageError` if the directory cannot be read or is damaged.
    mutating func open(_ disk: Disk, now: Int64) throws(StorageError) {
        let journal = Journal(disk: disk)
        var stored = StoredState()
        try journal.load { (entry) throws(WireError) in
            var reader = WireReader(entry)
            while reader.remaining > 0 { stored.apply(try StoredRecord(from: &reader)) }
        }
        storage = StorageState(disk: disk, journal: journal, starts: stored.starts + 1)
        if let id = stored.clusterID { brokers.clusterID = id }
        // A start yields other topic ids than the start before it, and the same run yields the same ids.
        random = SplitMix64(
            seed: configuration.seed &+ UInt64(bitPattern: storage.starts &- 1) &* 0x9e37_79b9_7f4a_7c15)
        restoreSettings(stored)
        try restoreTopics(stored, now)
        for (key, committed) in stored.offsets {
            groups.offsets.commit(committed, for: key.partition, group: key.group)
            schedule.startOffsetChecks(now: now)
        }
        transactions.restore(
            stored.transactions, stored.pendingOffsets, nextProducerID: stored.nextProducerID ?? 0)
        for id in transactions.transactions.keys.sorted() {
            schedule.set(.transaction(id), at: transactions[id]?.deadline)
        }
        if topics.byteCount > 0 { schedule.startMaintenance(now: now, compacts: topics.hasCompacted) }
        continueMetadata(after: stored.metadataEnd)
        topics.changed = TopicStore.Changes()
        groups.offsets.changed = []
        transactions.changed = []
        transactions.changedOffsets = []
        _ = takeChangedSettings()
        // If the disk is full, the old journal stays. It is equivalent except for the number of starts.
        if !journal.replace(with: Self.encode(everything)) {
            _ = journal.append(Self.encode([.cluster(id: brokers.clusterID, starts: storage.starts)]))
        }
    }

    private mutating func restoreSettings(_ stored: StoredState) {
        for (resource, configs) in stored.brokerConfigs { brokerConfigs.set(configs, for: resource) }
        for (group, configs) in stored.groupConfigs { groups.configs.set(configs, for: group) }
        for (name, configs) in stored.clientMetricsConfigs { clientMetricsConfigs.set(configs, for: name) }
        for rule in stored.acls { _ = security.acls.insert(rule) }
        for (entity, limits) in stored.quotas { _ = security.quotas.set(limits.mapValues { $0 }, of: entity) }
        for (user, credentials) in stored.scramUsers {
            for (mechanism, credential) in credentials { _ = security.scramUsers.set(credential, mechanism, of: user) }
        }
    }

    private mutating func restoreTopics(_ stored: StoredState, _ now: Int64) throws(StorageError) {
        guard let disk = storage.disk else { return }
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
        // Left over from topics that were deleted, or whose creation never reached the journal.
        let kept = Set(stored.topics.values.map { PartitionFiles.directory(of: $0.id, in: disk) })
        for name in try disk.files.names(in: disk.root + "/logs") {
            let path = disk.root + "/logs/" + name
            if !kept.contains(path) { disk.removeTree(path) }
        }
    }
}
