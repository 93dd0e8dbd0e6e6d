// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

@Suite(.timeLimit(.minutes(10))) struct ConnectionTests {
    @Test func unsupportedApiVersionsFallsBackToWhatTheBrokerLists() async throws {
        let asked = Mutex<[Int16]>([])
        try await withConnection { header, _, peer in
            asked.withLock { $0.append(header.requestApiVersion) }
            if header.requestApiVersion > 2 {
                let keys = [ApiVersionsResponse.ApiVersion(apiKey: 18, minVersion: 0, maxVersion: 2)]
                peer.respond(
                    ApiVersionsResponse(errorCode: 35, apiKeys: keys), id: header.correlationID, version: 0)
            } else {
                peer.respondVersions(header)
            }
        } _: { connection in
            let version = try connection.version(for: MetadataRequest.self)
            #expect(version == 3)
        }
        #expect(asked.withLock { $0 } == [4, 2])
    }

    @Test func unsupportedApiVersionsWithoutAListFallsBackToZero() async throws {
        let asked = Mutex<[Int16]>([])
        try await withConnection { header, _, peer in
            asked.withLock { $0.append(header.requestApiVersion) }
            if header.requestApiVersion > 0 {
                peer.respond(ApiVersionsResponse(errorCode: 35), id: header.correlationID, version: 0)
            } else {
                peer.respondVersions(header)
            }
        } _: { _ in
        }
        #expect(asked.withLock { $0 } == [4, 0])
    }

    @Test func aPeerThatClosesOnApiVersionsIsExplained() async throws {
        let error = await kafkaError {
            try await withConnection { _, _, peer in
                peer.channel.close()
            } _: { _ in
            }
        }
        #expect(error?.code == .connectionFailed)
        #expect(error?.message.contains("TLS") == true)
    }

    @Test func responsesFindTheirRequestsInAnyOrder() async throws {
        let waiting = Mutex<[Int32]>([])
        try await withConnection { header, _, peer in
            if header.requestApiKey == 18 { return peer.respondVersions(header) }
            let ids = waiting.withLock { ids -> [Int32] in
                ids.append(header.correlationID)
                return ids
            }
            guard ids.count == 3 else { return }
            for (index, id) in ids.enumerated().reversed() {
                peer.respond(MetadataResponse(controllerID: Int32(index)), id: id, version: 3)
            }
        } _: { connection in
            let frames = try (0..<3).map { _ in try connection.start(MetadataRequest(), version: 3) }
            for (index, frame) in frames.enumerated() {
                let response = try connection.decode(
                    MetadataRequest.self, version: 3, from: try await frame.value())
                #expect(response.controllerID == Int32(index))
            }
        }
    }

    @Test func aLateResponseFailsItsRequestAndClosesTheConnection() async throws {
        try await withConnection(requestTimeout: .seconds(20)) { header, _, peer in
            if header.requestApiKey == 18 { peer.respondVersions(header) }
        } _: { connection in
            let other = try connection.start(MetadataRequest(), version: 3)
            let error = await kafkaError {
                _ = try await connection.send(MetadataRequest(), version: 3, timeout: .milliseconds(20))
            }
            #expect(error?.code == .timedOut)
            #expect(error?.message.contains("Metadata") == true)
            let next = await kafkaError { _ = try await other.value() }
            #expect(next?.code == .connectionLost)
            #expect(!connection.isOpen)
            let late = await kafkaError { _ = try await connection.send(MetadataRequest(), version: 3) }
            #expect(late?.code == .connectionLost)
        }
    }

    @Test func cancellingTheTaskEndsTheWaitAndKeepsTheConnection() async throws {
        let held = Mutex<Int32?>(nil)
        let arrived = Promise<Void>()
        try await withConnection { header, _, peer in
            if header.requestApiKey == 18 { return peer.respondVersions(header) }
            let first = held.withLock { held in
                defer { held = held ?? header.correlationID }
                return held
            }
            guard let first else { return _ = arrived.complete(.success(())) }
            peer.respond(MetadataResponse(controllerID: 1), id: first, version: 3)
            peer.respond(MetadataResponse(controllerID: 2), id: header.correlationID, version: 3)
        } _: { connection in
            let task = Task { try await connection.send(MetadataRequest(), version: 3) }
            try await arrived.value()
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(connection.isOpen)
            let response = try await connection.send(MetadataRequest(), version: 3)
            #expect(response.controllerID == 2)
        }
    }

    @Test func aConnectionLostInsideAResponseFailsWhatIsUnderWay() async throws {
        try await withConnection { header, _, peer in
            if header.requestApiKey == 18 { return peer.respondVersions(header) }
            peer.channel.close()
        } _: { connection in
            let error = await kafkaError { _ = try await connection.send(MetadataRequest(), version: 3) }
            #expect(error?.code == .connectionLost)
            #expect(error?.message.contains("Metadata") == true)
        }
    }

    @Test func aResponseThatCannotBeReadNamesApiAndField() async throws {
        try await withConnection { header, _, peer in
            if header.requestApiKey == 18 { return peer.respondVersions(header) }
            var writer = WireWriter()
            writer.writeInteger(header.correlationID)
            writer.writeInteger(0 as Int32)
            writer.writeInteger(Int32.max)
            peer.send(writer.finish())
        } _: { connection in
            let error = await kafkaError { _ = try await connection.send(MetadataRequest(), version: 3) }
            #expect(error?.code == .invalidResponse)
            #expect(error?.underlyingError is WireError)
            #expect(error?.message.contains("brokers") == true, "\(error?.message ?? "")")
            #expect(!connection.isOpen)
        }
    }

    @Test func anAnswerToNoRequestClosesTheConnection() async throws {
        try await withConnection { header, _, peer in
            if header.requestApiKey == 18 { return peer.respondVersions(header) }
            peer.respond(MetadataResponse(), id: header.correlationID &+ 77, version: 3)
        } _: { connection in
            let error = await kafkaError { _ = try await connection.send(MetadataRequest(), version: 3) }
            #expect(error?.code == .invalidResponse)
        }
    }

    @Test func unreachableAddressesAreAllNamed() async throws {
        // Reserved ports, which the system does not give to listeners of other tests.
        let servers = ["127.0.0.1:1", "127.0.0.1:2"]
        let clock = FakeClock()
        let client = try ClusterClient(
            ClientConfiguration(
                bootstrapServers: servers, retry: RetryPolicy(clock: clock.clock, random: { 0.5 })))
        let error = await kafkaError { _ = try await client.metadata(topics: nil) }
        await client.close()
        #expect(error?.code == .bootstrapFailed)
        for server in servers { #expect(error?.message.contains(server) == true, "\(error?.message ?? "")") }
        #expect(error?.message.contains("refused") == true)
        // The client retries until the connection setup timeout.
        #expect(clock.sleeps.count > 5)
    }

    @Test func oneReachableAddressIsEnough() async throws {
        let dead = 1  // A reserved port, which the system hands to no listener of another test.
        try await TestCluster.withClient {
            $0.bootstrapServers.insert("127.0.0.1:\(dead)", at: 0)
        } _: { cluster, client in
            let metadata = try await client.metadata(topics: nil)
            #expect(metadata.brokers.count == 1)
        }
    }

    @Test func aClosedClientSaysSo() async throws {
        let cluster = try await TestCluster.start()
        let client = try ClusterClient(.patient(cluster.bootstrapServers))
        _ = try await client.metadata(topics: nil)
        await client.close()
        await client.close()
        let error = await kafkaError { _ = try await client.metadata(topics: nil) }
        #expect(error?.code == .closed)
        await cluster.stop()
    }
}
