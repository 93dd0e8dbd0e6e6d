// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaTestBroker

/// The admin APIs against a cluster's state.
struct AdminTests {
    private func code(_ code: BrokerErrorCode) -> Int16 { code.rawValue }

    // MARK: Versions

    @Test func everyOfferedVersionIsAnswered() async throws {
        let cluster = try await TestCluster.start()
        let c = try LoopbackSocket(cluster)
        func all<H: APIHandler>(_ handler: H.Type, _ request: H.Request) throws {
            for version in H.versions { _ = try c.send(request, version) }
        }
        try cluster.createTopic("t")
        try all(CreatePartitions.self, .init(topics: [.init(name: "t", count: 2, assignments: nil)]))
        try all(IncrementalAlterConfigs.self, .init(resources: [.init(resourceType: 2, resourceName: "t")]))
        try all(AlterConfigs.self, .init(resources: [.init(resourceType: 2, resourceName: "t")]))
        try all(
            DescribeConfigs.self, .init(resources: [.init(resourceType: 4, resourceName: "1")], includeSynonyms: true))
        try all(CreateAcls.self, .init(creations: [acl("a")]))
        try all(DescribeAcls.self, .init(resourceTypeFilter: 1, patternTypeFilter: 1, operation: 1, permissionType: 1))
        try all(
            DeleteAcls.self,
            .init(filters: [.init(resourceTypeFilter: 1, patternTypeFilter: 1, operation: 1, permissionType: 1)]))
        try all(AlterClientQuotas.self, .init(entries: [.init(entity: [.init(entityType: "user", entityName: nil)])]))
        try all(DescribeClientQuotas.self, .init())
        try all(AlterUserScramCredentials.self, .init(deletions: [.init(name: "x", mechanism: 1)]))
        try all(DescribeUserScramCredentials.self, .init(users: nil))
        for version in ElectLeaders.versions { _ = try c.send(ElectLeadersRequest(topicPartitions: nil), version) }
        try all(DescribeLogDirs.self, .init(topics: nil))
        try all(
            AlterPartitionReassignments.self,
            .init(topics: [.init(name: "t", partitions: [.init(partitionIndex: 0, replicas: [1])])]))
        try all(ListPartitionReassignments.self, .init())
        try all(DescribeTopicPartitions.self, .init())
        try all(
            AlterReplicaLogDirs.self, .init(dirs: [.init(path: "x", topics: [.init(name: "t", partitions: [0])])]))
        try all(DescribeQuorum.self, .init(topics: [.init(topicName: "t", partitions: [.init()])]))
        try all(UnregisterBroker.self, .init(brokerID: 9))
        for version in ListConfigResources.versions {
            _ = try c.send(ListConfigResourcesRequest(resourceTypes: version == 0 ? [] : [2]), version)
        }
        try all(OffsetForLeaderEpoch.self, .init(topics: [.init(topic: "t", partitions: [.init(leaderEpoch: 0)])]))
        try all(AddOffsetsToTxn.self, .init(transactionalID: "x", groupID: "g"))
        try all(EndTxn.self, .init(transactionalID: "x"))
        try all(
            TxnOffsetCommit.self,
            .init(transactionalID: "x", groupID: "g", topics: [.init(name: "t", partitions: [.init()])]))
        try all(DescribeTransactions.self, .init(transactionalIDs: ["x"]))
        try all(ListTransactions.self, .init())
        try all(DescribeProducers.self, .init(topics: [.init(name: "t", partitionIndexes: [0])]))
        try all(
            WriteTxnMarkers.self,
            .init(markers: [.init(producerID: 1, topics: [.init(name: "t", partitionIndexes: [0])])]))
        for version in AddPartitionsToTxn.versions {
            let request =
                version < 4
                ? AddPartitionsToTxnRequest(
                    v3AndBelowTransactionalID: "x", v3AndBelowTopics: [.init(name: "t", partitions: [0])])
                : AddPartitionsToTxnRequest(transactions: [
                    .init(transactionalID: "x", topics: [.init(name: "t", partitions: [0])])
                ])
            _ = try c.send(request, version)
        }
        await cluster.stop()
    }

    // MARK: Cluster

    @Test func replicasStayInTheirBrokersOnlyDirectory() {
        var bench = StateBench(brokers: 2, topics: ["t": 1])
        func move(to path: String, topic: String = "t") -> Int16 {
            bench.send(
                AlterReplicaLogDirs.self,
                .init(dirs: [.init(path: path, topics: [.init(name: topic, partitions: [0])])]), version: 2
            ).results[0].partitions[0].errorCode
        }
        #expect(move(to: "/memory/kafka-1") == 0)
        #expect(move(to: "/memory/kafka-2") == code(.logDirNotFound))
        #expect(move(to: "/memory/kafka-1", topic: "nope") == code(.replicaNotAvailable))
    }

    @Test func allBrokersVoteInTheMetadatasQuorum() {
        var bench = StateBench(brokers: 3, topics: ["t": 1])
        func quorum(_ topic: String) -> DescribeQuorumResponse.PartitionData {
            bench.send(
                DescribeQuorum.self, .init(topics: [.init(topicName: topic, partitions: [.init()])]), version: 2
            ).topics[0].partitions[0]
        }
        let found = quorum("__cluster_metadata")
        #expect(found.errorCode == 0 && found.leaderID == 1 && found.currentVoters.map(\.replicaID) == [1, 2, 3])
        #expect(quorum("t").errorCode == code(.unknownTopicOrPartition))
    }

    @Test func resourcesWithConfigsAreListed() {
        var bench = StateBench(brokers: 2, topics: ["t": 1])
        func list(_ types: [Int8], version: Int16 = 1) -> ListConfigResourcesResponse {
            bench.send(ListConfigResources.self, .init(resourceTypes: types), version: version)
        }
        #expect(list([2]).configResources.map(\.resourceName) == ["t"])
        #expect(list([4]).configResources.map(\.resourceName) == ["1", "2"])
        #expect(list([]).configResources.map(\.resourceType) == [2, 4, 4, 8, 8])
        #expect(list([], version: 0).configResources.isEmpty && list([], version: 0).errorCode == 0)
        #expect(list([3]).errorCode == code(.unsupportedVersion))
    }

    // MARK: Topics

    @Test func recordsAreDeletedOnlyWhereThePolicyDeletes() {
        func delete(_ policy: String) -> Int16 {
            var bench = StateBench(configs: ["cleanup.policy": policy])
            return bench.send(
                DeleteRecords.self,
                .init(topics: [.init(name: "t", partitions: [.init(partitionIndex: 0, offset: 0)])]), version: 2
            ).topics[0].partitions[0].errorCode
        }
        #expect(delete("delete") == 0 && delete("compact,delete") == 0)
        #expect(delete("compact") == code(.policyViolation))
    }

    @Test func partitionsAreAddedButNeverTaken() {
        var bench = StateBench(brokers: 3, topics: ["t": 2])
        func extend(_ count: Int32, assignments: [[Int32]]? = nil, validateOnly: Bool = false, topic: String = "t")
            -> Int16
        {
            bench.send(
                CreatePartitions.self,
                .init(
                    topics: [
                        .init(
                            name: topic, count: count, assignments: assignments.map { $0.map { .init(brokerIDs: $0) } })
                    ],
                    validateOnly: validateOnly), version: 3
            ).results[0].errorCode
        }
        #expect(extend(2) == code(.invalidPartitions))
        #expect(extend(1) == code(.invalidPartitions))
        #expect(extend(3, topic: "nope") == code(.unknownTopicOrPartition))
        #expect(extend(4, assignments: [[1]]) == code(.invalidReplicaAssignment))
        #expect(extend(3, assignments: [[9]]) == code(.invalidReplicaAssignment))
        #expect(extend(5, validateOnly: true) == 0)
        #expect(bench.state.topics["t"]?.partitions.count == 2)
        #expect(extend(3, assignments: [[2]]) == 0)
        #expect(extend(5) == 0)
        #expect(bench.state.topics["t"]?.partitions.map(\.index) == [0, 1, 2, 3, 4])
        #expect(bench.leader("t", 2) == 2)
    }

    @Test func topicsAreDescribedAPageAtATime() {
        var bench = StateBench(topics: ["a": 2, "b": 3])
        func describe(
            _ names: [String] = [], limit: Int32 = 2000, cursor: DescribeTopicPartitionsRequest.Cursor? = nil
        ) -> DescribeTopicPartitionsResponse {
            bench.send(
                DescribeTopicPartitions.self,
                .init(topics: names.map { .init(name: $0) }, responsePartitionLimit: limit, cursor: cursor), version: 0)
        }
        let all = describe()
        #expect(all.topics.map(\.name) == ["a", "b"])
        #expect(all.nextCursor == nil)
        let first = describe(limit: 3)
        #expect(first.topics.map(\.partitions.count) == [2, 1])
        #expect(first.nextCursor?.topicName == "b")
        #expect(first.nextCursor?.partitionIndex == 1)
        let rest = describe(limit: 3, cursor: .init(topicName: "b", partitionIndex: 1))
        #expect(rest.topics.map { $0.partitions.map(\.partitionIndex) } == [[1, 2]])
        #expect(rest.nextCursor == nil)
        #expect(describe(["nope", "b"]).topics.map(\.errorCode) == [0, code(.unknownTopicOrPartition)])
    }

    @Test func followersTellTheProducersThatTheyRemember() throws {
        var bench = StateBench(brokers: 3, replicas: 2)
        let replicas = bench.state.topics.partition(PartitionKey(topic: "t", partition: 0))?.replicas ?? []
        #expect(replicas.count == 2)
        for broker in Int32(1)...3 {
            let answer = bench.send(
                DescribeProducers.self, .init(topics: [.init(name: "t", partitionIndexes: [0])]), version: 0,
                broker: broker
            ).topics[0].partitions[0]
            #expect(answer.errorCode == (replicas.contains(broker) ? 0 : code(.notLeaderOrFollower)), "\(broker)")
        }
    }

    // MARK: Configs

    private func alter(
        _ bench: inout StateBench, _ changes: [(String, Int8, String?)], type: Int8 = 2, name: String = "t",
        validateOnly: Bool = false
    ) -> Int16 {
        bench.send(
            IncrementalAlterConfigs.self,
            .init(
                resources: [
                    .init(
                        resourceType: type, resourceName: name,
                        configs: changes.map { .init(name: $0.0, configOperation: $0.1, value: $0.2) })
                ], validateOnly: validateOnly), version: 1
        ).responses[0].errorCode
    }

    private func describe(
        _ bench: inout StateBench, _ key: String, type: Int8 = 2, name: String = "t"
    ) -> DescribeConfigsResponse.DescribeConfigsResourceResult? {
        bench.send(
            DescribeConfigs.self,
            .init(
                resources: [.init(resourceType: type, resourceName: name, configurationKeys: [key])],
                includeSynonyms: true),
            version: 4
        ).results[0].configs.first
    }

    @Test func configsAreSetDeletedAppendedAndTaken() {
        var bench = StateBench()
        #expect(alter(&bench, [("retention.ms", 0, "1000"), ("cleanup.policy", 0, "compact")]) == 0)
        #expect(bench.state.topics["t"]?.settings.retentionMs == 1000)
        #expect(alter(&bench, [("cleanup.policy", 2, "delete")]) == 0)
        #expect(bench.state.topics["t"]?.configs["cleanup.policy"] == "compact,delete")
        #expect(alter(&bench, [("cleanup.policy", 3, "compact"), ("retention.ms", 1, nil)]) == 0)
        #expect(bench.state.topics["t"]?.configs == ["cleanup.policy": "delete"])
        let before = bench.state.topics["t"]?.configs
        #expect(alter(&bench, [("retention.ms", 0, "5")], validateOnly: true) == 0)
        #expect(alter(&bench, [("retention.ms", 0, "5"), ("retention.ms", 0, "6")]) == code(.invalidRequest))
        #expect(alter(&bench, [("retention.ms", 0, nil)]) == code(.invalidRequest))
        #expect(alter(&bench, [("retention.ms", 0, "x")]) == code(.invalidConfig))
        #expect(alter(&bench, [("cleanup.policy", 0, "burn")]) == code(.invalidConfig))
        #expect(alter(&bench, [("retention.ms", 2, "5")]) == code(.invalidConfig))
        #expect(alter(&bench, [("retention.ms", 9, "5")]) == code(.invalidRequest))
        #expect(alter(&bench, [("retention.ms", 0, "5"), ("nope", 0, "5")]) == code(.invalidConfig))
        #expect(alter(&bench, [("retention.ms", 0, "5")], name: "nope") == code(.unknownTopicOrPartition))
        #expect(alter(&bench, [("retention.ms", 0, "5")], type: 7) == code(.invalidRequest))
        #expect(bench.state.topics["t"]?.configs == before)
    }

    @Test func limitsOfReplicationAreListedWhereTheyAreSet() {
        var bench = StateBench()
        let name = "leader.replication.throttled.rate"
        #expect(describe(&bench, name, type: 4, name: "1") == nil)
        #expect(alter(&bench, [(name, 0, "-1")], type: 4, name: "1") == code(.invalidConfig))
        #expect(alter(&bench, [(name, 0, "1000")], type: 4, name: "1") == 0)
        let set = describe(&bench, name, type: 4, name: "1")
        #expect(set?.value == "1000" && set?.synonyms.count == 1)
        #expect(alter(&bench, [("follower.replication.throttled.rate", 0, "5")], type: 4, name: "") == 0)
        #expect(describe(&bench, "follower.replication.throttled.rate", type: 4, name: "1")?.value == "5")
        #expect(alter(&bench, [(name, 1, nil)], type: 4, name: "1") == 0)
        #expect(describe(&bench, name, type: 4, name: "1") == nil)
    }

    @Test func theOldCallReplacesAllConfigs() throws {
        var bench = StateBench()
        #expect(alter(&bench, [("retention.ms", 0, "1000")]) == 0)
        let request = AlterConfigsRequest(resources: [
            .init(resourceType: 2, resourceName: "t", configs: [.init(name: "max.message.bytes", value: "500")])
        ])
        #expect(try bench.send(AlterConfigs.self, request, version: 2).responses.at(0).errorCode == 0)
        #expect(bench.state.topics["t"]?.configs == ["max.message.bytes": "500"])
    }

    @Test func valuesHaveTheirSourceAndSynonyms() {
        var bench = StateBench()
        let byDefault = describe(&bench, "retention.ms")
        #expect(byDefault?.value == "604800000")
        #expect(byDefault?.configSource == 5)
        #expect(byDefault?.synonyms.map(\.name) == ["log.retention.ms"])
        #expect(alter(&bench, [("log.retention.ms", 0, "77")], type: 4, name: "") == 0)
        #expect(describe(&bench, "retention.ms")?.value == "77")
        #expect(describe(&bench, "retention.ms")?.configSource == 3)
        #expect(bench.state.topics["t"]?.settings.retentionMs == 77)
        #expect(describe(&bench, "log.retention.ms", type: 4, name: "1")?.configSource == 3)
        #expect(alter(&bench, [("log.retention.ms", 0, "66")], type: 4, name: "1") == 0)
        #expect(describe(&bench, "log.retention.ms", type: 4, name: "1")?.value == "66")
        #expect(describe(&bench, "log.retention.ms", type: 4, name: "1")?.configSource == 2)
        #expect(alter(&bench, [("retention.ms", 0, "55")]) == 0)
        let own = describe(&bench, "retention.ms")
        #expect(own?.value == "55")
        #expect(own?.synonyms.map(\.value) == ["55", "77", "604800000"])
        #expect(describe(&bench, "num.partitions", type: 4, name: "1")?.readOnly == true)
        #expect(alter(&bench, [("num.partitions", 0, "5")], type: 4, name: "1") == code(.invalidRequest))
        #expect(alter(&bench, [("log.retention.ms", 0, "5")], type: 4, name: "9") == code(.invalidRequest))
    }

    @Test func brokersAcceptConfigsThatKafkaChangesAtRunTime() {
        var bench = StateBench()
        let changes: [(String, Int8, String?)] = [
            ("background.threads", 0, "9"), ("sasl.kerberos.min.time.before.relogin", 0, "58000"),
        ]
        #expect(alter(&bench, changes, type: 4, name: "1") == 0)
        #expect(describe(&bench, "background.threads", type: 4, name: "1")?.value == "9")
        #expect(alter(&bench, [("background.threads", 1, "")], type: 4, name: "1") == 0)
        #expect(describe(&bench, "background.threads", type: 4, name: "1")?.value == "10")
        #expect(alter(&bench, [("background.threads", 0, "0")], type: 4, name: "1") == code(.invalidConfig))
    }

    @Test func groupsHaveConfigsOfTheirOwn() {
        var bench = StateBench()
        let (type, session): (Int8, String) = (32, "consumer.session.timeout.ms")
        func heartbeat() -> Int32 {
            bench.send(
                ConsumerGroupHeartbeat.self,
                .init(
                    groupID: "g", memberID: "m", memberEpoch: 0, rebalanceTimeoutMs: 1000, subscribedTopicNames: ["t"],
                    topicPartitions: []), version: 1
            ).heartbeatIntervalMs
        }
        #expect(describe(&bench, session, type: type, name: "g")?.value == "45000")
        #expect(describe(&bench, session, type: type, name: "g")?.configSource == 5)
        #expect(alter(&bench, [(session, 0, "50000")], type: type, name: "g") == 0)
        #expect(describe(&bench, session, type: type, name: "g")?.value == "50000")
        #expect(describe(&bench, session, type: type, name: "g")?.configSource == 8)
        #expect(heartbeat() == 5000)
        #expect(alter(&bench, [("consumer.heartbeat.interval.ms", 0, "7000")], type: type, name: "g") == 0)
        #expect(heartbeat() == 7000)
        #expect(bench.state.groups.consumer("g")?.settings.sessionTimeout == 50_000)
        #expect(alter(&bench, [(session, 0, "7000")], type: type, name: "g") == code(.invalidConfig))
        #expect(alter(&bench, [(session, 0, "1")], type: type, name: "h") == code(.invalidConfig))
        #expect(alter(&bench, [("retention.ms", 0, "1")], type: type, name: "g") == code(.invalidConfig))
        #expect(alter(&bench, [(session, 0, "50000")], type: type, name: "") == code(.invalidRequest))
        #expect(alter(&bench, [(session, 1, nil)], type: type, name: "g") == 0)
        #expect(bench.state.groups.consumer("g")?.settings.sessionTimeout == 45_000)
    }

    // MARK: ACLs

    private func acl(
        _ name: String, pattern: Int8 = 3, principal: String = "User:a", operation: Int8 = 3, type: Int8 = 2
    ) -> CreateAclsRequest.AclCreation {
        .init(
            resourceType: type, resourceName: name, resourcePatternType: pattern, principal: principal, host: "*",
            operation: operation, permissionType: 3)
    }

    @Test func rulesAreFoundByFiltersAndDeleted() throws {
        var bench = StateBench()
        let creations = [
            acl("orders"), acl("ord", pattern: 4), acl("*"), acl("orders", principal: "User:b", operation: 4),
            acl("orders"),
        ]
        let created = bench.send(CreateAcls.self, .init(creations: creations), version: 3)
        #expect(created.results.map(\.errorCode) == [0, 0, 0, 0, 0])
        #expect(bench.state.security.acls.rules.count == 4)
        func found(_ name: String?, pattern: Int8, principal: String? = nil, operation: Int8 = 1) -> [String] {
            bench.send(
                DescribeAcls.self,
                .init(
                    resourceTypeFilter: 2, resourceNameFilter: name, patternTypeFilter: pattern,
                    principalFilter: principal,
                    hostFilter: nil, operation: operation, permissionType: 1), version: 3
            ).resources.flatMap { resource in resource.acls.map { "\(resource.resourceName) \($0.principal)" } }
        }
        #expect(found("orders", pattern: 3) == ["orders User:a", "orders User:b"])
        #expect(found("orders", pattern: 2) == ["orders User:a", "orders User:b", "ord User:a", "* User:a"])
        #expect(found("orders", pattern: 1, principal: "User:b") == ["orders User:b"])
        #expect(found(nil, pattern: 4) == ["ord User:a"])
        #expect(found(nil, pattern: 1, operation: 4) == ["orders User:b"])
        let deleted = bench.send(
            DeleteAcls.self,
            .init(filters: [
                .init(
                    resourceTypeFilter: 1, resourceNameFilter: "orders", patternTypeFilter: 3, principalFilter: nil,
                    hostFilter: nil, operation: 1, permissionType: 1),
                .init(resourceTypeFilter: 0),
            ]), version: 3)
        #expect(deleted.filterResults.map(\.matchingAcls.count) == [2, 0])
        #expect(try deleted.filterResults.at(1).errorCode == code(.invalidRequest))
        #expect(bench.state.security.acls.rules.map(\.resourceName) == ["ord", "*"])
    }

    @Test func rulesThatMeanNothingAreRefused() {
        var bench = StateBench()
        let bad = [
            acl(""), acl("t", pattern: 2), acl("t", principal: "nobody"), acl("t", operation: 1), acl("x", type: 4),
            acl("t", type: 1),
        ]
        let created = bench.send(CreateAcls.self, .init(creations: bad), version: 3)
        #expect(created.results.allSatisfy { $0.errorCode == code(.invalidRequest) })
        #expect(bench.state.security.acls.rules.isEmpty)
    }

    // MARK: SCRAM users

    @Test func credentialsAreStoredDescribedAndDeleted() throws {
        var bench = StateBench()
        func alter(
            deletions: [(String, Int8)] = [], upsertions: [(String, Int8, Int32)] = []
        ) -> [String: Int16] {
            let response = bench.send(
                AlterUserScramCredentials.self,
                .init(
                    deletions: deletions.map { .init(name: $0.0, mechanism: $0.1) },
                    upsertions: upsertions.map {
                        .init(
                            name: $0.0, mechanism: $0.1, iterations: $0.2, salt: ByteSlice(utf8: "salt"),
                            saltedPassword: ByteSlice(utf8: "secret"))
                    }), version: 0)
            return Dictionary(uniqueKeysWithValues: response.results.map { ($0.user, $0.errorCode) })
        }
        #expect(
            alter(upsertions: [("a", 1, 4096), ("a", 2, 8192), ("b", 1, 4095), ("", 1, 4096), ("c", 3, 4096)]) == [
                "a": 0, "b": code(.unacceptableCredential), "": code(.unacceptableCredential),
                "c": code(.unsupportedSaslMechanism),
            ])
        #expect(alter(upsertions: [("d", 1, 16385)]) == ["d": code(.unacceptableCredential)])
        #expect(alter(deletions: [("a", 1)], upsertions: [("a", 1, 5000)]) == ["a": code(.duplicateResource)])
        func describe(_ users: [String]?) -> DescribeUserScramCredentialsResponse {
            bench.send(
                DescribeUserScramCredentials.self, .init(users: users.map { $0.map { .init(name: $0) } }), version: 0)
        }
        #expect(describe(nil).results.map(\.user) == ["a"])
        #expect(try describe(["a"]).results.at(0).credentialInfos.map(\.iterations) == [4096, 8192])
        #expect(try describe(["z"]).results.at(0).errorCode == code(.resourceNotFound))
        #expect(describe(["a", "a"]).results.map(\.errorCode) == [code(.duplicateResource)])
        // One failed change of a user undoes the user's others.
        #expect(alter(deletions: [("a", 1)], upsertions: [("a", 2, 1)]) == ["a": code(.unacceptableCredential)])
        #expect(try describe(["a"]).results.at(0).credentialInfos.count == 2)
        #expect(alter(deletions: [("a", 1), ("z", 1)]) == ["a": 0, "z": code(.resourceNotFound)])
        #expect(try describe(["a"]).results.at(0).credentialInfos.map(\.mechanism) == [2])
    }

    // MARK: Quotas

    private func setQuota(
        _ bench: inout StateBench, _ entity: [(String, String?)], _ key: String, _ value: Double?
    ) -> Int16 {
        bench.send(
            AlterClientQuotas.self,
            .init(entries: [
                .init(
                    entity: entity.map { .init(entityType: $0.0, entityName: $0.1) },
                    ops: [.init(key: key, value: value ?? 0, remove: value == nil)])
            ]), version: 1
        ).entries[0].errorCode
    }

    @Test func quotasAreStoredFilteredAndRemoved() {
        var bench = StateBench()
        #expect(setQuota(&bench, [("user", "u")], "producer_byte_rate", 100) == 0)
        #expect(setQuota(&bench, [("user", nil)], "consumer_byte_rate", 200) == 0)
        #expect(setQuota(&bench, [("user", "u"), ("client-id", "c")], "producer_byte_rate", 300) == 0)
        #expect(setQuota(&bench, [("ip", "1.2.3.4")], "connection_creation_rate", 5) == 0)
        #expect(setQuota(&bench, [("ip", "1.2.3.4")], "producer_byte_rate", 5) == code(.invalidRequest))
        #expect(setQuota(&bench, [("user", "u")], "nope", 5) == code(.invalidRequest))
        #expect(setQuota(&bench, [("user", "u")], "producer_byte_rate", -5) == code(.invalidRequest))
        #expect(setQuota(&bench, [("planet", "u")], "producer_byte_rate", 5) == code(.invalidRequest))
        #expect(setQuota(&bench, [], "producer_byte_rate", 5) == code(.invalidRequest))
        #expect(setQuota(&bench, [("user", "u"), ("ip", "1")], "connection_creation_rate", 5) == code(.invalidRequest))
        func found(_ components: [(String, Int8, String?)], strict: Bool = false) -> [[Double]] {
            bench.send(
                DescribeClientQuotas.self,
                .init(
                    components: components.map { .init(entityType: $0.0, matchType: $0.1, match: $0.2) }, strict: strict
                ),
                version: 1
            ).entries?.map { $0.values.map(\.value) } ?? []
        }
        #expect(found([]).count == 4)
        #expect(found([("user", 0, "u")]).count == 2)
        #expect(found([("user", 0, "u")], strict: true) == [[100]])
        #expect(found([("user", 1, nil)]) == [[200]])
        #expect(found([("user", 2, nil), ("client-id", 0, "c")]) == [[300]])
        #expect(setQuota(&bench, [("user", "u")], "producer_byte_rate", nil) == 0)
        #expect(found([("user", 0, "u")], strict: true) == [])
    }

    @Test func aClientOverItsByteRateIsToldToPause() throws {
        var bench = StateBench()
        #expect(setQuota(&bench, [("client-id", "fast")], "producer_byte_rate", 100) == 0)
        let records = try batch(
            of: [String(repeating: "x", count: 2000)], producer: .none, sequence: -1, transactional: false)
        func produce(_ client: String) -> Int32 {
            let request = ProduceRequest(
                acks: 1, topicData: [.init(name: "t", partitionData: [.init(index: 0, records: records)])])
            return bench.send(Produce.self, request, version: 9, clientID: client).throttleTimeMs
        }
        #expect(produce("slow") == 0)
        // (rate − limit) / limit × window; the window is at least ten seconds.
        let rate = Double(records.count) / 10
        #expect(produce("fast") == Int32(((rate - 100) / 100 * 10_000).rounded()))
        bench.advance(60_000)
        #expect(produce("other") == 0)
        #expect(setQuota(&bench, [("client-id", "fast")], "producer_byte_rate", 1e9) == 0)
        #expect(produce("fast") == 0)
        #expect(setQuota(&bench, [("client-id", nil)], "consumer_byte_rate", 1) == 0)
        let fetch = FetchRequest(topics: [.init(topic: "t", partitions: [.init(partitionMaxBytes: 1 << 20)])])
        #expect(bench.fetch(fetch, version: 11, clientID: "reader").throttleTimeMs > 0)
    }

    // MARK: Leaders and replicas

    @Test func thePreferredReplicaIsElectedAgain() {
        var bench = StateBench(brokers: 3, topics: ["t": 3], replicas: 2)
        bench.state.giveLeader(2, to: "t", 0)
        func elect(_ type: Int8, _ partitions: [Int32]?) -> [Int16] {
            bench.send(
                ElectLeaders.self,
                .init(electionType: type, topicPartitions: partitions.map { [.init(topic: "t", partitions: $0)] }),
                version: 2
            ).replicaElectionResults.flatMap { $0.partitionResult.map(\.errorCode) }
        }
        #expect(elect(0, [0, 1, 7]) == [0, code(.electionNotNeeded), code(.unknownTopicOrPartition)])
        #expect(bench.leader("t", 0) == 1)
        #expect(elect(0, nil) == [])
        #expect(elect(1, [0]) == [code(.electionNotNeeded)])
        bench.state.brokerWentDown(1, now: bench.now)
        #expect(elect(0, [0]) == [code(.preferredLeaderNotAvailable)])
        bench.state.brokerWentDown(2, now: bench.now)
        #expect(bench.leader("t", 0) == -1)
        #expect(elect(1, [0]) == [code(.eligibleLeadersNotAvailable)])
    }

    @Test func reassignedReplicasMoveAtOnce() throws {
        var bench = StateBench(brokers: 3, topics: ["t": 1])
        func reassign(_ replicas: [Int32]?, partition: Int32 = 0, keepsFactor: Bool = false) -> Int16 {
            bench.send(
                AlterPartitionReassignments.self,
                .init(
                    allowReplicationFactorChange: !keepsFactor,
                    topics: [.init(name: "t", partitions: [.init(partitionIndex: partition, replicas: replicas)])]),
                version: 1
            ).responses[0].partitions[0].errorCode
        }
        #expect(reassign([3, 2]) == 0)
        #expect(bench.leader("t") == 3)
        #expect(reassign([1, 2], partition: 4) == code(.unknownTopicOrPartition))
        #expect(reassign([1, 1]) == code(.invalidReplicaAssignment))
        #expect(reassign([9]) == code(.invalidReplicaAssignment))
        #expect(reassign([]) == code(.invalidReplicaAssignment))
        #expect(reassign([1], keepsFactor: true) == code(.invalidReplicationFactor))
        #expect(reassign(nil) == code(.noReassignmentInProgress))
        let dirs = bench.send(DescribeLogDirs.self, .init(topics: nil), version: 4, broker: 3).results
        #expect(dirs.map { $0.topics.map(\.name) } == [["t"]])
        #expect(
            try bench.send(DescribeLogDirs.self, .init(topics: nil), version: 4, broker: 1).results.at(0).topics.isEmpty
        )
    }
}
