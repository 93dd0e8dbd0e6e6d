// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The work of the member that a classic group has chosen to assign partitions.
struct GroupLeader: Sendable {
    let client: ClusterClient
    let assignors: [any PartitionAssignor]
    let groupID: String

    /// The topics that any of these members wants.
    static func topics(of members: [JoinGroupResponse.JoinGroupResponseMember]) -> Set<String> {
        var topics: Set<String> = []
        for member in members {
            // A member whose subscription cannot be read makes `assign` fail.
            if let subscription = try? GroupSubscription(decoding: member.metadata) {
                topics.formUnion(subscription.topics)
            }
        }
        return topics
    }

    /// The bytes of each member's assignment, and the number of partitions of each topic that it was made of.
    ///
    /// - Throws: `KafkaError.invalidResponse` if a member's subscription is malformed or the coordinator chose an
    ///   assignor that was not offered; the failure to read metadata; `CancellationError`.
    func assign(
        _ name: String, _ members: [JoinGroupResponse.JoinGroupResponseMember]
    ) async throws -> ([String: ByteSlice], topics: [String: Int]) {
        guard let assignor = assignors.first(where: { $0.name == name }) else {
            throw KafkaError(
                .invalidResponse,
                "the coordinator of group \"\(groupID)\" chose the assignor \"\(name)\", which was not offered")
        }
        let group = try members.map { member in
            do throws(WireError) {
                return GroupMember(
                    memberID: member.memberID, groupInstanceID: member.groupInstanceID,
                    subscription: try GroupSubscription(decoding: member.metadata))
            } catch {
                throw KafkaError(
                    .invalidResponse,
                    "member \(member.memberID) of group \"\(groupID)\" has a malformed subscription: \(error)",
                    underlyingError: error)
            }
        }
        let names = group.reduce(into: Set<String>()) { $0.formUnion($1.topics) }
        let topics = try await assignableTopics(names)
        let assigned = assignor.assign(members: group, topics: topics)
        var bytes: [String: ByteSlice] = [:]
        for (id, partitions) in assigned { bytes[id] = try encoded(partitions) }
        var counts = Dictionary(names.map { ($0, 0) }) { first, _ in first }
        for topic in topics { counts[topic.name] = topic.partitionCount }
        return (bytes, counts)
    }

    private func encoded(_ partitions: [TopicPartition]) throws -> ByteSlice {
        do throws(WireError) {
            return try GroupAssignment(partitions: partitions).encoded()
        } catch {
            throw KafkaError(
                .invalidRequest, "the assignment of group \"\(groupID)\" cannot be encoded: \(error)",
                underlyingError: error)
        }
    }

    /// The topics that exist, with their partitions' racks. Reads the metadata again, so that the assignment covers the
    /// partitions that there are now.
    private func assignableTopics(_ names: Set<String>) async throws -> [AssignableTopic] {
        _ = try await client.retrying("Metadata", target: .any) { try await client.cluster.refresh(names) }
        let racks = client.cluster.knownRacks
        return names.sorted().compactMap { name in
            guard let topic = client.cluster.knownTopic(name), topic.error == nil else { return nil }
            return AssignableTopic(
                name, partitionCount: topic.partitions.count,
                racks: racks.isEmpty
                    ? [] : topic.partitions.map { Set($0.replicas.compactMap { racks[$0] }) })
        }
    }
}
