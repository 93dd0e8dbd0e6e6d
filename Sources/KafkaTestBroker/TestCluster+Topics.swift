// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

extension TestCluster {
    /// Creates a topic.
    ///
    /// - Parameters:
    ///   - name: a name that Kafka allows, of no other topic.
    ///   - partitions: at least 1; leaders are spread over the brokers.
    ///   - replicationFactor: number of brokers that hold each partition, at most the number of brokers; −1 for the
    ///     configuration's default.
    ///   - configs: topic configs by Kafka's names.
    /// - Throws: `TestClusterError`.
    public func createTopic(
        _ name: String, partitions: Int = 1, replicationFactor: Int = 1, configs: [String: String] = [:]
    ) throws {
        let request = CreateTopicsRequest(topics: [
            .init(
                name: name, numPartitions: Int32(clamping: partitions),
                replicationFactor: Int16(clamping: replicationFactor),
                configs: configs.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) })
        ])
        let call = Call(version: 7, correlationID: 0, broker: 0, now: core.clock.now)
        let result = core.update { state in CreateTopics.answer(request, call, &state).topics.first }
        guard let result, result.errorCode != 0 else { return try checkStored() }
        let code = BrokerErrorCode(rawValue: result.errorCode)
        throw TestClusterError(
            description: "cannot create topic \(name): \(result.errorMessage ?? code.name ?? "error \(code.rawValue)")")
    }

    /// Deletes a topic with its records and committed offsets. Throws `TestClusterError` if it does not exist.
    public func deleteTopic(_ name: String) throws {
        guard core.update({ state in state.deleteTopic(name) != nil }) else {
            throw TestClusterError(description: "topic \(name) does not exist")
        }
        try checkStored()
    }

    /// Throws if the change just made is not in the cluster's directory yet. It is written when the disk accepts it.
    private func checkStored() throws {
        guard core.isBehind, let error = core.disk?.lastError else { return }
        throw TestClusterError(description: "not stored yet: \(error)")
    }

    /// The topic's id; nil if the topic does not exist.
    public func topicID(_ name: String) -> KafkaUUID? { core.update { state in state.topics[name]?.id } }

    // MARK: Leaders

    /// Moves a partition's leadership to another broker, in a new epoch. The old leader then responds
    /// NOT_LEADER_OR_FOLLOWER.
    ///
    /// - Throws: `TestClusterError` for a partition or broker that does not exist.
    public func movePartition(_ topic: String, _ partition: Int32, to broker: Int32) throws {
        guard brokerIDs.contains(broker) else { throw TestClusterError(description: "broker \(broker) does not exist") }
        try change(topic, partition) { $0.move(to: broker) }
    }

    /// The id of the partition's leader (−1: none) and the leader epoch. Throws `TestClusterError`.
    public func leader(of topic: String, _ partition: Int32) throws -> (broker: Int32, epoch: Int32) {
        try look(topic, partition) { (broker: $0.leader, epoch: $0.leaderEpoch) }
    }

    /// The id of the group's coordinator; nil while no broker is up.
    public func coordinator(of group: String) -> Int32? {
        core.update { state in state.brokers.coordinator(of: group)?.id }
    }

    // MARK: Records

    /// The partition's first offset and the offset after its last record. Throws `TestClusterError`.
    public func offsets(of topic: String, _ partition: Int32) throws -> Range<Int64> {
        try look(topic, partition) { $0.log.startOffset..<$0.log.endOffset }
    }

    /// Appends batches of magic 2 as a leader does: assigns offsets and leader epoch. Does not check checksums.
    ///
    /// - Parameters:
    ///   - records: One or more whole batches, for instance from `RecordBatchBuilder`; control batches are allowed.
    ///   - topic: Name of a topic that exists.
    ///   - partition: Number of the partition, from 0.
    /// - Returns: the offset of the first record; the log's end if `records` is empty.
    /// - Throws: `TestClusterError` for an unknown partition; `WireError` for bytes that are not batches, after the
    ///   batches before them were stored.
    @discardableResult
    public func append(_ records: ByteSlice, to topic: String, _ partition: Int32) throws -> Int64 {
        let first = try offsets(of: topic, partition).upperBound
        var reader = RecordBatchReader(records, checkCRC: false)
        let now = core.clock.now
        let stamps = core.update { state in state.topics[topic]?.settings.usesLogAppendTime ?? false }
        while let batch = try reader.next() {
            guard batch.magic == 2 else {
                throw TestClusterError(description: "batch of magic \(batch.magic): use appendAsIs for old formats")
            }
            let result = try change(topic, partition) {
                $0.log.append(batch, leaderEpoch: $0.leaderEpoch, now: now, stamps: stamps)
            }
            if case .rejected(let code) = result {
                throw TestClusterError(description: "batch refused: \(code.name ?? "error \(code.rawValue)")")
            }
        }
        return first
    }

    /// Appends one uncompressed batch with these values, without keys, with timestamps from the cluster's clock.
    ///
    /// - Returns: the offset of the first record. Throws `TestClusterError` for an unknown partition.
    @discardableResult
    public func append(values: [String], to topic: String, _ partition: Int32) throws -> Int64 {
        var batch = try RecordBatchBuilder()
        let now = core.clock.now
        for value in values { try batch.append(key: nil, value: ByteSlice(utf8: value), timestamp: now) }
        return try append(try batch.finish(), to: topic, partition)
    }

    /// Appends a record set unchanged, with the offsets that it has: compacted logs with gaps, old magics, corrupt
    /// batches.
    ///
    /// For clusters in memory. Batches must begin at or after the log's end. Batch headers must parse; checksums may be
    /// wrong.
    /// - Throws: `TestClusterError` for an unknown partition or offsets before the log's end, `WireError` for bytes
    ///   that are not batches; the batches before them were stored.
    public func appendAsIs(_ records: ByteSlice, to topic: String, _ partition: Int32) throws {
        guard core.disk == nil else { throw TestClusterError(description: "appendAsIs needs a cluster in memory") }
        var reader = RecordBatchReader(records, checkCRC: false)
        while let batch = try reader.next() {
            guard try change(topic, partition, { $0.log.appendAsIs(batch) }) else {
                throw TestClusterError(description: "batch at offset \(batch.baseOffset) is before the log's end")
            }
        }
    }

    // MARK: Logs

    /// Compacts all partitions of a topic now, whatever its policy and dirty ratio: the last record of each key stays.
    /// A record without value (a tombstone) is removed by the first compaction at least `delete.retention.ms` after the
    /// one that first saw it.
    ///
    /// - Throws: `TestClusterError` for an unknown topic.
    public func compact(_ topic: String) throws {
        let isKnown = core.update { state in
            let keys = state.topics.keys.filter { $0.topic == topic }
            for key in keys { state.compact(key, now: core.clock.now) }
            return !keys.isEmpty
        }
        guard isKnown else { throw TestClusterError(description: "topic \(topic) does not exist") }
    }

    /// Deletes records past `retention.ms` and `retention.bytes` now. The clock does so every five minutes.
    public func enforceRetention() { core.update { state in state.enforceRetention(now: core.clock.now) } }

    /// Truncates a partition from the batch that holds or follows `offset`, in a new leader epoch, as if a replica
    /// without those batches became leader. Clients find out by OffsetForLeaderEpoch or a diverging epoch (KIP-320).
    ///
    /// - Throws: `TestClusterError` for an unknown partition, or if the files cannot be truncated.
    public func truncate(_ topic: String, _ partition: Int32, to offset: Int64) throws {
        let isCut = try change(topic, partition) { partition in
            guard partition.log.truncate(to: offset) else { return false }
            partition.lead(partition.leader)
            return true
        }
        if !isCut {
            throw TestClusterError(description: "not truncated: \(core.disk?.lastError?.description ?? "no error")")
        }
    }

    /// Deletes the records before `offset`, as DeleteRecords does. An offset outside the log has no effect.
    public func deleteRecords(in topic: String, _ partition: Int32, before offset: Int64) throws {
        try change(topic, partition) { $0.log.deleteRecords(before: offset) }
    }

    /// The offset that a group committed for a partition; nil if none.
    public func committedOffset(group: String, _ topic: String, _ partition: Int32) -> Int64? {
        core.update { state in
            state.groups.offsets[group]?.offsets[PartitionKey(topic: topic, partition: partition)]?.offset
        }
    }

    // MARK: -

    @discardableResult
    private func change<R: Sendable>(
        _ topic: String, _ partition: Int32, _ body: (inout Partition) -> R
    ) throws -> R {
        let key = PartitionKey(topic: topic, partition: partition)
        let result = core.update { state in
            state.fetches.touch(key)
            defer {
                state.settleTransactions(now: core.clock.now)
                if state.topics.byteCount > 0 {
                    state.schedule.startMaintenance(now: core.clock.now, compacts: state.topics.hasCompacted)
                }
            }
            return state.topics.update(key, body)
        }
        guard let result else { throw unknown(key) }
        try checkStored()
        return result
    }

    private func look<R: Sendable>(_ topic: String, _ partition: Int32, _ body: (Partition) -> R) throws -> R {
        let key = PartitionKey(topic: topic, partition: partition)
        guard let found = core.update({ state in state.topics.partition(key) }) else { throw unknown(key) }
        return body(found)
    }

    private func unknown(_ key: PartitionKey) -> TestClusterError {
        TestClusterError(description: "partition \(key.topic)-\(key.partition) does not exist")
    }
}
