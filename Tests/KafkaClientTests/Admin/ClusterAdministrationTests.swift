// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// The cluster, its features, access control, SCRAM users, quotas, producers and transactions.
@Suite(.timeLimit(.minutes(10))) struct ClusterAdministrationTests {
    private let quick = RetryPolicy(initialBackoff: .milliseconds(1), maxBackoff: .milliseconds(5))
    private let partition = TopicPartition(topic: "t", partition: 0)

    // MARK: Cluster

    @Test(arguments: [nil, KafkaRelease.kafka(2, 5)])
    func theClusterIsDescribed(release: KafkaRelease?) async throws {
        var configuration = ClusterConfiguration(brokers: 3)
        configuration.imitating = release
        try await TestCluster.with(configuration) { cluster in
            let client = try ClusterClient(.patient(cluster.bootstrapServers, retry: quick))
            let described = try await client.describeCluster(includesFenced: true)
            #expect(described.brokers.map(\.id) == [1, 2, 3])
            #expect(described.controllerID == 1 && described.clusterID != nil && described.fencedBrokers.isEmpty)
            await client.close()
        }
    }

    @Test func aBrokerIsUnregistered() async throws {
        try await TestCluster.with(brokers: 3) { cluster in
            let client = try ClusterClient(.patient(cluster.bootstrapServers, retry: quick))
            await cluster.stopBroker(3)
            try await client.unregisterBroker(3)
            #expect(try await client.describeCluster().brokers.map(\.id) == [1, 2])
            let error = await #expect(throws: KafkaError.self) { try await client.unregisterBroker(3) }
            #expect(error?.brokerError == .brokerIDNotRegistered)
            await client.close()
        }
    }

    @Test func featuresAreDescribed() async throws {
        try await TestCluster.withClient { _, client in
            let features = try await client.describeFeatures()
            #expect(features.finalized["transaction.version"] == 2)
            #expect(features.supported["transaction.version"]?.contains(2) == true)
        }
    }

    /// A controller that updates feature "a" and refuses "b".
    private func withFeatureController(
        _ body: (ClusterClient, Inbox<UpdateFeaturesRequest>) async throws -> Void
    ) async throws {
        let requests = Inbox<UpdateFeaturesRequest>()
        let port = Mutex<Int32>(0)
        let peer = try FakePeer { header, bytes, connection in
            switch header.requestApiKey {
            case APIKey.apiVersions.rawValue:
                connection.respondVersions(header, [.apiVersions, .metadata, .updateFeatures], version: 1)
            case APIKey.metadata.rawValue:
                let brokers = [
                    MetadataResponse.MetadataResponseBroker(
                        nodeID: 1, host: "127.0.0.1", port: port.withLock { $0 })
                ]
                connection.respond(
                    MetadataResponse(brokers: brokers, controllerID: 1), id: header.correlationID,
                    version: header.requestApiVersion)
            default:
                var reader = WireReader(bytes)
                do {
                    _ = try RequestHeader(from: &reader, version: UpdateFeaturesRequest.headerVersion(1))
                    requests.add(try UpdateFeaturesRequest(from: &reader, version: 1))
                } catch {
                    Issue.record("the request cannot be read: \(error)")
                }
                var good = UpdateFeaturesResponse.UpdatableFeatureResult()
                good.feature = "a"
                var bad = UpdateFeaturesResponse.UpdatableFeatureResult()
                bad.feature = "b"
                bad.errorCode = BrokerErrorCode.featureUpdateFailed.rawValue
                var response = UpdateFeaturesResponse()
                response.results = [good, bad]
                connection.respond(response, id: header.correlationID, version: header.requestApiVersion)
            }
        }
        port.withLock { $0 = Int32(peer.address.port) }
        let client = try ClusterClient(.patient(["\(peer.address)"], retry: quick))
        do {
            try await body(client, requests)
        } catch {
            await client.close()
            await peer.stop()
            throw error
        }
        await client.close()
        await peer.stop()
    }

    @Test func featuresAreUpdated() async throws {
        try await withFeatureController { client, requests in
            let results = try await client.updateFeatures(
                ["a": .upgrade(to: 3), "b": .unsafeDowngrade(to: 0)], validatesOnly: true)
            #expect(try results["a"]?.get() != nil)
            #expect(results.failures().mapValues(\.brokerError) == ["b": .featureUpdateFailed])
            let request = await requests.next()
            #expect(request.validateOnly)
            #expect(request.featureUpdates.map(\.feature) == ["a", "b"])
            #expect(request.featureUpdates.map(\.maxVersionLevel) == [3, 0])
            #expect(request.featureUpdates.map(\.upgradeType) == [1, 3])
        }
    }

    // MARK: Access control

    @Test func rulesAreCreatedFoundAndDeleted() async throws {
        try await TestCluster.withClient(retry: quick) { _, client in
            let read = ACLRule(.allow, "User:a", .read, on: .topic("orders"))
            let write = ACLRule(.deny, "User:b", .write, on: ACLResource(.topic, "ord", pattern: .prefixed), host: "h")
            let bad = ACLRule(.allow, "nobody", .read, on: .topic("x"))
            let created = try await client.createACLs([read, write, bad])
            #expect(try created[read]?.get() != nil && created[write]?.get() != nil)
            #expect(Array(created.failures().keys) == [bad])
            #expect(Set(try await client.describeACLs()) == [read, write])
            #expect(try await client.describeACLs(ACLFilter(principal: "User:a")) == [read])
            #expect(
                Set(try await client.describeACLs(ACLFilter(kind: .topic, name: "orders", pattern: .match)))
                    == [read, write])
            let deleted = try await client.deleteACLs([ACLFilter(read), ACLFilter(principal: "User:z")]).get()
            #expect(deleted[ACLFilter(read)].map { Array($0.keys) } == [read])
            #expect(deleted[ACLFilter(principal: "User:z")]?.isEmpty == true)
            #expect(try await client.describeACLs() == [write])
        }
    }

    // MARK: SCRAM users

    #if SCRAM
    @Test func scramUsersAreAddedAndRemoved() async throws {
        try await TestCluster.withClient(retry: quick) { _, client in
            let results = try await client.alterSCRAMUsers([
                "a": [.set(.sha256, password: "secret"), .set(.sha512, password: "secret", iterations: 5000)],
                "b": [.remove(.sha256)], "c": [.set(.sha256, password: "secret", iterations: 1)],
            ])
            #expect(try results["a"]?.get() != nil)
            #expect(results.failures()["b"]?.brokerError == .resourceNotFound)
            #expect(results.failures()["c"]?.brokerError == .unacceptableCredential)
            let described = try await client.describeSCRAMUsers()
            #expect(try described.get() == ["a": [.sha256: 4096, .sha512: 5000]])
            try await client.alterSCRAMUsers(["a": [.remove(.sha256)]]).get()
            #expect(try await client.describeSCRAMUsers(["a"]).get() == ["a": [.sha512: 5000]])
            let missing = try await client.describeSCRAMUsers(["z"])
            #expect(missing.failures()["z"]?.brokerError == .resourceNotFound)
        }
    }
    #else
    @Test func scramUsersNeedTheTrait() async throws {
        try await TestCluster.withClient(retry: quick) { _, client in
            let error = await kafkaError {
                try await client.alterSCRAMUsers(["a": [.set(.sha256, password: "secret")]]).get()
            }
            #expect(error?.message.contains("SCRAM") == true)
            #expect(try await client.describeSCRAMUsers().isEmpty)
            let results = try await client.alterSCRAMUsers(["a": [.remove(.sha256)]])
            #expect(results.failures().count == 1)
        }
    }
    #endif

    // MARK: Quotas

    @Test func quotasAreSetFoundAndRemoved() async throws {
        try await TestCluster.withClient(retry: quick) { _, client in
            let user = QuotaEntity.user("a", clientID: "x")
            let others = QuotaEntity.clientID(.others)
            let unknown = QuotaEntity(names: ["planet": "earth"])
            let results = try await client.alterQuotas([
                user: ["producer_byte_rate": 1000, "consumer_byte_rate": 2000], others: ["request_percentage": 50],
                unknown: ["producer_byte_rate": 1],
            ])
            #expect(try results[user]?.get() != nil && results[others]?.get() != nil)
            #expect(Array(results.failures().keys) == [unknown])
            #expect(
                try await client.describeQuotas() == [
                    user: ["producer_byte_rate": 1000, "consumer_byte_rate": 2000], others: ["request_percentage": 50],
                ])
            #expect(Array(try await client.describeQuotas(QuotaFilter(user)).keys) == [user])
            #expect(Array(try await client.describeQuotas(QuotaFilter(["user": .any])).keys) == [user])
            try await client.alterQuotas([user: ["producer_byte_rate": nil]]).get()
            #expect(try await client.describeQuotas(QuotaFilter(user))[user] == ["consumer_byte_rate": 2000])
        }
    }

    // MARK: Producers and transactions

    @Test func aFencedProducerCannotCommit() async throws {
        try await TestCluster.withClient(brokers: 2, retry: quick) { cluster, client in
            try cluster.createTopic("t")
            let producer = try KafkaProducer(
                client: client, configuration: .init(linger: .zero, transactionalID: "x"))
            let error = await kafkaError {
                try await producer.withTransaction { transaction in
                    try await transaction.send("t", partition: 0, value: "a")
                    try await client.fenceProducers(["x", "unused"]).get()
                    let described = try await client.describeTransactions(["x"]).get()["x"]
                    #expect(described?.state == .empty && described?.partitions.isEmpty == true)
                }
            }
            #expect(error?.code == .producerFenced)
        }
    }

    @Test func transactionsAreListedDescribedAndAborted() async throws {
        try await TestCluster.withClient(brokers: 3, retry: quick) { cluster, client in
            try cluster.createTopic("t")
            let producer = try KafkaProducer(
                client: client, configuration: .init(linger: .zero, transactionalID: "x"))
            for id in ["y", "z"] {
                try await KafkaProducer(client: client, configuration: .init(transactionalID: id))
                    .initializeTransactions()
            }
            let error = await kafkaError {
                try await producer.withTransaction { transaction in
                    try await transaction.send("t", partition: 0, value: "a")
                    let listed = try await client.listTransactions().get()
                    #expect(listed.map(\.transactionalID) == ["x", "y", "z"])
                    #expect(listed.map(\.state) == [.ongoing, .empty, .empty])
                    for item in listed { #expect(cluster.coordinator(of: item.transactionalID) == item.coordinator) }
                    let ongoing = try await client.listTransactions(TransactionFilter(states: [.ongoing])).get()
                    #expect(ongoing.map(\.transactionalID) == ["x"])
                    let byID = try await client.listTransactions(
                        TransactionFilter(producerIDs: [listed[1].producerID], pattern: "y|x")
                    ).get()
                    #expect(byID.map(\.transactionalID) == ["y"])
                    let described = try await client.describeTransactions(["x", "missing"])
                    let x = try #require(try described["x"]?.get())
                    #expect(x.state == .ongoing && x.partitions == [partition] && x.timeout == .seconds(60))
                    #expect(x.startTime != nil && x.producerID == listed[0].producerID)
                    #expect(described.failures()["missing"]?.brokerError == .transactionalIDNotFound)
                    let active = try #require(
                        try await client.describeProducers([partition]).get()[partition]?.first)
                    #expect(active.producerID == x.producerID && active.transactionStartOffset == 0)
                    // As if the coordinator had lost it.
                    try await client.abortTransaction(of: active, in: partition)
                    let after = try await client.describeProducers([partition]).get()[partition]?.first
                    #expect(after?.transactionStartOffset == nil)
                    throw KafkaError(.closed, "enough")
                }
            }
            #expect(error?.message == "enough")
            let missing = TopicPartition(topic: "t", partition: 4)
            let producers = try await client.describeProducers([missing])
            #expect(producers.failures()[missing]?.code == .unknownPartition)
        }
    }
}
