// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

@testable import KafkaClient

/// The assignors of classic groups: equal to Java's, and right where Java's are not.
@Suite struct AssignorTests {
    static let sticky: [any PartitionAssignor] = [StickyAssignor(), CooperativeStickyAssignor()]
    static let all: [any PartitionAssignor] = [RangeAssignor(), RoundRobinAssignor()] + sticky

    /// Partitions, their order and user data as kafka-clients 3.9.1 has them.
    @Test func resultsAreThoseOfJava() throws {
        let file = PackageRoot.url.appending(path: "Tests/KafkaClientTests/Fixtures/assignors.jsonl.gz")
        let packed = ByteSlice(copying: [UInt8](try Data(contentsOf: file)))
        let lines = try Gzip.decompress(packed, limit: 1 << 24).bytes.split(separator: 0x0a)
        #expect(lines.count == 150)
        for line in lines {
            let vector = try AssignorVector(line: String(decoding: line, as: UTF8.self))
            #expect(try vector.difference() == nil, "\(vector)")
        }
    }

    static func partition(_ topic: String, _ number: Int32) -> TopicPartition {
        TopicPartition(topic: topic, partition: number)
    }

    @Test func staticMembersComeFirstByInstance() {
        let members = [
            GroupMember(memberID: "a", topics: ["t"]), GroupMember(memberID: "b", groupInstanceID: "2", topics: ["t"]),
            GroupMember(memberID: "c", groupInstanceID: "1", topics: ["t"]),
        ]
        for assignor in [RangeAssignor(), RoundRobinAssignor()] as [any PartitionAssignor] {
            let result = assignor.assign(members: members, topics: [AssignableTopic("t", partitionCount: 3)])
            #expect(result.mapValues { $0.map(\.partition) } == ["c": [0], "b": [1], "a": [2]], "\(assignor.name)")
        }
    }

    @Test func rangePrefersReplicasInTheRack() {
        let topic = AssignableTopic("t", partitionCount: 4, racks: [["y"], ["y"], ["x"], ["x"]])
        let members = [
            GroupMember(memberID: "1", rack: "x", topics: ["t"]), GroupMember(memberID: "2", rack: "y", topics: ["t"]),
        ]
        let result = RangeAssignor().assign(members: members, topics: [topic])
        #expect(result.mapValues { $0.map(\.partition) } == ["1": [2, 3], "2": [0, 1]])
    }

    @Test func userDataOfStickyHasPartitionsAndGeneration() {
        let assignor = StickyAssignor()
        #expect(assignor.userData(lastAssignment: nil, generationID: -1) == nil)
        let bytes = assignor.userData(
            lastAssignment: [Self.partition("t", 1), Self.partition("t", 0)], generationID: 5)
        #expect(bytes?.bytes.hex == "00000001" + "000174" + "00000002" + "00000001" + "00000000" + "00000005")
        #expect(CooperativeStickyAssignor().userData(lastAssignment: nil, generationID: 9)?.bytes.hex == "ffffffff")
        #expect(CooperativeStickyAssignor().userData(lastAssignment: [], generationID: 9)?.bytes.hex == "00000009")
    }

    @Test func userDataWithoutGenerationAreRead() throws {
        let versionZero = ByteSlice(copying: try [UInt8](hex: "00000001" + "000174" + "00000001" + "00000001"))
        let read = StickyUserData(decoding: versionZero)
        #expect(read == StickyUserData(partitions: [Self.partition("t", 1)], generationID: -1))
        let members = [
            GroupMember(memberID: "a", topics: ["t"]),
            GroupMember(memberID: "b", topics: ["t"], userData: versionZero),
        ]
        let result = StickyAssignor().assign(members: members, topics: [AssignableTopic("t", partitionCount: 2)])
        #expect(result["b"] == [Self.partition("t", 1)])
    }

    @Test func unreadableUserDataClaimNothing() {
        for hex in ["", "00", "7fffffff", "00000001000174ffffffff", "00000001ffff", "000000010001740000ffff"] {
            let bytes = (try? [UInt8](hex: hex)).map { ByteSlice(copying: $0) }
            #expect(StickyUserData(decoding: bytes) == StickyUserData(partitions: [], generationID: -1), "\(hex)")
        }
        let member = GroupMember(memberID: "a", topics: ["t"], ownedPartitions: [], userData: [1])
        for assignor in Self.sticky {
            let result = assignor.assign(members: [member], topics: [AssignableTopic("t", partitionCount: 2)])
            #expect(result["a"]?.count == 2)
        }
    }

    /// Java 3.9.1 takes every partition after one that is gone for unassigned, and assigns it twice.
    @Test func ownedPartitionsThatAreGoneAreIgnored() {
        let owned = [0, 1, 7, -1].map { Self.partition("t", $0) } + [Self.partition("gone", 0)]
        let members = ["a", "b"].map { id in
            GroupMember(
                memberID: id, topics: ["t"], ownedPartitions: id == "a" ? owned : [], generationID: id == "a" ? 3 : -1,
                userData: StickyAssignor().userData(lastAssignment: id == "a" ? owned : nil, generationID: 3))
        }
        for assignor in Self.sticky {
            let result = assignor.assign(members: members, topics: [AssignableTopic("t", partitionCount: 4)])
            #expect(result["a"]?.sorted() == [Self.partition("t", 0), Self.partition("t", 1)], "\(assignor.name)")
            #expect(result["b"]?.sorted() == [Self.partition("t", 2), Self.partition("t", 3)], "\(assignor.name)")
        }
    }

    /// Java 3.9.1 takes a group for one with equal topics if the first members have none.
    @Test func memberWithoutTopicsGetsNothing() {
        let members = (0..<8).map { GroupMember(memberID: "\($0)", topics: $0 == 5 ? ["t"] : []) }
        for assignor in Self.all {
            let result = assignor.assign(members: members, topics: [AssignableTopic("t", partitionCount: 8)])
            #expect(result["5"]?.count == 8 && result.count == 8, "\(assignor.name)")
        }
    }

    /// Java 3.9.1 gives partitions back to their owner of an earlier generation even if it does not want the topic now.
    @Test func formerOwnerWithoutTheTopicDoesNotGetItBack() {
        let all = (0..<6).map { Self.partition("t", $0) }
        let members = [
            GroupMember(memberID: "now", topics: ["t"], ownedPartitions: all, generationID: 5),
            GroupMember(memberID: "other", topics: ["t"], generationID: 5),
            GroupMember(memberID: "before", topics: ["u"], ownedPartitions: all, generationID: 4),
        ]
        let topics = [AssignableTopic("t", partitionCount: 6), AssignableTopic("u", partitionCount: 1)]
        let result = CooperativeStickyAssignor().assign(members: members, topics: topics)
        #expect(result["before"] == [Self.partition("u", 0)])
        #expect(result["now"]?.count == 3)
    }

    @Test func partitionThatTwoMembersClaimIsNobodys() {
        let claim = [Self.partition("t", 0)]
        let members = ["a", "b"].map {
            GroupMember(memberID: $0, topics: ["t"], ownedPartitions: claim, generationID: 5)
        }
        let topics = [AssignableTopic("t", partitionCount: 1)]
        let first = CooperativeStickyAssignor().assign(members: members, topics: topics)
        #expect(first == ["a": [], "b": []])
        var newer = members
        newer[1].generationID = 6
        #expect(CooperativeStickyAssignor().assign(members: newer, topics: topics) == ["a": [], "b": claim])
    }

    @Test func argumentsOutsideOfTheContractDoNotTrap() {
        let topics = [
            AssignableTopic("t", partitionCount: -3), AssignableTopic("u", partitionCount: 2, racks: [["x"]]),
            AssignableTopic("u", partitionCount: 5),
        ]
        let members = [
            GroupMember(memberID: "a", rack: "", topics: ["u", "u", "t"]),
            GroupMember(memberID: "a", rack: "x", topics: ["none"]),
            GroupMember(memberID: "b", rack: "x", topics: ["u"]),
        ]
        for assignor in Self.all {
            #expect(assignor.assign(members: [], topics: topics).isEmpty)
            #expect(assignor.assign(members: members, topics: []) == ["a": [], "b": []])
            #expect(assignor.assign(members: members, topics: topics).values.joined().count == 2, "\(assignor.name)")
        }
    }

    @Test func protocolIsCooperativeIfAllAssignorsAre() {
        #expect(RebalanceProtocol.shared(by: [CooperativeStickyAssignor()]) == .cooperative)
        #expect(RebalanceProtocol.shared(by: [CooperativeStickyAssignor(), RangeAssignor()]) == .eager)
        #expect(RebalanceProtocol.shared(by: []) == .eager)
    }
}
