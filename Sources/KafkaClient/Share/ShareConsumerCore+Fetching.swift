// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Logging
import Synchronization

/// Fetching: a ShareFetch to each broker that leads partitions of the assignment, with the acknowledgements for it.
extension ShareConsumerCore {
    /// Partitions to fetch from one broker.
    typealias Wanted = [ShareSession.Part: TopicPartition]

    /// Sends a request to each idle broker; returns the moment of the next attempt after a failure, if one is due.
    func startFetches() -> Duration? {
        let placement = place()
        let now = clock.now()
        var next = placement.isWhole ? nil : now + client.configuration.retry.initialBackoff
        let pending = deliveries.withLock { $0.pendingBrokers }
        let involved = Set(placement.brokers.keys).union(pending)
            .union(brokers.filter { !$0.value.session.parts.isEmpty }.keys)
        for id in involved where brokers[id]?.isBusy != true {
            let broker = brokers[id] ?? Broker()
            guard broker.retryAt <= now else {
                next = min(next ?? broker.retryAt, broker.retryAt)
                continue
            }
            brokers[id] = broker
            brokers[id]?.isBusy = true
            let wanted = placement.brokers[id] ?? [:]
            // Ends with its request, whose time is limited.
            Task {
                await self.fetch(id, wanted)
                self.unlock(id)
                self.wake(.poll)
            }
        }
        return next
    }

    /// The leaders of the assigned partitions, and whether all are known.
    private func place() -> (brokers: [Int32: Wanted], isWhole: Bool) {
        var found: [Int32: Wanted] = [:]
        var unknown: Set<String> = []
        learnNames()
        for part in membership.assignment {
            guard let name = names[part.topicID] else {
                unknown.formUnion(configuration.topics)
                continue
            }
            let partition = TopicPartition(topic: name, partition: part.partition)
            if let leader = cluster.knownLeader(of: partition), leader.topicID == part.topicID {
                found[leader.broker, default: [:]][part] = partition
            } else {
                unknown.insert(name)
            }
        }
        if !unknown.isEmpty { cluster.requestRefresh(of: unknown) }
        return (found, unknown.isEmpty)
    }

    /// Looks up the ids of the subscribed topics, if an assigned one is not known yet.
    private func learnNames() {
        guard membership.assignment.contains(where: { names[$0.topicID] == nil }) else { return }
        for name in configuration.topics {
            if let topic = cluster.knownTopic(name), topic.id != .zero { names[topic.id] = name }
        }
    }

    /// One exchange with a broker that is locked.
    private func fetch(_ id: Int32, _ wanted: Wanted) async {
        let isOpen = brokers[id]?.session.isOpen ?? false
        let outgoing = isOpen ? deliveries.withLock { $0.take(id) } : Outgoing()
        guard wanted.isEmpty || outgoing.renews else { return await fetch(id, wanted, outgoing) }
        // Renewals go alone, and the last partition ends the session.
        let failures = await acknowledge(id, outgoing, isFinal: wanted.isEmpty)
        report(failures)
        if !wanted.isEmpty, failures.isEmpty { await fetch(id, wanted, Outgoing()) }
    }

    private func fetch(_ id: Int32, _ wanted: Wanted, _ outgoing: Outgoing) async {
        do {
            let connection = try await cluster.connection(toBroker: id, role: .share)
            let version = try shareVersion(of: ShareFetchRequest.self, connection)
            let request = request(id, wanted, outgoing, version)
            let response = try await connection.send(
                request, version: version, timeout: client.configuration.requestTimeout + configuration.maxWait)
            take(response, id, wanted, outgoing)
        } catch {
            lost(id, error, outgoing)
        }
    }

    /// The version to use; version 0 was an early one that no release keeps.
    func shareVersion<R: KafkaRequest>(of type: R.Type, _ connection: BrokerConnection) throws -> Int16 {
        let version = try connection.version(for: type)
        guard version >= 1 else {
            throw KafkaError(
                .unsupportedVersion,
                "broker \(connection.address) has share groups of an early release: they need Kafka 4.1")
        }
        return version
    }

    private func request(_ id: Int32, _ wanted: Wanted, _ outgoing: Outgoing, _ version: Int16) -> ShareFetchRequest {
        let session = brokers[id]?.session ?? ShareSession()
        let plan = session.plan(Set(wanted.keys))
        var request = ShareFetchRequest(
            groupID: configuration.groupID, memberID: memberID, shareSessionEpoch: session.epoch,
            maxWaitMs: configuration.maxWait.wireMilliseconds, minBytes: Int32(clamping: configuration.minBytes),
            maxBytes: Int32(clamping: configuration.maxBytes),
            maxRecords: Int32(clamping: configuration.maxPollRecords),
            batchSize: Int32(clamping: configuration.maxPollRecords))
        if version >= 2 { request.shareAcquireMode = configuration.acquireMode == .recordLimit ? 1 : 0 }
        for part in Set(plan.added).union(outgoing.batches.keys).sorted() {
            if request.topics.last?.topicID != part.topicID { request.topics.append(.init(topicID: part.topicID)) }
            request.topics[request.topics.count - 1].partitions.append(
                .init(
                    partitionIndex: part.partition,
                    acknowledgementBatches: (outgoing.batches[part] ?? []).map {
                        .init(firstOffset: $0.first, lastOffset: $0.last, acknowledgeTypes: $0.types)
                    }))
        }
        for part in plan.forgotten {
            if request.forgottenTopicsData.last?.topicID != part.topicID {
                request.forgottenTopicsData.append(.init(topicID: part.topicID))
            }
            request.forgottenTopicsData[request.forgottenTopicsData.count - 1].partitions.append(part.partition)
        }
        return request
    }

    // MARK: Answers

    private func take(_ response: ShareFetchResponse, _ id: Int32, _ wanted: Wanted, _ outgoing: Outgoing) {
        let code = BrokerErrorCode(rawValue: response.errorCode)
        guard code == .none else {
            return lost(id, KafkaError.broker(code, "ShareFetch", text: response.errorMessage), outgoing)
        }
        brokers[id]?.session.fetched(Set(wanted.keys))
        brokers[id]?.failures = 0
        var failures: [TopicPartition: KafkaError] = [:]
        for topic in response.responses {
            for data in topic.partitions {
                let part = ShareSession.Part(topicID: topic.topicID, partition: data.partitionIndex)
                let code = BrokerErrorCode(rawValue: data.acknowledgeErrorCode)
                if code != .none, let partition = outgoing.topics[part] {
                    failures[partition] = KafkaError.broker(
                        code, "Acknowledgement", text: data.acknowledgeErrorMessage, topicPartition: partition)
                }
                if let partition = wanted[part] { take(data, part, partition, id, response) }
            }
        }
        report(failures)
    }

    private func take(
        _ data: ShareFetchResponse.PartitionData, _ part: ShareSession.Part, _ partition: TopicPartition, _ id: Int32,
        _ response: ShareFetchResponse
    ) {
        let code = BrokerErrorCode(rawValue: data.errorCode)
        guard code == .none else {
            let error = KafkaError.broker(code, "ShareFetch", text: data.errorMessage, topicPartition: partition)
            if !error.isRetriable { failure = error }
            brokers[id]?.retryAt = clock.now() + client.configuration.retry.initialBackoff
            return moved(partition, code, data.currentLeader, response.nodeEndpoints)
        }
        let place = ShareDeliveries.Place(broker: id, part: part)
        let reader = ShareResponseReader(
            topicPartition: partition, place: place, limits: configuration.limits, checkCRC: configuration.checkCRC)
        do {
            let (records, gaps) = try reader.read(data)
            deliveries.withLock { $0.skip(gaps, partition, place) }
            buffer += records
        } catch {
            failure = error as? KafkaError
            // Nobody can read them: rejected, as by Java's consumer.
            let ranges = data.acquiredRecords.filter { 0 <= $0.firstOffset && $0.firstOffset <= $0.lastOffset }
                .map { $0.firstOffset...min($0.lastOffset, .max - 1) }
            deliveries.withLock { $0.reject(ranges, partition, place) }
        }
    }

    /// Follows a partition to its new leader.
    func moved<Endpoint: NodeEndpoint>(
        _ partition: TopicPartition, _ code: BrokerErrorCode, _ current: some CurrentLeader, _ endpoints: [Endpoint]
    ) {
        if code == .notLeaderOrFollower || code == .fencedLeaderEpoch,
            let hint = LeaderHint(current, endpoints: endpoints), hint.endpoint != nil
        {
            cluster.note(hint, for: partition)
        } else {
            names = [:]
            cluster.requestRefresh(of: [partition.topic])
        }
    }

    /// A request failed as a whole: its session is over, or its state unknown. What it acquired is delivered again.
    func lost(_ id: Int32, _ error: any Error, _ outgoing: Outgoing) {
        var broker = brokers[id] ?? Broker()
        let hadSession = broker.session.isOpen
        broker.session.reset()
        broker.retryAt = clock.now() + client.configuration.retry.backoff(beforeRetry: broker.failures)
        broker.failures += 1
        brokers[id] = broker
        let failure = error as? KafkaError ?? KafkaError(.connectionLost, "\(error)")
        if hadSession {
            buffer.removeAll { $0.place.broker == id }
            let partitions = deliveries.withLock { $0.forget(id) } + outgoing.topics.values
            report(Dictionary(partitions.map { ($0, failure) }) { first, _ in first })
        }
        let isOfSession =
            failure.brokerError == .shareSessionNotFound || failure.brokerError == .invalidShareSessionEpoch
            || failure.brokerError == .shareSessionLimitReached
        if isOfSession {
            // The first new session is begun at once.
            if broker.failures == 1 { brokers[id]?.retryAt = .zero }
        } else if failure.isRetriable {
            cluster.requestRefresh(of: Set(configuration.topics))
        } else if failure.code != .closed {
            self.failure = failure
        }
    }

    /// Tells of acknowledgements that failed.
    func report(_ failures: [TopicPartition: KafkaError]) {
        for (partition, error) in failures {
            client.logger.warning(
                "acknowledgements failed: the group delivers the records again",
                metadata: ["group": "\(configuration.groupID)", "partition": "\(partition)", "error": "\(error)"])
            configuration.acknowledgementFailed?(partition, error)
        }
    }
}
