// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport

/// Sends a member's requests to the coordinator, in the version that it offers. A value without state.
struct GroupExchange: Sendable {
    /// The type of groups of consumers.
    private static let protocolType = "consumer"

    let client: ClusterClient
    let configuration: ConsumerConfiguration
    let settings: GroupSettings
    /// The connection for requests that the coordinator holds back: nobody else's may wait for them.
    let role: ConnectionRole

    private var target: RequestTarget { .coordinator(.group(settings.groupID)) }

    /// Sends one request, once. After a failure, and after an answer that says so, the coordinator is looked up again
    /// by the next one.
    ///
    /// - Throws: `KafkaError`; `CancellationError`.
    func send(_ request: GroupRequest) async throws -> GroupResponse {
        do {
            return try await attempt(request)
        } catch let error as KafkaError {
            // A refused connection, a lost one and a timeout may all mean that the coordinator has moved.
            if error.isRetriable { try await forgetCoordinator(error) }
            throw error
        }
    }

    private func attempt(_ request: GroupRequest) async throws -> GroupResponse {
        switch request {
        case .join(let member, let fields):
            let response = try await call(JoinGroupRequest.self, role: role) { try join(member, fields, $0) }
            return .joined(try await checked(response.errorCode, response))
        case .sync(let member, let assignor, let assignments):
            let response = try await call(SyncGroupRequest.self, role: role) { sync(member, assignor, assignments, $0) }
            return .synced(try await checked(response.errorCode, response))
        case .heartbeat(let member):
            let response = try await call(HeartbeatRequest.self, timeout: heartbeatTimeout) { version in
                var request = HeartbeatRequest(
                    groupID: member.groupID, generationID: member.generationID, memberID: member.memberID)
                if version >= 3 { request.groupInstanceID = member.groupInstanceID }
                return request
            }
            return .heartbeat(try await checked(response.errorCode, response))
        case .leave(let member, let reason):
            _ = try await call(LeaveGroupRequest.self) { leave(member, reason, $0) }
            return .left
        case .consumerHeartbeat(let member, let fields):
            let response = try await call(ConsumerGroupHeartbeatRequest.self, timeout: heartbeatTimeout) { version in
                try consumerHeartbeat(member, fields, version)
            }
            return .consumerHeartbeat(try await checked(response.errorCode, response))
        }
    }

    /// A broker that swallows a heartbeat must not cost the membership: another one follows within the session timeout.
    private var heartbeatTimeout: Duration {
        min(client.configuration.requestTimeout, max(configuration.sessionTimeout / 3, .seconds(1)))
    }

    // One copy for all types: a copy for each costs the compiler more than it saves (Benchmarks/BUILD-TIME.md).
    @_semantics("optimize.sil.specialize.generic.never")
    private func call<R: KafkaRequest>(
        _ type: R.Type, role: ConnectionRole = .group, timeout: Duration? = nil,
        _ build: (Int16) throws -> R
    ) async throws -> R.Response {
        let connection = try await client.cluster.connection(for: target, role: role)
        let version = try connection.version(for: type)
        return try await connection.send(build(version), version: version, timeout: timeout)
    }

    private func checked<Response>(_ code: Int16, _ response: Response) async throws -> Response {
        let code = BrokerErrorCode(rawValue: code)
        if RetryAdvice(for: code) == .findCoordinator {
            try await forgetCoordinator(KafkaError.broker(code, "Heartbeat"))
        }
        return response
    }

    private func forgetCoordinator(_ error: KafkaError) async throws {
        try await client.cluster.prepareRetry(.findCoordinator, target: target, after: error)
    }

    // MARK: Requests

    private func join(
        _ member: ConsumerGroupMetadata, _ fields: JoinFields, _ version: Int16
    ) throws -> JoinGroupRequest {
        var request = JoinGroupRequest(
            groupID: member.groupID, sessionTimeoutMs: configuration.sessionTimeout.wireMilliseconds,
            memberID: member.memberID, protocolType: Self.protocolType)
        if version >= 1 { request.rebalanceTimeoutMs = settings.rebalanceTimeout.wireMilliseconds }
        if version >= 5 { request.groupInstanceID = member.groupInstanceID }
        request.protocols = try configuration.assignors.map { assignor in
            let subscription = GroupSubscription(
                topics: fields.topics.sorted(),
                userData: assignor.userData(
                    lastAssignment: fields.lastAssignment, generationID: fields.lastGeneration),
                ownedPartitions: fields.owned.sorted(), generationID: fields.lastGeneration, rack: settings.rack)
            return .init(name: assignor.name, metadata: try subscription.encoded())
        }
        return request
    }

    private func sync(
        _ member: ConsumerGroupMetadata, _ assignor: String, _ assignments: [String: ByteSlice], _ version: Int16
    ) -> SyncGroupRequest {
        var request = SyncGroupRequest(
            groupID: member.groupID, generationID: member.generationID, memberID: member.memberID)
        if version >= 3 { request.groupInstanceID = member.groupInstanceID }
        if version >= 5 {
            request.protocolType = Self.protocolType
            request.protocolName = assignor
        }
        request.assignments = assignments.sorted { $0.key < $1.key }.map {
            .init(memberID: $0.key, assignment: $0.value)
        }
        return request
    }

    private func leave(_ member: ConsumerGroupMetadata, _ reason: String, _ version: Int16) -> LeaveGroupRequest {
        guard version >= 3 else { return LeaveGroupRequest(groupID: member.groupID, memberID: member.memberID) }
        var identity = LeaveGroupRequest.MemberIdentity(
            memberID: member.memberID, groupInstanceID: member.groupInstanceID)
        if version >= 5 { identity.reason = reason }
        return LeaveGroupRequest(groupID: member.groupID, members: [identity])
    }

    private func consumerHeartbeat(
        _ member: ConsumerGroupMetadata, _ fields: ConsumerHeartbeatFields, _ version: Int16
    ) throws -> ConsumerGroupHeartbeatRequest {
        var request = ConsumerGroupHeartbeatRequest(
            groupID: member.groupID, memberID: member.memberID, memberEpoch: member.generationID)
        request.instanceID = fields.instanceID
        request.rackID = fields.rackID
        if let timeout = fields.rebalanceTimeout { request.rebalanceTimeoutMs = timeout.wireMilliseconds }
        request.subscribedTopicNames = fields.topics?.sorted()
        request.serverAssignor = fields.serverAssignor
        request.topicPartitions = fields.owned.map { owned in
            owned.map { .init(topicID: $0.key, partitions: $0.value.sorted()) }
        }
        if let pattern = fields.pattern {
            if version >= 1 {
                request.subscribedTopicRegex = pattern
            } else if !pattern.isEmpty {
                throw KafkaError(
                    .unsupportedVersion,
                    "the coordinator of group \"\(member.groupID)\" does not match regular expressions (Kafka 4.0 and "
                        + "later do): subscribe to topics by name, or use group.protocol=classic")
            }
        }
        return request
    }

    // MARK: Topic ids

    /// The names of those of these topics that brokers know. Asks a broker only for topics that the client has not read
    /// about yet: an answer has all partitions of a topic, and each member of a large group needs the name.
    func names(of ids: Set<KafkaUUID>) async throws -> [KafkaUUID: String] {
        // An id never gets another name: a topic that is created again has another id.
        var names = client.cluster.knownNames(of: ids)
        let ids = ids.subtracting(names.keys)
        guard !ids.isEmpty else { return names }
        let connection = try await client.cluster.connection(for: .any)
        let version = try connection.version(for: MetadataRequest.self)
        var request = MetadataRequest(
            topics: ids.map { MetadataRequest.MetadataRequestTopic(topicID: $0, name: nil) })
        request.allowAutoTopicCreation = false
        let response = try await connection.send(request, version: version)
        for topic in response.topics where topic.errorCode == 0 && ids.contains(topic.topicID) {
            if let name = topic.name { names[topic.topicID] = name }
        }
        return names
    }
}
