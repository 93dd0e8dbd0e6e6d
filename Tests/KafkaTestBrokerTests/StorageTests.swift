// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import Synchronization
import TestSupport
import Testing

@testable import KafkaTestBroker

/// A file system that accepts a number of bytes, then refuses more until it is given more room, or fails like a killed
/// process.
final class LimitedFileSystem: FileSystem {
    private struct State {
        var left: Int
        var dies: Bool
        var isDead = false
    }

    private let files = POSIXFileSystem()
    private let state: Mutex<State>

    init(bytes: Int, dies: Bool = false) { state = Mutex(State(left: bytes, dies: dies)) }

    func give(_ bytes: Int) { state.withLock { $0.left += bytes } }

    private func alive(_ path: String) throws(StorageError) {
        if state.withLock({ $0.isDead }) { throw StorageError(path, "killed") }
    }

    func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int, _ path: String
    ) throws(StorageError) {
        try alive(path)
        let (room, fits) = state.withLock { state in
            let room = min(state.left, bytes.count)
            state.left -= room
            if room < bytes.count, state.dies { state.isDead = true }
            return (room, room == bytes.count)
        }
        try files.write(UnsafeRawBufferPointer(rebasing: bytes[..<room]), to: descriptor, at: offset, path)
        if !fits { throw StorageError(path, "No space left on device", call: "pwrite", errno: ENOSPC) }
    }

    func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(StorageError) {
        try alive(path)
        try files.truncate(descriptor, to: size, path)
    }

    func sync(_ descriptor: Int32, _ path: String) throws(StorageError) { try alive(path) }

    func syncDirectory(_ path: String) throws(StorageError) { try alive(path) }

    func rename(_ path: String, to target: String) throws(StorageError) {
        try alive(path)
        try files.rename(path, to: target)
    }

    func remove(_ path: String) throws(StorageError) {
        try alive(path)
        try files.remove(path)
    }

    func makeDirectory(_ path: String) throws(StorageError) { try files.makeDirectory(path) }
    func names(in path: String) throws(StorageError) -> [String] { try files.names(in: path) }
    func open(_ path: String) throws(StorageError) -> Int32 { try files.open(path) }
    func close(_ descriptor: Int32) { files.close(descriptor) }
    func read(_ path: String) throws(StorageError) -> ByteSlice { try files.read(path) }
    func lock(_ descriptor: Int32, _ path: String) throws(StorageError) -> Bool { try files.lock(descriptor, path) }
    func unlock(_ descriptor: Int32) { files.unlock(descriptor) }
}

/// A cluster's state on a directory, without sockets. Closes the directory at its end.
final class StorageBench {
    var bench: StateBench
    private let disk: Disk

    init(_ directory: TemporaryFolder, files: any FileSystem = POSIXFileSystem()) throws {
        bench = StateBench(topics: [:])
        disk = try Disk(root: directory.path("data"), files: files)
        try bench.state.open(disk, now: bench.now)
        bench.state.electAfterStart(now: bench.now)
        _ = bench.state.persist()
    }

    deinit { disk.close() }

    func persist() -> Bool { bench.state.persist() }

    func createTopic(_ name: String, configs: [String: String] = [:]) -> Bool {
        if bench.state.isBehind(now: bench.now) { return false }
        let assignments = bench.state.brokers.assignments(partitions: 1, replicas: 1)
        _ = bench.state.createTopic(name, assignments: assignments, configs: configs)
        return bench.state.persist()
    }

    /// Produces one record. Returns whether it was acknowledged.
    func produce(
        _ value: String, key: String? = nil, to topic: String = "t", producer: ProducerIdentity = .none,
        sequence: Int32 = -1
    ) throws -> Bool {
        var builder = try RecordBatchBuilder(
            producerID: producer.id, producerEpoch: producer.epoch, baseSequence: sequence)
        try builder.append(
            key: key.map { ByteSlice(utf8: $0) }, value: ByteSlice(utf8: value), timestamp: bench.now)
        if bench.state.isBehind(now: bench.now) { return false }
        let code = bench.produce(try builder.finish(), to: topic).errorCode
        return bench.state.persist() && code == 0
    }

    func values(_ topic: String = "t", committed: Bool = false) throws -> [String] {
        let start = bench.log(topic).startOffset
        return try bench.values(topic, from: start, committed: committed)
    }
}

/// Contents of a directory after a restart, however the previous run ended.
struct StorageTests {
    private func cluster(_ directory: TemporaryFolder, brokers: Int = 1) async throws -> TestCluster {
        try await TestCluster.start(
            ClusterConfiguration(
                brokers: brokers, storage: .directory(directory.path("data")), clock: .manual(ManualClusterClock())))
    }

    // MARK: Restart

    @Test func topicsRecordsOffsetsAndConfigsAreThereAgain() async throws {
        let directory = try TemporaryFolder()
        let first = try await cluster(directory, brokers: 2)
        try first.createTopic("t", partitions: 2, replicationFactor: 2, configs: ["retention.ms": "-1"])
        try first.createTopic("gone")
        try first.append(values: ["a", "b"], to: "t", 0)
        try first.append(values: ["c"], to: "t", 0)
        try first.append(values: ["d"], to: "t", 1)
        try first.append(values: ["x"], to: "gone", 0)
        try first.deleteRecords(in: "t", 0, before: 2)
        try first.deleteTopic("gone")
        let c = try LoopbackSocket(first)
        let coordinator = try LoopbackSocket(
            first.bootstrapServers[Int(try #require(first.coordinator(of: "g"))) - 1])
        let commit = OffsetCommitRequest(
            groupID: "g",
            topics: [.init(name: "t", partitions: [.init(committedOffset: 3, committedMetadata: "note")])])
        #expect(try coordinator.send(commit, 8).topics.at(0).partitions.at(0).errorCode == 0)
        let quota = AlterClientQuotasRequest(entries: [
            .init(
                entity: [.init(entityType: "user", entityName: nil)],
                ops: [.init(key: "producer_byte_rate", value: 5, remove: false)])
        ])
        #expect(try c.send(quota, 1).entries.at(0).errorCode == 0)
        let acl = CreateAclsRequest(creations: [
            .init(
                resourceType: 2, resourceName: "private", resourcePatternType: 3, principal: "User:u", host: "*",
                operation: 3, permissionType: 3)
        ])
        #expect(try c.send(acl, 3).results.at(0).errorCode == 0)
        let interval = IncrementalAlterConfigsRequest(resources: [
            .init(
                resourceType: 32, resourceName: "h",
                configs: [.init(name: "consumer.heartbeat.interval.ms", configOperation: 0, value: "7000")])
        ])
        #expect(try c.send(interval, 1).responses.at(0).errorCode == 0)
        try first.movePartition("t", 1, to: 1)
        let epoch = try first.leader(of: "t", 1).epoch
        let (id, gone) = (first.topicID("t"), first.topicID("gone"))
        let clusterID = try c.send(DescribeClusterRequest(), 0).clusterID
        await first.stop()

        let second = try await cluster(directory, brokers: 2)
        #expect(second.topicID("t") == id)
        #expect(gone == nil && second.topicID("gone") == nil)
        #expect(directory.files(".log").filter { $0.contains("/logs/") }.count == 2)
        #expect(try second.offsets(of: "t", 0) == 2..<3)
        #expect(try second.offsets(of: "t", 1) == 0..<1)
        #expect(second.committedOffset(group: "g", "t", 0) == 3)
        #expect(try second.leader(of: "t", 1).epoch > epoch)
        #expect(try second.leader(of: "t", 0).broker == 1)
        let d = try LoopbackSocket(second)
        #expect(try d.send(DescribeClusterRequest(), 0).clusterID == clusterID)
        let configs = DescribeConfigsRequest(resources: [
            .init(resourceType: 2, resourceName: "t", configurationKeys: ["retention.ms"])
        ])
        #expect(try d.send(configs, 4).results.at(0).configs.at(0).value == "-1")
        let quotas = DescribeClientQuotasRequest(components: [.init(entityType: "user", matchType: 1)])
        #expect(try d.send(quotas, 1).entries?.first?.values.first?.value == 5)
        let acls = DescribeAclsRequest(
            resourceTypeFilter: 1, resourceNameFilter: nil, patternTypeFilter: 1, principalFilter: nil,
            hostFilter: nil, operation: 1, permissionType: 1)
        #expect(try d.send(acls, 3).resources.map(\.resourceName) == ["private"])
        let groupConfigs = DescribeConfigsRequest(resources: [
            .init(resourceType: 32, resourceName: "h", configurationKeys: ["consumer.heartbeat.interval.ms"])
        ])
        #expect(try d.send(groupConfigs, 4).results.at(0).configs.at(0).value == "7000")
        try second.createTopic("u")
        #expect(second.topicID("u") != id)
        #expect(try second.append(values: ["e"], to: "t", 0) == 3)
        await second.stop()
        let third = try await cluster(directory)
        #expect(try third.offsets(of: "t", 0) == 2..<4)
        #expect(third.topicID("u") != nil)
        await third.stop()
    }

    @Test func transactionsContinueAfterARestart() throws {
        let directory = try TemporaryFolder()
        var producer = ProducerIdentity.none
        func end(_ bench: StorageBench, _ identity: ProducerIdentity, commits: Bool) -> Int16 {
            bench.bench.send(
                EndTxn.self,
                .init(
                    transactionalID: "x", producerID: identity.id, producerEpoch: identity.epoch,
                    committed: commits), version: 3
            ).errorCode
        }
        func write(_ bench: StorageBench, _ value: String, _ sequence: Int32) throws {
            let added = bench.bench.send(
                AddPartitionsToTxn.self,
                .init(
                    v3AndBelowTransactionalID: "x", v3AndBelowProducerID: producer.id,
                    v3AndBelowProducerEpoch: producer.epoch,
                    v3AndBelowTopics: [.init(name: "t", partitions: [0])]), version: 3)
            #expect(try added.resultsByTopicV3AndBelow.at(0).resultsByPartition.at(0).partitionErrorCode == 0)
            let records = try batch(of: [value], producer: producer, sequence: sequence)
            #expect(bench.bench.produce(records, transactionalID: "x").errorCode == 0)
        }
        do {
            let bench = try StorageBench(directory)
            #expect(bench.createTopic("t"))
            let started = bench.bench.send(
                InitProducerID.self, .init(transactionalID: "x", transactionTimeoutMs: 60_000), version: 3)
            producer = ProducerIdentity(id: started.producerID, epoch: started.producerEpoch)
            try write(bench, "aborted", 0)
            #expect(end(bench, producer, commits: false) == 0)
            try write(bench, "committed", 1)
            #expect(end(bench, producer, commits: true) == 0)
            try write(bench, "open", 2)
            #expect(bench.persist())
        }
        do {
            let bench = try StorageBench(directory)
            #expect(try bench.values(committed: true) == ["committed"])
            #expect(try bench.values() == ["aborted", "committed", "open"])
            // The sequence continues, and a duplicate is recognized.
            let records = try batch(of: ["open"], producer: producer, sequence: 2)
            #expect(bench.bench.produce(records, transactionalID: "x").baseOffset == 4)
            #expect(bench.bench.log("t").endOffset == 5)
            try write(bench, "more", 3)
            #expect(end(bench, producer, commits: true) == 0)
            #expect(try bench.values(committed: true) == ["committed", "open", "more"])
            // Another producer gets another id, and an unfinished transaction is aborted in time.
            let other = bench.bench.send(InitProducerID.self, .init(transactionalID: nil), version: 3)
            #expect(other.producerID > producer.id)
            try write(bench, "late", 4)
            #expect(bench.persist())
        }
        let bench = try StorageBench(directory)
        bench.bench.advance(60_000)
        #expect(bench.bench.log("t").lastStableOffset == bench.bench.log("t").endOffset)
        #expect(try bench.values(committed: true) == ["committed", "open", "more"])
        #expect(end(bench, producer, commits: true) != 0)
    }

    @Test func compactedTruncatedAndEmptiedLogsStaySo() throws {
        let directory = try TemporaryFolder()
        let key = PartitionKey(topic: "t", partition: 0)
        do {
            let bench = try StorageBench(directory)
            #expect(bench.createTopic("t", configs: ["cleanup.policy": "compact"]))
            for value in ["1", "2", "3"] { #expect(try bench.produce(value, key: "k")) }
            bench.bench.state.compact(key, now: bench.bench.now)
            #expect(bench.persist())
            #expect(directory.files(".log").filter { $0.contains("/logs/") }.count == 1)
            #expect(try bench.produce("4", key: "l"))
        }
        do {
            let bench = try StorageBench(directory)
            #expect(try bench.values() == ["3", "4"])
            #expect(bench.bench.log("t").endOffset == 4)
            let isCut = bench.bench.state.topics.update(key) { $0.log.truncate(to: 3) }
            #expect(isCut == true)
            #expect(try bench.produce("5", key: "l"))
        }
        do {
            let bench = try StorageBench(directory)
            #expect(try bench.values() == ["3", "5"])
            _ = bench.bench.state.topics.update(key) { $0.log.deleteRecords(before: 4) }
            #expect(bench.persist())
        }
        let bench = try StorageBench(directory)
        #expect(bench.bench.log("t").startOffset == 4)
        #expect(bench.bench.log("t").endOffset == 4)
        #expect(try bench.produce("6", key: "l"))
        #expect(bench.bench.log("t").endOffset == 5)
    }

    @Test func segmentsAreFilledOneByOneAndGoOneByOne() throws {
        let directory = try TemporaryFolder()
        let key = PartitionKey(topic: "t", partition: 0)
        let value = String(repeating: "x", count: 900_000)
        do {
            let bench = try StorageBench(directory)
            #expect(bench.createTopic("t"))
            for _ in 0..<40 { #expect(try bench.produce(value)) }
            #expect(directory.files(".log").filter { $0.contains("/logs/") }.count == 3)
        }
        let bench = try StorageBench(directory)
        #expect(bench.bench.log("t").entries.count == 40)
        _ = bench.bench.state.topics.update(key) { $0.log.deleteRecords(before: 30) }
        #expect(bench.persist())
        #expect(directory.files(".log").filter { $0.contains("/logs/") }.count == 2)
        // Across the boundary of a segment.
        let isCut = bench.bench.state.topics.update(key) { $0.log.truncate(to: 31) }
        #expect(isCut == true)
        #expect(try bench.produce("end"))
        #expect(bench.bench.log("t").endOffset == 32)
    }

    @Test func aDirectoryBelongsToOneClusterAtATime() async throws {
        let directory = try TemporaryFolder()
        let first = try await cluster(directory)
        await #expect(throws: StorageError.self) { _ = try await cluster(directory) }
        await first.stop()
        let second = try await cluster(directory)
        await second.stop()
    }

    // MARK: Torn and damaged files

    @Test func anIncompleteLastBatchIsCutOff() throws {
        let directory = try TemporaryFolder()
        do {
            let bench = try StorageBench(directory)
            #expect(bench.createTopic("t"))
            for value in ["a", "b", "c"] { #expect(try bench.produce(value)) }
        }
        let file = try #require(directory.files(".log").first { $0.contains("/logs/") })
        let size = try TemporaryFolder.size(file)
        let name = file.dropFirst(directory.path.count)
        #expect(size % 3 == 0)
        for cut in 1...size / 3 {
            let copy = try TemporaryFolder(copying: directory)
            try TemporaryFolder.change(copy.path + name) { $0.removeLast(cut) }
            let bench = try StorageBench(copy)
            #expect(try bench.values() == ["a", "b"], "\(cut) bytes cut off")
            #expect(try bench.produce("d"))
            #expect(bench.bench.log("t").endOffset == 3)
        }
        // The last batch has the right length, but other contents.
        for change in [{ (data: inout Data) in data[data.count - 1] ^= 1 }, { $0 += Data(count: 100) }] {
            let copy = try TemporaryFolder(copying: directory)
            try TemporaryFolder.change(copy.path + name, change)
            let bench = try StorageBench(copy)
            #expect(try bench.values().prefix(2) == ["a", "b"])
            #expect(try bench.produce("d"))
        }
        // Damage before further batches is not a torn tail.
        let copy = try TemporaryFolder(copying: directory)
        try TemporaryFolder.change(copy.path + name) { $0[size / 3 - 1] ^= 1 }
        #expect(throws: StorageError.self) { _ = try StorageBench(copy) }
        #expect(try TemporaryFolder.size(copy.path + name) == size)
    }

    @Test func anIncompleteLastJournalEntryIsCutOff() throws {
        let directory = try TemporaryFolder()
        let path = directory.path("data/metadata.log")
        var size = 0
        do {
            let bench = try StorageBench(directory)
            #expect(bench.createTopic("t"))
            size = try TemporaryFolder.size(path)
            #expect(bench.createTopic("u"))
        }
        let whole = try TemporaryFolder.size(path)
        for cut in 1...whole - size {
            let copy = try TemporaryFolder(copying: directory)
            try TemporaryFolder.change(copy.path("data/metadata.log")) { $0.removeLast(cut) }
            let bench = try StorageBench(copy)
            #expect(bench.bench.state.topics["t"] != nil && bench.bench.state.topics["u"] == nil)
            #expect(bench.createTopic("u"))
        }
        for (place, isTail) in [(whole - 1, true), (size - 1, false), (size + 2, false), (3, false)] {
            let copy = try TemporaryFolder(copying: directory)
            try TemporaryFolder.change(copy.path("data/metadata.log")) { $0[place] ^= 1 }
            if isTail {
                let bench = try StorageBench(copy)
                #expect(bench.bench.state.topics["t"] != nil)
            } else {
                #expect(throws: StorageError.self) { _ = try StorageBench(copy) }
            }
        }
    }

    // MARK: Killed and full

    /// Runs a cluster until its files fail, and notes the acknowledged changes.
    private func work(_ bench: StorageBench) throws -> (topics: [String], values: [String], commits: Int64) {
        var topics: [String] = []
        var values: [String] = []
        var commits: Int64 = -1
        let key = PartitionKey(topic: "t", partition: 0)
        if bench.createTopic("t", configs: ["cleanup.policy": "compact,delete"]) { topics.append("t") }
        for index in 0..<12 where bench.bench.state.topics["t"] != nil {
            if try bench.produce("v\(index)", key: "k\(index % 5)") { values.append("v\(index)") }
            let committed = GroupOffsets.Committed(
                offset: Int64(index), leaderEpoch: -1, metadata: nil, timestamp: 0)
            bench.bench.state.groups.offsets.commit(committed, for: key, group: "g")
            if bench.persist() { commits = Int64(index) }
            if index == 6 {
                bench.bench.state.compact(key, now: bench.bench.now)
                _ = bench.persist()
            }
        }
        if bench.createTopic("u") { topics.append("u") }
        return (topics, values, commits)
    }

    @Test func whereverAWriterIsKilledNothingAcknowledgedIsLost() throws {
        let all = try TemporaryFolder()
        let counting = LimitedFileSystem(bytes: 1 << 20)
        var bytes = 0
        do {
            let bench = try StorageBench(all, files: counting)
            #expect(try work(bench).values.count == 12)
        }
        for path in all.files(".log") { bytes += try TemporaryFolder.size(path) }
        // Compaction wrote some records twice.
        for limit in stride(from: 0, through: bytes * 2, by: 7) {
            let directory = try TemporaryFolder()
            var done: (topics: [String], values: [String], commits: Int64) = ([], [], -1)
            do {
                // A first start that was killed has acknowledged nothing.
                let bench = try StorageBench(directory, files: LimitedFileSystem(bytes: limit, dies: true))
                done = try work(bench)
            } catch is StorageError {}
            let bench = try StorageBench(directory)
            let state = bench.bench.state
            for topic in done.topics { #expect(state.topics[topic] != nil, "\(topic) at byte \(limit)") }
            guard state.topics["t"] != nil else { continue }
            var found: [String: String] = [:]
            let log = bench.bench.log("t")
            for entry in log.entries {
                for record in try log.batch(entry).records() {
                    found[record.key?.string ?? ""] = record.value?.string
                }
            }
            // The last acknowledged value of each key, or a later one that was being written.
            for (index, value) in done.values.enumerated() {
                let number = Int(found["k\(index % 5)"]?.dropFirst() ?? "") ?? -1
                #expect(number >= index, "\(value) at byte \(limit)")
            }
            let committed = state.groups.offsets["g"]?.offsets[PartitionKey(topic: "t", partition: 0)]?.offset ?? -1
            #expect(committed >= done.commits, "byte \(limit)")
            #expect(log.endOffset >= Int64(done.values.count))
        }
    }

    /// Writes to two topics and commits an offset in one transaction. Returns whether the end was acknowledged.
    private func runTransaction(_ bench: StorageBench) throws -> Bool {
        guard bench.createTopic("t"), bench.createTopic("u") else { return false }
        let started = bench.bench.send(
            InitProducerID.self, .init(transactionalID: "x", transactionTimeoutMs: 60_000), version: 3)
        guard started.errorCode == 0, bench.persist() else { return false }
        let producer = ProducerIdentity(id: started.producerID, epoch: started.producerEpoch)
        _ = bench.bench.send(
            AddPartitionsToTxn.self,
            .init(
                v3AndBelowTransactionalID: "x", v3AndBelowProducerID: producer.id,
                v3AndBelowProducerEpoch: producer.epoch,
                v3AndBelowTopics: [.init(name: "t", partitions: [0]), .init(name: "u", partitions: [0])]), version: 3)
        _ = bench.bench.send(
            AddOffsetsToTxn.self,
            .init(
                transactionalID: "x", producerID: producer.id, producerEpoch: producer.epoch, groupID: "g"), version: 3)
        guard bench.persist() else { return false }
        for topic in ["t", "u"] {
            let records = try batch(of: ["v"], producer: producer, sequence: 0)
            guard bench.bench.produce(records, to: topic, transactionalID: "x").errorCode == 0 else { return false }
        }
        _ = bench.bench.send(
            TxnOffsetCommit.self,
            .init(
                transactionalID: "x", groupID: "g", producerID: producer.id, producerEpoch: producer.epoch,
                topics: [.init(name: "t", partitions: [.init(committedOffset: 5)])]), version: 3)
        guard bench.persist() else { return false }
        let ended = bench.bench.send(
            EndTxn.self,
            .init(transactionalID: "x", producerID: producer.id, producerEpoch: producer.epoch, committed: true),
            version: 3)
        return bench.persist() && ended.errorCode == 0
    }

    @Test func whereverAWriterIsKilledATransactionIsWhole() throws {
        let all = try TemporaryFolder()
        do { #expect(try runTransaction(try StorageBench(all))) }
        let bytes = try all.files(".log").reduce(0) { $0 + (try TemporaryFolder.size($1)) }
        var outcomes: Set<Bool> = []
        for limit in stride(from: 0, through: bytes + 200, by: 5) {
            let directory = try TemporaryFolder()
            var isEnded = false
            do {
                isEnded = try runTransaction(
                    try StorageBench(directory, files: LimitedFileSystem(bytes: limit, dies: true)))
            } catch is StorageError {}
            let bench = try StorageBench(directory)
            guard bench.bench.state.topics["u"] != nil else { continue }
            // An unfinished transaction is aborted in time.
            bench.bench.advance(60_001)
            let found = try ["t", "u"].map { try bench.values($0, committed: true) == ["v"] }
            let offset = bench.bench.state.groups.offsets["g"]?.offsets[PartitionKey(topic: "t", partition: 0)]?
                .offset
            #expect(Set(found + [offset == 5]).count == 1, "byte \(limit): \(found), \(String(describing: offset))")
            if isEnded { #expect(found[0], "byte \(limit)") }
            for topic in ["t", "u"] {
                #expect(bench.bench.log(topic).lastStableOffset == bench.bench.log(topic).endOffset, "byte \(limit)")
            }
            outcomes.insert(found[0])
        }
        #expect(outcomes == [true, false])
    }

    @Test func aFullDiskRefusesAndGoesOnWhenThereIsRoom() async throws {
        let directory = try TemporaryFolder()
        let files = LimitedFileSystem(bytes: 4000)
        let clock = ManualClusterClock()
        var configuration = ClusterConfiguration(storage: .directory(directory.path("data")), clock: .manual(clock))
        configuration.fileSystem = files
        let cluster = try await TestCluster.start(configuration)
        try cluster.createTopic("t")
        let c = try LoopbackSocket(cluster)
        let records = try batch(2, padding: 500)
        func produce() throws -> ProduceResponse.PartitionProduceResponse {
            let request = ProduceRequest(
                acks: -1, topicData: [.init(name: "t", partitionData: [.init(index: 0, records: records)])])
            return try c.send(request, 9).responses[0].partitionResponses[0]
        }
        var stored: Int64 = 0
        var answer = try produce()
        while answer.errorCode == 0 {
            stored += 2
            answer = try produce()
        }
        #expect(stored >= 2)
        #expect(answer.errorCode == BrokerErrorCode.kafkaStorageError.rawValue)
        #expect(answer.errorMessage?.contains("No space left on device") == true)
        #expect(cluster.storageError?.errno == ENOSPC)
        #expect(try cluster.offsets(of: "t", 0) == 0..<stored)
        // Other changes are refused as well; existing records are served.
        let commit = OffsetCommitRequest(
            groupID: "g", topics: [.init(name: "t", partitions: [.init(committedOffset: 1)])])
        let code = BrokerErrorCode.kafkaStorageError.rawValue
        var codes: [Int16] = []
        for _ in 0..<20 { codes.append(try c.send(commit, 8).topics[0].partitions[0].errorCode) }
        #expect(codes.last == code)
        #expect(throws: TestClusterError.self) { try cluster.createTopic("u") }
        let listing = ListOffsetsRequest(
            replicaID: -1, topics: [.init(name: "t", partitions: [.init(timestamp: -1)])])
        #expect(try c.send(listing, 5).topics.at(0).partitions.at(0).offset == stored)
        files.give(100_000)
        #expect(try produce().errorCode == 0)
        #expect(try c.send(commit, 8).topics.at(0).partitions.at(0).errorCode == 0)
        #expect(cluster.storageError == nil)
        await cluster.stop()
        let second = try await self.cluster(directory)
        #expect(try second.offsets(of: "t", 0) == 0..<stored + 2)
        #expect(second.committedOffset(group: "g", "t", 0) == 1)
        await second.stop()
    }

    @Test func theJournalIsReplacedWhenMostOfItIsOutdated() throws {
        let directory = try TemporaryFolder()
        let metadata = String(repeating: "m", count: 4000)
        do {
            let bench = try StorageBench(directory)
            #expect(bench.createTopic("t"))
            for index in 0..<2500 {
                let committed = GroupOffsets.Committed(
                    offset: Int64(index), leaderEpoch: -1, metadata: metadata, timestamp: 0)
                bench.bench.state.groups.offsets.commit(
                    committed, for: PartitionKey(topic: "t", partition: 0), group: "g")
                #expect(bench.persist())
            }
        }
        #expect(try TemporaryFolder.size(directory.path("data/metadata.log")) < 8 << 20)
        let bench = try StorageBench(directory)
        let key = PartitionKey(topic: "t", partition: 0)
        #expect(bench.bench.state.groups.offsets["g"]?.offsets[key]?.offset == 2499)
        #expect(bench.bench.state.groups.offsets["g"]?.offsets[key]?.metadata == metadata)
    }
}
