// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension ClusterClient {
    /// The groups of the cluster, sorted by id. Asks every broker: each knows the groups that it coordinates.
    ///
    /// - Parameters:
    ///   - kinds: the kinds to list; empty for all. Brokers before Kafka 3.8 know the classic kind only.
    ///   - states: the states to list; empty for all. Before Kafka 2.6 an error, because brokers do not tell states.
    /// - Returns: the groups, and the brokers that gave none.
    /// - Throws: `KafkaError` if the brokers are not known; `CancellationError`. Source: ListGroups, KIP-518, KIP-848.
    public func listGroups(
        kinds: Set<GroupKind> = [], states: Set<GroupState> = []
    ) async throws -> Listing<ListedGroup> {
        let results = try await perBroker("ListGroups") { target in
            guard case .broker(let broker) = target else { return [ListedGroup]() }
            let response = try await self.ask(target) { version in
                var request = ListGroupsRequest()
                if !states.isEmpty { request.statesFilter = states.map(\.name).sorted() }
                if !kinds.isEmpty, version >= 5 { request.typesFilter = kinds.map(\.rawValue).sorted() }
                return request
            }
            try KafkaError.check(response.errorCode, "ListGroups")
            return response.groups.map { group in
                ListedGroup(
                    groupID: group.groupID, kind: GroupKind(broker: group.groupType),
                    state: group.groupState.isEmpty ? nil : GroupState(group.groupState),
                    protocolType: group.protocolType, coordinator: broker)
            }.filter { kinds.isEmpty || kinds.contains($0.kind ?? .classic) }
        }
        return Listing(results) { $0.groupID }
    }

    /// Groups with their members, of the classic protocol, of KIP-848, and share groups. Asks their coordinators.
    ///
    /// - Returns: a result for every group; `.brokerError` with `.groupIDNotFound` if it does not exist.
    /// - Throws: `CancellationError`. Source: DescribeGroups, ConsumerGroupDescribe, ShareGroupDescribe.
    public func describeGroups(_ groups: [String]) async throws -> [String: Result<GroupDescription, KafkaError>] {
        try await perCoordinator("DescribeGroups", groups, { .group($0) }) { target, group in
            let connection = try await self.cluster.connection(for: target)
            // Only the kind's own call knows a group; brokers do not tell the kind before it.
            if let found = try await Self.describeConsumerGroup(group, connection) { return found }
            if let found = try await Self.describeClassicGroup(group, connection) { return found }
            if let found = try await Self.describeShareGroup(group, connection) { return found }
            throw KafkaError.broker(.groupIDNotFound, "describing group \"\(group)\"")
        }
    }

    private static func describeConsumerGroup(
        _ group: String, _ connection: BrokerConnection
    ) async throws -> GroupDescription? {
        guard connection.versions.range(of: .consumerGroupDescribe) != nil else { return nil }
        let version = try connection.version(for: ConsumerGroupDescribeRequest.self)
        let response = try await connection.send(ConsumerGroupDescribeRequest(groupIDs: [group]), version: version)
        guard let found = response.groups.first(where: { $0.groupID == group }) else { return nil }
        guard try exists(found.errorCode, group, found.errorMessage) else { return nil }
        return GroupDescription(found)
    }

    private static func describeClassicGroup(
        _ group: String, _ connection: BrokerConnection
    ) async throws -> GroupDescription? {
        let version = try connection.version(for: DescribeGroupsRequest.self)
        let response = try await connection.send(DescribeGroupsRequest(groups: [group]), version: version)
        guard let found = response.groups.first(where: { $0.groupID == group }) else { return nil }
        guard try exists(found.errorCode, group, found.errorMessage) else { return nil }
        // Before version 6 a group that does not exist is a dead one.
        return found.groupState == GroupState.dead.name ? nil : GroupDescription(found)
    }

    private static func describeShareGroup(
        _ group: String, _ connection: BrokerConnection
    ) async throws -> GroupDescription? {
        guard connection.versions.range(of: .shareGroupDescribe) != nil else { return nil }
        let version = try connection.version(for: ShareGroupDescribeRequest.self)
        let response = try await connection.send(ShareGroupDescribeRequest(groupIDs: [group]), version: version)
        guard let found = response.groups.first(where: { $0.groupID == group }) else { return nil }
        guard try exists(found.errorCode, group, found.errorMessage) else { return nil }
        return GroupDescription(found)
    }

    /// Whether the broker has a group of the kind that it was asked for.
    private static func exists(_ code: Int16, _ group: String, _ text: String?) throws -> Bool {
        switch BrokerErrorCode(rawValue: code) {
        case .groupIDNotFound, .unsupportedVersion: return false
        default:
            try KafkaError.check(code, "describing group \"\(group)\"", text: text)
            return true
        }
    }

    /// Deletes groups without members, with their committed offsets. Asks their coordinators.
    ///
    /// - Returns: a result for every group.
    /// - Throws: `CancellationError`. Source: DeleteGroups.
    public func deleteGroups(_ groups: [String]) async throws -> [String: Result<Void, KafkaError>] {
        try await perCoordinator("DeleteGroups", groups, { .group($0) }) { target, group in
            let response = try await self.ask(target) { _ in DeleteGroupsRequest(groupsNames: [group]) }
            guard let answer = response.results.first(where: { $0.groupID == group }) else {
                throw KafkaError(.invalidResponse, "the DeleteGroups response leaves group \"\(group)\" out")
            }
            try KafkaError.check(answer.errorCode, "deleting group \"\(group)\"")
        }
    }

    /// Removes members of a classic group, so that their partitions go to the others at once. A member that still runs
    /// joins again.
    ///
    /// - Parameters:
    ///   - members: the members; several, or a static one, need Kafka 2.4.
    ///   - group: the group's id.
    ///   - reason: the reason, for the broker's log (Kafka 3.2).
    /// - Returns: a result for every member.
    /// - Throws: `KafkaError` for a failure of the whole group; `CancellationError`. Source: LeaveGroup, KIP-345.
    public func removeMembers(
        _ members: [GroupMemberName], from group: String, reason: String? = nil
    ) async throws -> [GroupMemberName: Result<Void, KafkaError>] {
        let target = RequestTarget.coordinator(.group(group))
        return try await perItem("LeaveGroup", members, to: target) { members in
            let response = try await self.ask(target, role: .group) { version in
                if version < 3, members.count == 1, case .member(let id)? = members.first {
                    return LeaveGroupRequest(groupID: group, memberID: id)
                }
                guard version >= 3 else {
                    throw KafkaError(
                        .unsupportedVersion,
                        "brokers before Kafka 2.4 remove one member at a time, and no static ones: name one .member")
                }
                return LeaveGroupRequest(
                    groupID: group,
                    members: members.map { Self.identity(of: $0, reason: version >= 5 ? reason : nil) })
            }
            try KafkaError.check(response.errorCode, "removing members of group \"\(group)\"")
            if response.members.isEmpty { return Dictionary(members.map { ($0, .success(())) }) { $1 } }
            var results: [GroupMemberName: Result<Void, KafkaError>] = [:]
            for answer in response.members {
                let name = answer.groupInstanceID.map { GroupMemberName.instance($0) } ?? .member(answer.memberID)
                results[name] = KafkaError.outcome(answer.errorCode, "removing \(name) of group \"\(group)\"")
            }
            return results
        }
    }

    private static func identity(of name: GroupMemberName, reason: String?) -> LeaveGroupRequest.MemberIdentity {
        switch name {
        case .member(let id): .init(memberID: id, groupInstanceID: nil, reason: reason)
        case .instance(let id): .init(memberID: "", groupInstanceID: id, reason: reason)
        }
    }
}
