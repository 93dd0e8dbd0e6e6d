// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// Well-formed answers with contents that no correct broker sends.
@Suite(.timeLimit(.minutes(10))) struct HostileAnswerTests {
    private let partition = TopicPartition(topic: "t", partition: 0)

    /// Runs `body` with a client whose waits take no time, of a cluster that changes its answers of one API. Topic `t`
    /// has one partition with the record `a`.
    private func withAnswers<Response: KafkaResponse>(
        of api: APIKey, times: Int? = nil, clock: FakeClock = FakeClock(),
        _ change: @escaping @Sendable (inout Response) -> Void,
        _ body: (ClusterClient, FakeClock) async throws -> Void
    ) async throws {
        try await TestCluster.withClient(retry: RetryPolicy(clock: clock.clock, random: { 0.5 })) { cluster, client in
            try cluster.createTopic("t")
            try cluster.appendAsIs(batch(["a"]), to: "t", 0)
            cluster.add(
                Script(
                    api, times: times,
                    .modify { answer in
                        guard var response = answer as? Response else { return nil }
                        change(&response)
                        return response
                    }))
            try await body(client, clock)
        }
    }

    private func changeFetch(
        times: Int? = nil, _ change: @escaping @Sendable (inout FetchResponse.PartitionData) -> Void,
        _ body: (ClusterClient, FakeClock) async throws -> Void
    ) async throws {
        try await withAnswers(of: .fetch, times: times) { (response: inout FetchResponse) in
            response.updatePartitions(change)
        } _: { client, clock in
            try await body(client, clock)
        }
    }

    private func read(_ client: ClusterClient, until: Int64? = 1) async throws -> [Int64] {
        try await readAll(
            PartitionReader(
                client: client, partition: partition, from: 0, until: until,
                configuration: FetchConfiguration(maxRetries: 10))
        ).map(\.offset)
    }

    @Test(arguments: [.max, .max - 1, .max - 0x7fff_fffe] as [Int64])
    func firstOffsetThatLeavesNoRoomForTheOthersIsRejected(_ offset: Int64) async throws {
        try await withAnswers(of: .produce) { (response: inout ProduceResponse) in
            response.responses.updateEach { $0.partitionResponses.updateEach { $0.baseOffset = offset } }
        } _: { client, _ in
            let producer = try KafkaProducer(client: client)
            let error = await kafkaError {
                try await producer.send(
                    contentsOf: (0..<3).map { ProducerRecord(topic: "t", value: ByteSlice(utf8: "\($0)")) })
            }
            #expect(error?.code == .invalidResponse)
            #expect(error?.topicPartition == partition)
            try await producer.close()
        }
    }

    @Test(arguments: [.min, -2, -1] as [Int64])
    func negativeFirstOffsetMeansUnknown(_ offset: Int64) async throws {
        try await withAnswers(of: .produce) { (response: inout ProduceResponse) in
            response.responses.updateEach { $0.partitionResponses.updateEach { $0.baseOffset = offset } }
        } _: { client, _ in
            let producer = try KafkaProducer(client: client)
            let receipt = try await producer.send(ProducerRecord(topic: "t", value: ByteSlice(utf8: "x")))
            #expect(receipt.offset == -1)
            try await producer.close()
        }
    }

    @Test(arguments: [true, false])
    func topicWithoutPartitionsTakesNoRecords(keyed: Bool) async throws {
        try await withAnswers(of: .metadata) { (response: inout MetadataResponse) in
            for topic in response.topics.indices { response.topics[topic].partitions = [] }
        } _: { client, _ in
            let producer = try KafkaProducer(client: client)
            let key = keyed ? ByteSlice(utf8: "k") : nil
            let error = await kafkaError {
                _ = try await producer.send(ProducerRecord(topic: "t", key: key, value: ByteSlice(utf8: "x")))
            }
            #expect(error?.code == .leaderNotAvailable)
            let reading = await kafkaError { _ = try await read(client) }
            #expect(reading?.code == .unknownPartition)
            try await producer.close()
        }
    }

    @Test func partitionsThatAreNamedTwiceOrNegativeCountOnce() async throws {
        try await withAnswers(of: .metadata) { (response: inout MetadataResponse) in
            response.topics.updateEach { topic in
                var others = topic.partitions
                others.updateEach { $0.leaderID = 77 }
                topic.partitions += others
                others.updateEach { $0.partitionIndex = -1 }
                topic.partitions += others
            }
        } _: { client, _ in
            let partitions = try await client.partitions(of: ["t"])
            #expect(partitions == [partition])
            let offsets = try await read(client)
            #expect(offsets == [0])
        }
    }

    @Test func leaderThatIsNoBrokerIsNoLeader() async throws {
        try await withAnswers(of: .metadata) { (response: inout MetadataResponse) in
            response.topics.updateEach { $0.partitions.updateEach { $0.leaderID = .max } }
        } _: { client, _ in
            let error = await kafkaError { _ = try await read(client) }
            #expect(error?.code == .leaderNotAvailable)
        }
    }

    @Test(arguments: [.min, -1, -5] as [Int64])
    func negativeOffsetOfTheLogsEndsIsRejected(_ offset: Int64) async throws {
        try await withAnswers(of: .listOffsets) { (response: inout ListOffsetsResponse) in
            response.topics.updateEach { $0.partitions.updateEach { $0.offset = offset } }
        } _: { client, _ in
            for position in [OffsetPosition.earliest, .latest, .timestamp(5)] {
                let error = await kafkaError { _ = try await client.listOffsets([partition: position]) }
                #expect(error?.code == .invalidResponse)
                #expect(error?.topicPartition == partition)
            }
        }
    }

    @Test func answersAboutOtherPartitionsAreNotTaken() async throws {
        try await withAnswers(of: .listOffsets) { (response: inout ListOffsetsResponse) in
            response.topics.updateEach { $0.partitions.updateEach { $0.partitionIndex = 9 } }
        } _: { client, _ in
            let error = await kafkaError { _ = try await client.listOffsets([partition: .latest]) }
            #expect(error?.code == .invalidResponse)
        }
        try await changeFetch {
            $0.partitionIndex = 9
        } _: { client, _ in
            let error = await kafkaError { _ = try await read(client) }
            #expect(error?.code == .invalidResponse)
        }
    }

    @Test func throttleTimeIsBelievedUpToTheRequestTimeout() async throws {
        try await withAnswers(of: .fetch, times: 2) { (response: inout FetchResponse) in
            response = FetchResponse(throttleTimeMs: .max)
        } _: { client, clock in
            let offsets = try await read(client)
            #expect(offsets == [0])
            #expect(clock.sleeps.count >= 2)
            #expect(clock.sleeps.allSatisfy { $0 == client.configuration.requestTimeout })
        }
    }

    @Test(arguments: [.min, -1] as [Int32])
    func negativeThrottleTimeIsNone(_ time: Int32) async throws {
        try await withAnswers(of: .fetch, times: 1) { (response: inout FetchResponse) in
            response.throttleTimeMs = time
        } _: { client, _ in
            let offsets = try await read(client)
            #expect(offsets == [0])
        }
    }

    @Test(arguments: [.max, .max - 1, .min, -1] as [Int64])
    func batchesAtTheEdgeOfTheOffsetsEndInAnErrorOrNothing(_ offset: Int64) async throws {
        // The checksum does not cover the base offset.
        try await changeFetch {
            var bytes = $0.records?.bytes ?? []
            for index in 0..<min(8, bytes.count) {
                bytes[index] = UInt8(truncatingIfNeeded: offset >> Int64(56 - 8 * index))
            }
            $0.records = ByteSlice(copying: bytes)
        } _: { client, _ in
            let outcome: Result<[Int64], any Error>
            do { outcome = .success(try await read(client)) } catch { outcome = .failure(error) }
            switch outcome {
            case .success(let offsets): #expect(offsets.isEmpty)
            case .failure(let error): #expect((error as? KafkaError)?.topicPartition == partition)
            }
            let endless = PartitionReader(client: client, partition: partition, from: .max - 1)
            let error = await kafkaError { while try await endless.next() != nil {} }
            #expect(error?.topicPartition == partition)
        }
    }

    @Test func batchesThatGoBackAreRejected() async throws {
        try await changeFetch {
            let records = $0.records ?? .empty
            $0.records = joined([records, records])
        } _: { client, _ in
            let error = await kafkaError { _ = try await read(client, until: 5) }
            #expect(error?.code == .invalidResponse)
            #expect(error?.topicPartition == partition && error?.offset == 0)
        }
    }

    @Test func errorInsideABatchNamesTopicPartitionOffsetAndByte() async throws {
        try await changeFetch {
            var bytes = $0.records?.bytes ?? []
            if !bytes.isEmpty { bytes[bytes.count - 1] ^= 0x40 }
            $0.records = ByteSlice(copying: bytes)
        } _: { client, _ in
            let error = try #require(await kafkaError { _ = try await read(client) })
            #expect(error.code == .corruptBatch)
            #expect(error.topicPartition == partition && error.offset == 0)
            let wire = try #require(error.underlyingError as? WireError)
            #expect(wire.message == "RecordBatch" && wire.version == 2 && wire.field == "crc" && wire.byteOffset > 17)
            #expect(error.message.contains("RecordBatch v2 crc"))
        }
    }

    @Test func aChunkThatUnpacksToTooMuchIsRejectedAsAWhole() async throws {
        let value = String(repeating: "a", count: 600_000)
        try await changeFetch {
            // Two batches, each below the limit.
            let one = try? batch([value], compression: .gzip)
            let two = try? batch([value], baseOffset: 1, compression: .gzip)
            $0.records = joined([one ?? .empty, two ?? .empty])
        } _: { client, _ in
            var configuration = FetchConfiguration()
            configuration.limits.maxDecompressedBytes = 1_000_000
            let reader = PartitionReader(
                client: client, partition: partition, from: 0, until: 2, configuration: configuration)
            let chunk = try #require(try await reader.next())
            var offsets: [Int64] = []
            try chunk.forEach { offsets.append($0.offset) }
            #expect(offsets == [0, 1])
            let error = await kafkaError { _ = try chunk.records() }
            #expect(error?.code == .corruptBatch && error?.offset == 1)
            #expect((error?.underlyingError as? WireError)?.code == .limitExceeded)
        }
    }

    @Test func brokersAtImpossiblePlacesAreLeftOut() async throws {
        try await withAnswers(of: .metadata) { (response: inout MetadataResponse) in
            response.brokers += [0, -1, 65_536, .max, .min].map { .init(nodeID: 50, host: "", port: $0) }
            response.controllerID = .min
        } _: { client, _ in
            let metadata = try await client.metadata(topics: ["t"])
            #expect(metadata.brokers.count == 1 && metadata.controllerID == nil)
        }
    }

    @Test func coordinatorAtAnImpossiblePlaceIsRejected() async throws {
        try await withAnswers(of: .findCoordinator) { (response: inout FindCoordinatorResponse) in
            for index in response.coordinators.indices { response.coordinators[index].port = 70_000 }
            // Before version 4 the response has one coordinator, not a list.
            if response.coordinators.isEmpty { response.port = 70_000 }
        } _: { client, _ in
            let error = await kafkaError { _ = try await client.coordinator(of: .group("g")) }
            #expect(error?.code == .invalidResponse)
        }
    }

    @Test func versionsThatEndBeforeTheyBeginAreNotOffered() async throws {
        let asked = Mutex(0)
        try await withConnection { header, _, peer in
            asked.withLock { $0 += 1 }
            let keys = [
                ApiVersionsResponse.ApiVersion(apiKey: 3, minVersion: .max, maxVersion: .min),
                ApiVersionsResponse.ApiVersion(apiKey: 1, minVersion: .min, maxVersion: -1),
                ApiVersionsResponse.ApiVersion(apiKey: .min, minVersion: 0, maxVersion: 0),
            ]
            peer.respond(
                ApiVersionsResponse(apiKeys: keys), id: header.correlationID, version: header.requestApiVersion)
        } _: { connection in
            #expect(throws: KafkaError.self) { try connection.version(for: MetadataRequest.self) }
            #expect(throws: KafkaError.self) { try connection.version(for: FetchRequest.self) }
        }
        #expect(asked.withLock { $0 } == 1)
    }

    @Test func versionsRefusedForEverEndInAnError() async throws {
        let asked = Mutex<[Int16]>([])
        let error = await kafkaError {
            try await withConnection { header, _, peer in
                asked.withLock { $0.append(header.requestApiVersion) }
                let keys = [ApiVersionsResponse.ApiVersion(apiKey: 18, minVersion: 0, maxVersion: .max)]
                peer.respond(ApiVersionsResponse(errorCode: 35, apiKeys: keys), id: header.correlationID, version: 0)
            } _: { _ in
            }
        }
        #expect(error?.brokerError == .unsupportedVersion)
        #expect(asked.withLock { $0 } == [4, 3, 2, 1, 0])
    }
}
