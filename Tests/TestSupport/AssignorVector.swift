// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol

/// A group, and what an assignor of Kafka's own client made of it: a line that `Assignors.java` prints.
package struct AssignorVector: Decodable, Sendable, CustomStringConvertible {
    struct Topic: Decodable {
        var name: String
        var racks: [Set<String>]
    }

    struct Member: Decodable {
        var id: String
        var instance: String?
        var rack: String?
        var topics: [String]
        var last: [String]?
        var generation: Int32
        var subscriptionGeneration: Int32
        var userData: String?
        var result: [String]
    }

    var assignor: String
    var topics: [Topic]
    var members: [Member]
    /// The line.
    package var description = ""

    enum CodingKeys: String, CodingKey { case assignor, topics, members }

    /// The line's content.
    package init(line: some StringProtocol) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(line.utf8))
        description = String(line)
    }

    /// Our assignor of the same name.
    var ours: any PartitionAssignor {
        get throws {
            let all: [any PartitionAssignor] = [
                RangeAssignor(), RoundRobinAssignor(), StickyAssignor(), CooperativeStickyAssignor(),
            ]
            guard let found = all.first(where: { $0.name == assignor }) else { throw TestFailure("no \(assignor)") }
            return found
        }
    }

    /// The group's members as the leader sees them, with Java's user data.
    func group() throws -> [GroupMember] {
        try members.map { member in
            GroupMember(
                memberID: member.id, groupInstanceID: member.instance, rack: member.rack, topics: member.topics,
                ownedPartitions: assignor == "cooperative-sticky" ? Self.partitions(member.last ?? []) : [],
                generationID: member.subscriptionGeneration,
                userData: try member.userData.map { ByteSlice(copying: try [UInt8](hex: $0)) })
        }
    }

    /// The group's topics.
    var assignable: [AssignableTopic] {
        topics.map { AssignableTopic($0.name, partitionCount: $0.racks.count, racks: $0.racks) }
    }

    /// Where we differ from Java, in the partitions of a member, their order, or the bytes of its user data; nil if
    /// nowhere.
    package func difference() throws -> String? {
        let assignor = try ours
        let result = assignor.assign(members: try group(), topics: assignable)
        guard result.count == members.count else { return "\(result.count) members" }
        for member in members {
            let partitions = result[member.id]?.map(\.description) ?? ["none"]
            if partitions != member.result { return "\(member.id) got \(partitions), not \(member.result)" }
            let userData = assignor.userData(
                lastAssignment: member.last.map(Self.partitions), generationID: member.generation)
            if userData?.bytes.hex != member.userData {
                return "\(member.id) sent \(userData?.bytes.hex ?? "nothing"), not \(member.userData ?? "nothing")"
            }
        }
        return nil
    }

    private static func partitions(_ names: [String]) -> [TopicPartition] {
        names.compactMap { name in
            guard let dash = name.lastIndex(of: "-"), let number = Int32(name[dash...].dropFirst()) else { return nil }
            return TopicPartition(topic: String(name[..<dash]), partition: number)
        }
    }
}
