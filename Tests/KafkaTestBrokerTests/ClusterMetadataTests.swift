// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaTestBroker

/// The cluster as a whole: features, the quorum and its log, brokers that leave for good, client metrics.
struct ClusterMetadataTests {
    // MARK: Features

    private func features(
        _ release: KafkaRelease?, version: Int16 = 4
    ) -> (finalized: [String: Int16], supported: [String: ClosedRange<Int16>], epoch: Int64) {
        var bench = StateBench(imitating: release)
        let answer = bench.send(
            ApiVersions.self, .init(clientSoftwareName: "x", clientSoftwareVersion: "1"), version: version)
        return (
            Dictionary(uniqueKeysWithValues: answer.finalizedFeatures.map { ($0.name, $0.maxVersionLevel) }),
            Dictionary(uniqueKeysWithValues: answer.supportedFeatures.map { ($0.name, $0.minVersion...$0.maxVersion) }),
            answer.finalizedFeaturesEpoch
        )
    }

    @Test func theFeaturesAreThoseOfKafka() {
        let current = features(nil)
        #expect(
            current.finalized == [
                "metadata.version": 27, "kraft.version": 1, "transaction.version": 2, "group.version": 1,
                "eligible.leader.replicas.version": 1, "share.version": 1,
            ])
        #expect(
            current.supported == [
                "metadata.version": 7...27, "kraft.version": 0...1, "transaction.version": 0...2,
                "group.version": 0...1, "eligible.leader.replicas.version": 0...1, "share.version": 0...1,
            ])
        #expect(current.epoch > 0)
        // Clients with older versions cannot read a lowest level of 0.
        #expect(features(nil, version: 3).supported == ["metadata.version": 7...27])
        #expect(features(nil, version: 3).finalized == current.finalized)
    }

    @Test func olderReleasesHaveFewerFeatures() {
        #expect(features(.kafka(2, 8), version: 3).finalized.isEmpty)
        #expect(features(.kafka(2, 8), version: 3).epoch == -1)
        #expect(features(.kafka(3, 8), version: 3).finalized == ["metadata.version": 20])
        #expect(features(.kafka(3, 8), version: 3).supported == ["metadata.version": 1...20])
        #expect(features(.kafka(3, 9)).finalized == ["metadata.version": 21, "kraft.version": 1])
        // Off at first: its replicas became eligible by default a release later.
        #expect(features(.kafka(4, 0)).finalized["eligible.leader.replicas.version"] == nil)
        #expect(features(.kafka(4, 0)).supported["eligible.leader.replicas.version"] == 0...1)
        #expect(features(.kafka(4, 2)).finalized["streams.version"] == 1)
    }

    // MARK: Quorum

    private func quorum(_ bench: inout StateBench, version: Int16 = 2) -> DescribeQuorumResponse.PartitionData {
        bench.send(
            DescribeQuorum.self, .init(topics: [.init(topicName: "__cluster_metadata", partitions: [.init()])]),
            version: version
        ).topics[0].partitions[0]
    }

    @Test func everyChangeOfTheMetadataLengthensItsLog() throws {
        var bench = StateBench(brokers: 2)
        var end = quorum(&bench).highWatermark
        #expect(end > 0)
        func expectRecords(_ count: Int64, _ change: (inout StateBench) throws -> Void) rethrows {
            try change(&bench)
            let now = quorum(&bench).highWatermark
            #expect(now - end == count)
            end = now
        }
        // A record for the topic and one for each partition.
        expectRecords(4) { $0.state.createTopics(["u": 3]) }
        expectRecords(1) { _ = $0.state.deleteTopic("u") }
        expectRecords(1) { $0.state.setConfigs(["retention.ms": "5"], of: "t") }
        expectRecords(1) { $0.state.brokerConfigs.set(["log.retention.ms": "7"], for: "") }
        expectRecords(1) { $0.state.groups.configs.set(["share.auto.offset.reset": "earliest"], for: "g") }
        // Records of topics are not metadata.
        try expectRecords(0) { bench in
            var builder = try RecordBatchBuilder()
            try builder.append(key: nil, value: "v", timestamp: 1)
            #expect(bench.produce(try builder.finish()).errorCode == 0)
        }
        expectRecords(0) { _ = quorum(&$0) }
    }

    @Test func aBrokerThatIsDownStaysBehind() {
        var bench = StateBench(brokers: 3)
        let before = quorum(&bench)
        #expect(before.leaderID == 1 && before.leaderEpoch == 1)
        #expect(before.currentVoters.allSatisfy { $0.logEndOffset == before.highWatermark })
        #expect(before.currentVoters.map(\.lastFetchTimestamp) == [-1, bench.now, bench.now])
        let wentDown = bench.now
        bench.state.brokerWentDown(1, now: bench.now)
        bench.advance(5_000)
        bench.state.createTopics(["u": 1])
        let after = quorum(&bench)
        #expect(after.leaderID == 2 && after.leaderEpoch == 2)
        #expect(after.highWatermark > before.highWatermark)
        #expect(
            after.currentVoters.map(\.logEndOffset) == [
                before.highWatermark, after.highWatermark, after.highWatermark,
            ])
        #expect(after.currentVoters.map(\.lastCaughtUpTimestamp) == [wentDown, bench.now, bench.now])
        bench.state.brokerCameUp(1, port: 9001)
        let again = quorum(&bench)
        #expect(again.currentVoters.allSatisfy { $0.logEndOffset == again.highWatermark })
        #expect(Set(again.currentVoters.map(\.replicaDirectoryID)).count == 3)
        #expect(again.currentVoters.map(\.replicaDirectoryID) == before.currentVoters.map(\.replicaDirectoryID))
    }

    @Test func theMetadataLogGoesOnAfterARestart() async throws {
        let directory = try TemporaryFolder()
        let configuration = ClusterConfiguration(storage: .directory(directory.path("data")))
        func end(_ cluster: TestCluster) throws -> Int64 {
            let socket = try LoopbackSocket(cluster)
            let request = DescribeQuorumRequest(topics: [
                .init(topicName: "__cluster_metadata", partitions: [.init()])
            ])
            return try socket.send(request, 2).topics.at(0).partitions.at(0).highWatermark
        }
        let ended = try await TestCluster.with(configuration) { cluster in
            for number in 0..<20 {
                try cluster.createTopic("t\(number)")
                if number > 0 { try cluster.deleteTopic("t\(number)") }
            }
            return try end(cluster)
        }
        try await TestCluster.with(configuration) { cluster in
            let again = try end(cluster)
            #expect(again >= ended)
        }
    }

    // MARK: Brokers that leave

    private func unregister(_ id: Int32, _ bench: inout StateBench) -> Int16 {
        bench.send(UnregisterBroker.self, .init(brokerID: id), version: 0).errorCode
    }

    @Test func anUnregisteredBrokerIsGone() {
        var bench = StateBench(brokers: 3, topics: ["t": 3], replicas: 2)
        bench.state.brokerWentDown(2, now: bench.now)
        #expect(unregister(2, &bench) == 0)
        #expect(bench.state.brokers.ids == [1, 3])
        #expect(unregister(2, &bench) == BrokerErrorCode.brokerIDNotRegistered.rawValue)
        let metadata = bench.send(Metadata.self, .init(topics: nil), version: 12)
        #expect(metadata.brokers.map(\.nodeID) == [1, 3])
        #expect((0..<3).allSatisfy { [1, 3].contains(bench.leader("t", $0)) })
        // One that runs goes, too, and its partitions have other leaders.
        #expect(unregister(1, &bench) == 0)
        #expect((0..<3).allSatisfy { [3, -1].contains(bench.leader("t", $0)) })
        #expect(quorum(&bench).currentVoters.map(\.replicaID) == [3])
        #expect(unregister(3, &bench) == BrokerErrorCode.invalidRequest.rawValue)
    }

    @Test func aBrokerRegistersWhenItIsStartedAgain() async throws {
        try await TestCluster.with(brokers: 2) { cluster in
            try cluster.createTopic("t", partitions: 2)
            await cluster.stopBroker(2)
            let socket = try LoopbackSocket(cluster)
            #expect(try socket.send(UnregisterBrokerRequest(brokerID: 2), 0).errorCode == 0)
            #expect(cluster.brokerIDs == [1])
            try cluster.restartBroker(2)
            #expect(cluster.brokerIDs == [1, 2])
            // It leads what only it has.
            #expect(try (0..<2).map { try cluster.leader(of: "t", $0).broker } == [1, 2])
        }
    }

    // MARK: Client metrics

    private func alter(_ configs: [String: String?], _ name: String = "m", _ bench: inout StateBench) -> Int16 {
        bench.send(
            IncrementalAlterConfigs.self,
            .init(resources: [
                .init(
                    resourceType: 16, resourceName: name,
                    configs: configs.map { .init(name: $0, configOperation: $1 == nil ? 1 : 0, value: $1) })
            ]), version: 1
        ).responses[0].errorCode
    }

    private func described(_ name: String = "m", _ bench: inout StateBench)
        -> DescribeConfigsResponse.DescribeConfigsResult
    {
        bench.send(
            DescribeConfigs.self,
            .init(
                resources: [.init(resourceType: 16, resourceName: name, configurationKeys: nil)], includeSynonyms: true),
            version: 4
        ).results[0]
    }

    @Test func clientMetricsAreConfigured() {
        var bench = StateBench()
        func listed(version: Int16) -> [String] {
            bench.send(ListConfigResources.self, .init(resourceTypes: version == 0 ? [] : [16]), version: version)
                .configResources.map(\.resourceName)
        }
        #expect(listed(version: 0).isEmpty)
        #expect(
            alter(
                ["interval.ms": "1000", "metrics": "a.,b.", "match": "client_id=x.*, client_software_name=Java"], "m",
                &bench)
                == 0)
        #expect(listed(version: 0) == ["m"] && listed(version: 1) == ["m"])
        let entries = described("m", &bench).configs
        #expect(entries.map(\.name) == ["interval.ms", "match", "metrics"])
        #expect(entries.map(\.value) == ["1000", "client_id=x.*, client_software_name=Java", "a.,b."])
        #expect(entries.allSatisfy { $0.configSource == 7 && $0.synonyms.map(\.source) == [7] })
        // A subscription that does not exist has the defaults.
        #expect(described("other", &bench).configs.map(\.value) == ["300000", "", ""])
        #expect(described("other", &bench).configs.allSatisfy { $0.configSource == 5 && $0.synonyms.isEmpty })
        #expect(described("", &bench).errorCode == BrokerErrorCode.invalidRequest.rawValue)
        #expect(alter(["interval.ms": nil, "metrics": nil, "match": nil], "m", &bench) == 0)
        #expect(listed(version: 1).isEmpty)
    }

    @Test(arguments: [
        (["interval.ms": "99"], BrokerErrorCode.invalidRequest), (["interval.ms": "3600001"], .invalidRequest),
        (["interval.ms": "soon"], .invalidConfig), (["nope": "1"], .invalidRequest),
        (["match": "client_id"], .invalidConfig),
        (["match": "nobody=x"], .invalidConfig), (["match": "client_id=("], .invalidConfig),
        (["match": "client_id=a=b"], .invalidConfig),
    ])
    func invalidClientMetricsAreRefused(configs: [String: String], code: BrokerErrorCode) {
        var bench = StateBench()
        #expect(alter(configs.mapValues { $0 }, "m", &bench) == code.rawValue)
        #expect(alter(["metrics": "*"], "", &bench) == BrokerErrorCode.invalidRequest.rawValue)
        #expect(bench.state.clientMetricsConfigs.dynamic.isEmpty)
    }

    @Test func clientMetricsSurviveARestart() async throws {
        let directory = try TemporaryFolder()
        let configuration = ClusterConfiguration(storage: .directory(directory.path("data")))
        try await TestCluster.with(configuration) { cluster in
            let socket = try LoopbackSocket(cluster)
            let request = IncrementalAlterConfigsRequest(resources: [
                .init(
                    resourceType: 16, resourceName: "m",
                    configs: [.init(name: "metrics", configOperation: 0, value: "*")])
            ])
            #expect(try socket.send(request, 1).responses.at(0).errorCode == 0)
        }
        try await TestCluster.with(configuration) { cluster in
            let socket = try LoopbackSocket(cluster)
            let listed = try socket.send(ListConfigResourcesRequest(), 0)
            #expect(listed.configResources.map(\.resourceName) == ["m"])
        }
    }
}

extension ClusterState {
    fileprivate mutating func createTopics(_ topics: [String: Int]) {
        for (name, count) in topics {
            _ = createTopic(name, assignments: brokers.assignments(partitions: count, replicas: 1), configs: [:])
        }
    }
}
