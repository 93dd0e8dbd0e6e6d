// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

extension TestCluster {
    /// Makes a topic.
    ///
    /// - Parameters:
    ///   - name: as Kafka allows; it must not exist.
    ///   - partitions: at least 1; leaders go round the brokers.
    ///   - replicationFactor: how many brokers hold each partition, at most as many as there are.
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
            description: "topic \(name): \(result.errorMessage ?? code.name ?? "error \(code.rawValue)")")
    }

    /// Deletes a topic with its records and the offsets committed for it. Throws `TestClusterError` if there is none.
    public func deleteTopic(_ name: String) throws {
        guard core.update({ state in state.deleteTopic(name) != nil }) else {
            throw TestClusterError(description: "there is no topic \(name)")
        }
        try checkStored()
    }

    /// Throws if what was just changed is not in the cluster's directory; it gets there when the disk takes it.
    private func checkStored() throws {
        guard core.isBehind, let error = core.disk?.lastError else { return }
        throw TestClusterError(description: "not stored yet: \(error)")
    }

    /// The topic's id; nil if there is no such topic.
    public func topicID(_ name: String) -> KafkaUUID? { core.update { state in state.topics[name]?.id } }

    // MARK: Leaders

    /// Gives a partition to another broker in a new epoch. The old leader answers NOT_LEADER_OR_FOLLOWER from now on.
    ///
    /// - Throws: `TestClusterError` for a partition or broker that does not exist.
    public func movePartition(_ topic: String, _ partition: Int32, to broker: Int32) throws {
        guard brokerIDs.contains(broker) else { throw TestClusterError(description: "there is no broker \(broker)") }
        try change(topic, partition) { $0.move(to: broker) }
    }

    /// The id of the broker that leads a partition (−1: none) and the epoch. Throws `TestClusterError`.
    public func leader(of topic: String, _ partition: Int32) throws -> (broker: Int32, epoch: Int32) {
        try look(topic, partition) { (broker: $0.leader, epoch: $0.leaderEpoch) }
    }

    /// The id of the broker that coordinates a group; nil while none is up.
    public func coordinator(of group: String) -> Int32? {
        core.update { state in state.brokers.coordinator(of: group)?.id }
    }

    // MARK: Records

    /// The first offset of a partition and the one behind its last record. Throws `TestClusterError`.
    public func offsets(of topic: String, _ partition: Int32) throws -> Range<Int64> {
        try look(topic, partition) { $0.log.startOffset..<$0.log.endOffset }
    }

    /// Appends batches of magic 2 as a leader does: offsets and leader epoch are assigned, checksums are not looked at.
    ///
    /// - Parameter records: one or more whole batches, such as `RecordBatchBuilder` makes; control batches are allowed.
    /// - Returns: the offset of the first record; the log's end if `records` is empty.
    /// - Throws: `TestClusterError` for an unknown partition; `WireError` for bytes that are no batches, after those
    ///   before them were stored.
    @discardableResult
    public func append(_ records: ByteSlice, to topic: String, _ partition: Int32) throws -> Int64 {
        let first = try offsets(of: topic, partition).upperBound
        var reader = RecordBatchReader(records, checkCRC: false)
        let now = core.clock.now
        let stamps = core.update { state in state.topics[topic]?.settings.usesLogAppendTime ?? false }
        while let batch = try reader.next() {
            guard batch.magic == 2 else { throw TestClusterError(description: "batch of magic \(batch.magic)") }
            let result = try change(topic, partition) {
                $0.log.append(batch, leaderEpoch: $0.leaderEpoch, now: now, stamps: stamps)
            }
            if case .rejected(let code) = result {
                throw TestClusterError(description: "batch refused: \(code.name ?? "error \(code.rawValue)")")
            }
        }
        return first
    }

    /// Appends one uncompressed batch with these values, without keys, stamped with the cluster's clock.
    ///
    /// - Returns: the offset of the first record. Throws `TestClusterError` for an unknown partition.
    @discardableResult
    public func append(values: [String], to topic: String, _ partition: Int32) throws -> Int64 {
        var batch = try RecordBatchBuilder()
        let now = core.clock.now
        for value in values { try batch.append(key: nil, value: ByteSlice(utf8: value), timestamp: now) }
        return try append(try batch.finish(), to: topic, partition)
    }

    /// Appends a record set byte by byte as it is, with the offsets that it carries: compacted logs with gaps, old
    /// magics, corrupt batches.
    ///
    /// For clusters in memory. Batches must begin at or behind the log's end; what fails to parse as a batch header, checksum aside, throws.
    /// - Throws: `TestClusterError` for an unknown partition or offsets that fall back, `WireError` for bytes that are
    ///   no batches; batches before that were stored.
    public func appendAsIs(_ records: ByteSlice, to topic: String, _ partition: Int32) throws {
        guard core.disk == nil else { throw TestClusterError(description: "a directory takes no batches as they are") }
        var reader = RecordBatchReader(records, checkCRC: false)
        while let batch = try reader.next() {
            guard try change(topic, partition, { $0.log.appendAsIs(batch) }) else {
                throw TestClusterError(description: "batch at offset \(batch.baseOffset) lies before the log's end")
            }
        }
    }

    // MARK: Logs

    /// Compacts all partitions of a topic now, whatever its policy and its dirty ratio: of each key the last record
    /// stays. Deletions of keys go the first time that this happens `delete.retention.ms` after they were compacted
    /// first.
    ///
    /// - Throws: `TestClusterError` for an unknown topic.
    public func compact(_ topic: String) throws {
        let isKnown = core.update { state in
            let keys = state.topics.keys.filter { $0.topic == topic }
            for key in keys { state.compact(key, now: core.clock.now) }
            return !keys.isEmpty
        }
        guard isKnown else { throw TestClusterError(description: "there is no topic \(topic)") }
    }

    /// Deletes now what is too old or too much by `retention.ms` and `retention.bytes`, which the clock does every
    /// five minutes.
    public func enforceRetention() { core.update { state in state.enforceRetention(now: core.clock.now) } }

    /// Cuts off the batches of a partition that hold or follow `offset`, in a new leader epoch: what is lost when a
    /// replica leads that did not have them. Clients find out by OffsetForLeaderEpoch or a diverging epoch (KIP-320).
    ///
    /// - Throws: `TestClusterError` for an unknown partition, or if the files cannot be cut.
    public func truncate(_ topic: String, _ partition: Int32, to offset: Int64) throws {
        let isCut = try change(topic, partition) { partition in
            guard partition.log.truncate(to: offset) else { return false }
            partition.lead(partition.leader)
            return true
        }
        if !isCut { throw TestClusterError(description: "not cut: \(core.disk?.lastError?.description ?? "no file")") }
    }

    /// Deletes the records before `offset`, as DeleteRecords does; an offset outside the log does nothing.
    public func deleteRecords(in topic: String, _ partition: Int32, before offset: Int64) throws {
        try change(topic, partition) { $0.log.deleteRecords(before: offset) }
    }

    /// What a group has committed for a partition; nil if nothing.
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
        TestClusterError(description: "there is no partition \(key.topic)-\(key.partition)")
    }
}
