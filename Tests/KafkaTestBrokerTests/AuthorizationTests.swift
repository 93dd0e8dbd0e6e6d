// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaTestBroker

/// Enforcement of ACLs.
struct AuthorizationTests {
    private typealias Rule = AccessControlList.Rule
    private let allow: Int8 = 3
    private let deny: Int8 = 2

    private func rule(
        _ operation: ResourceOperation, _ permission: Int8, on name: String, _ kind: ResourceKind = .topic,
        pattern: Int8 = 3, principal: String = "User:*", host: String = "*"
    ) -> Rule {
        Rule(
            resourceType: kind.rawValue, resourceName: name, patternType: pattern, principal: principal, host: host,
            operation: operation.rawValue, permission: permission)
    }

    private func allows(
        _ rules: [Rule], _ operation: ResourceOperation, on name: String = "orders", _ principal: String = "User:ann"
    ) -> Bool {
        var list = AccessControlList()
        for rule in rules { _ = list.insert(rule) }
        return list.allows(operation, .topic, name, principal: principal, host: "127.0.0.1")
    }

    @Test func aResourceThatNoRuleSpeaksOfIsEveryones() {
        #expect(allows([], .write))
        #expect(allows([rule(.read, allow, on: "other"), rule(.read, deny, on: "orders", .group)], .write))
        #expect(!allows([rule(.read, allow, on: "orders")], .write))
    }

    @Test func aRuleThatDeniesWins() {
        let all = rule(.all, allow, on: "orders")
        #expect(allows([all], .write))
        #expect(!allows([all, rule(.write, deny, on: "ord", pattern: 4)], .write))
        #expect(allows([all, rule(.write, deny, on: "*")], .read))
        #expect(!allows([all, rule(.all, deny, on: "*", principal: "User:ann")], .read))
        #expect(allows([all, rule(.all, deny, on: "*", principal: "User:bob")], .read))
        #expect(allows([all, rule(.all, deny, on: "*", host: "10.0.0.1")], .read))
    }

    @Test func someOperationsImplyOthers() {
        for operation in [ResourceOperation.read, .write, .delete, .alter] {
            #expect(allows([rule(operation, allow, on: "orders")], .describe))
            // A denied operation implies no other.
            #expect(allows([rule(operation, deny, on: "orders"), rule(.describe, allow, on: "orders")], .describe))
        }
        #expect(allows([rule(.alterConfigs, allow, on: "orders")], .describeConfigs))
        #expect(!allows([rule(.describe, allow, on: "orders")], .read))
    }

    @Test func rulesThatAreDeletedHoldNoMore() {
        var list = AccessControlList()
        for name in ["orders", "ord"] { _ = list.insert(rule(.read, deny, on: name, pattern: name == "ord" ? 4 : 3)) }
        _ = list.remove(
            .init(resourceType: 1, resourceName: "ord", patternType: 4, operation: 1, permission: 1))
        #expect(!list.allows(.read, .topic, "orders", principal: "User:a", host: "h"))
        #expect(list.allows(.read, .topic, "ordered", principal: "User:a", host: "h"))
        _ = list.remove(.init(resourceType: 1, patternType: 1, operation: 1, permission: 1))
        #expect(list.allows(.read, .topic, "orders", principal: "User:a", host: "h"))
    }

    // MARK: APIs

    private let topicFailed = BrokerErrorCode.topicAuthorizationFailed.rawValue
    private let groupFailed = BrokerErrorCode.groupAuthorizationFailed.rawValue
    private let transactionFailed = BrokerErrorCode.transactionalIDAuthorizationFailed.rawValue

    @Test func aTopicThatMayNotBeDescribedIsHidden() {
        var bench = StateBench(topics: ["t": 1, "u": 1])
        _ = bench.state.security.acls.insert(rule(.all, deny, on: "t"))
        _ = bench.state.security.acls.insert(rule(.all, deny, on: "gone"))
        let all = bench.send(Metadata.self, .init(topics: nil), version: 12)
        #expect(all.topics.map(\.name) == ["u"])
        let named = bench.send(
            Metadata.self, .init(topics: ["t", "u", "gone"].map { .init(name: $0) }, allowAutoTopicCreation: true),
            version: 12)
        #expect(named.topics.map(\.errorCode) == [topicFailed, 0, topicFailed])
        #expect(bench.state.topics["gone"] == nil)
    }

    @Test func topicsAreReadAndWrittenOnlyIfAllowed() throws {
        var bench = StateBench()
        let records = try batch(of: ["a"], producer: .none, sequence: -1, transactional: false)
        #expect(bench.produce(records).errorCode == 0)
        _ = bench.state.security.acls.insert(rule(.read, deny, on: "t"))
        _ = bench.state.security.acls.insert(rule(.describe, allow, on: "t"))
        #expect(bench.produce(records).errorCode == topicFailed)
        let fetch = FetchRequest(topics: [.init(topic: "t", partitions: [.init(partition: 0, partitionMaxBytes: .max)])]
        )
        let fetched = bench.fetch(fetch, version: 11).responses[0].partitions[0]
        #expect(fetched.errorCode == topicFailed)
        #expect(fetched.records?.isEmpty ?? true)
        let offsets = ListOffsetsRequest(topics: [.init(name: "t", partitions: [.init(timestamp: -1)])])
        #expect(try bench.send(ListOffsets.self, offsets, version: 7).topics.at(0).partitions.at(0).errorCode == 0)
        let commit = OffsetCommitRequest(
            groupID: "g", topics: [.init(name: "t", partitions: [.init(committedOffset: 1)])])
        #expect(
            try bench.send(OffsetCommit.self, commit, version: 8).topics.at(0).partitions.at(0).errorCode == topicFailed
        )
    }

    @Test func groupsAndTransactionsAreUsedOnlyIfAllowed() throws {
        var bench = StateBench()
        _ = bench.state.security.acls.insert(rule(.describe, allow, on: "g", .group))
        _ = bench.state.security.acls.insert(rule(.describe, allow, on: "x", .transactionalID))
        let commit = OffsetCommitRequest(
            groupID: "g", topics: [.init(name: "t", partitions: [.init(committedOffset: 1)])])
        #expect(
            try bench.send(OffsetCommit.self, commit, version: 8).topics.at(0).partitions.at(0).errorCode == groupFailed
        )
        let join = ClassicGroupDriver.request()
        #expect(bench.send(JoinGroup.self, join, version: 9).errorCode == groupFailed)
        let found = bench.send(FindCoordinator.self, .init(key: "g"), version: 3)
        #expect(found.errorCode == 0)
        let initialize = InitProducerIDRequest(transactionalID: "x", transactionTimeoutMs: 1000)
        #expect(bench.send(InitProducerID.self, initialize, version: 4).errorCode == transactionFailed)
    }

    @Test func operationsThatMayBeDoneAreNamedIfAsked() throws {
        func bits(_ operations: ResourceOperation...) -> Int32 { operations.reduce(0) { $0 | 1 << Int32($1.rawValue) } }
        var bench = StateBench()
        func describe(_ asked: Bool, _ topic: String = "t") -> Int32 {
            bench.send(
                Metadata.self,
                .init(
                    topics: [.init(name: topic)], allowAutoTopicCreation: false,
                    includeTopicAuthorizedOperations: asked), version: 9
            ).topics[0].topicAuthorizedOperations
        }
        #expect(describe(false) == .min)
        #expect(
            describe(true)
                == bits(.read, .write, .create, .delete, .alter, .describe, .describeConfigs, .alterConfigs))
        #expect(describe(true, "none") == describe(true) && describe(false, "none") == .min)
        _ = bench.state.security.acls.insert(rule(.read, allow, on: "t"))
        #expect(describe(true) == bits(.read, .describe))
        let cluster = bench.send(
            DescribeCluster.self, .init(includeClusterAuthorizedOperations: true), version: 0)
        #expect(
            cluster.clusterAuthorizedOperations
                == bits(
                    .create, .alter, .describe, .clusterAction, .describeConfigs, .alterConfigs, .idempotentWrite))
        let commit = OffsetCommitRequest(
            groupID: "g", generationIDOrMemberEpoch: -1,
            topics: [.init(name: "t", partitions: [.init(committedOffset: 1)])])
        _ = bench.send(OffsetCommit.self, commit, version: 8)
        let group = bench.send(DescribeGroups.self, .init(groups: ["g"], includeAuthorizedOperations: true), version: 5)
        #expect(
            try group.groups.at(0).authorizedOperations
                == bits(.read, .delete, .describe, .describeConfigs, .alterConfigs))
    }
}
