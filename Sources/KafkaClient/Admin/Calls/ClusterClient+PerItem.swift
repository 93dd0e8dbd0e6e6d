// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The ways in which calls of administration reach brokers. One item's failure is that item's result; items whose
/// failure may pass are asked about again, alone, until the call's deadline (`ClientConfiguration.apiTimeout`).
extension ClusterClient {
    /// Sends one request to the broker that `target` means now, without retries.
    // One copy for all types: a copy for each costs the compiler more than it saves (Benchmarks/BUILD-TIME.md).
    @_semantics("optimize.sil.specialize.generic.never")
    func ask<R: KafkaRequest>(
        _ target: RequestTarget, role: ConnectionRole = .general, _ build: (Int16) throws -> R
    ) async throws -> R.Response {
        let connection = try await cluster.connection(for: target, role: role)
        let version = try connection.version(for: R.self)
        return try await connection.send(build(version), version: version)
    }

    /// Asks one broker about items: the controller, a coordinator, or any.
    ///
    /// - Parameters:
    ///   - operation: names the call in errors and in the log.
    ///   - items: the items.
    ///   - target: the broker.
    ///   - attempt: asks about the items that have no result yet, and returns theirs.
    /// - Returns: a result for every item; `.invalidResponse` for those that the broker left out.
    /// - Throws: the failure of the call if no attempt gave a result for any item; `CancellationError`.
    @_semantics("optimize.sil.specialize.generic.never")
    func perItem<Item: Hashable, Value>(
        _ operation: String, _ items: some Sequence<Item>, to target: RequestTarget,
        attempt: (Set<Item>) async throws -> [Item: Result<Value, KafkaError>]
    ) async throws -> [Item: Result<Value, KafkaError>] {
        let items = Set(items)
        if items.isEmpty { return [:] }
        var results: [Item: Result<Value, KafkaError>] = [:]
        // The last failures of items that are asked about again.
        var passing: [Item: KafkaError] = [:]
        do {
            try await retrying(operation, target: target) {
                let missing = items.filter { results[$0] == nil }
                let answers = try await attempt(missing)
                for item in missing {
                    let result = answers[item] ?? .failure(Self.leftOut(operation, item))
                    if case .failure(let error) = result, error.isRetriable {
                        passing[item] = error
                    } else {
                        results[item] = result
                        passing[item] = nil
                    }
                }
                if let failure = passing.values.first { throw failure }
            }
        } catch let error as KafkaError {
            if results.isEmpty, passing.isEmpty { throw error }
            for item in items where results[item] == nil { results[item] = .failure(passing[item] ?? error) }
        }
        return results
    }

    private static func leftOut(_ operation: String, _ item: some Hashable) -> KafkaError {
        KafkaError(
            .invalidResponse, "the \(operation) response leaves \(item) out", topicPartition: item as? TopicPartition)
    }

    /// Asks the leaders of partitions, all at the same time.
    ///
    /// - Parameters:
    ///   - operation: names the call in errors and in the log.
    ///   - partitions: the partitions.
    ///   - attempt: asks one leader about its partitions.
    /// - Returns: a result for every partition.
    /// - Throws: `CancellationError`; the failure of the call if there was none for any partition.
    @_semantics("optimize.sil.specialize.generic.never")
    func perLeader<Value: Sendable>(
        _ operation: String, _ partitions: some Sequence<TopicPartition>,
        attempt:
            @escaping @Sendable (RequestTarget, [TopicPartition]) async throws
            -> [TopicPartition: Result<Value, KafkaError>]
    ) async throws -> [TopicPartition: Result<Value, KafkaError>] {
        try await perItem(operation, partitions, to: .any) { missing in
            var (leaders, results) = try await self.leaders(of: missing, Value.self)
            try await withThrowingTaskGroup(of: [TopicPartition: Result<Value, KafkaError>].self) { group in
                for (broker, partitions) in leaders {
                    group.addTask {
                        do {
                            return try await attempt(.broker(broker), partitions.sorted())
                        } catch let error as KafkaError {
                            return Dictionary(partitions.map { ($0, .failure(error.at($0))) }) { first, _ in first }
                        }
                    }
                }
                for try await answers in group { results.merge(answers) { $1 } }
            }
            return results
        }
    }

    /// The partitions by leader, and the failures of those that have none. A task for each topic: looking for one that
    /// does not exist takes a while.
    @_semantics("optimize.sil.specialize.generic.never")
    private func leaders<Value: Sendable>(
        of partitions: Set<TopicPartition>, _ type: Value.Type
    ) async throws -> ([Int32: [TopicPartition]], [TopicPartition: Result<Value, KafkaError>]) {
        typealias Found = [(partition: TopicPartition, leader: Result<Int32, KafkaError>)]
        var leaders: [Int32: [TopicPartition]] = [:]
        var failures: [TopicPartition: Result<Value, KafkaError>] = [:]
        try await withThrowingTaskGroup(of: Found.self) { group in
            for partitions in Dictionary(grouping: partitions, by: \.topic).values {
                group.addTask {
                    var found: Found = []
                    for partition in partitions {
                        do {
                            found.append((partition, .success(try await self.cluster.leader(of: partition).broker)))
                        } catch let error as KafkaError {
                            found.append((partition, .failure(error.at(partition))))
                            // All partitions of a topic that does not exist.
                            if error.code == .unknownTopic { return partitions.map { ($0, .failure(error.at($0))) } }
                        }
                    }
                    return found
                }
            }
            for try await found in group {
                for (partition, leader) in found {
                    switch leader {
                    case .success(let broker): leaders[broker, default: []].append(partition)
                    case .failure(let error): failures[partition] = .failure(error)
                    }
                }
            }
        }
        return (leaders, failures)
    }

    /// Number of coordinators or brokers that are asked at a time.
    private static let parallelism = 16

    /// Asks the coordinator of each id, several at a time.
    ///
    /// - Returns: a result for every id.
    /// - Throws: `CancellationError` only.
    @_semantics("optimize.sil.specialize.generic.never")
    func perCoordinator<Value: Sendable>(
        _ operation: String, _ ids: some Sequence<String>, _ key: @escaping @Sendable (String) -> CoordinatorKey,
        attempt: @escaping @Sendable (RequestTarget, String) async throws -> Value
    ) async throws -> [String: Result<Value, KafkaError>] {
        try await concurrently(Set(ids)) { id in
            let target = RequestTarget.coordinator(key(id))
            return try await self.retrying(operation, target: target) { try await attempt(target, id) }
        }
    }

    /// Asks every broker of the cluster.
    ///
    /// - Returns: a result for every broker, by id.
    /// - Throws: `KafkaError` if the brokers are not known; `CancellationError`.
    @_semantics("optimize.sil.specialize.generic.never")
    func perBroker<Value: Sendable>(
        _ operation: String, attempt: @escaping @Sendable (RequestTarget) async throws -> Value
    ) async throws -> [Int32: Result<Value, KafkaError>] {
        let brokers = try await metadata(topics: []).brokers.map(\.id)
        return try await concurrently(Set(brokers)) { broker in
            try await self.retrying(operation, target: .broker(broker)) { try await attempt(.broker(broker)) }
        }
    }

    /// Runs `body` for each item, several at a time.
    @_semantics("optimize.sil.specialize.generic.never")
    func concurrently<Item: Hashable & Sendable, Value: Sendable>(
        _ items: Set<Item>, _ body: @escaping @Sendable (Item) async throws -> Value
    ) async throws -> [Item: Result<Value, KafkaError>] {
        var results: [Item: Result<Value, KafkaError>] = [:]
        var waiting = Array(items)
        try await withThrowingTaskGroup(of: (Item, Result<Value, KafkaError>).self) { group in
            func startNext() {
                guard let item = waiting.popLast() else { return }
                group.addTask {
                    do {
                        return (item, .success(try await body(item)))
                    } catch let error as KafkaError {
                        return (item, .failure(error))
                    }
                }
            }
            for _ in 0..<Self.parallelism { startNext() }
            while let (item, result) = try await group.next() {
                results[item] = result
                startNext()
            }
        }
        return results
    }
}

extension KafkaError {
    /// This error, at `partition` if it names none.
    func at(_ partition: TopicPartition) -> KafkaError {
        var error = self
        error.topicPartition = error.topicPartition ?? partition
        return error
    }

    /// Success for code 0, else the failure.
    static func outcome(
        _ code: Int16, _ operation: String, text: String? = nil, topicPartition: TopicPartition? = nil
    ) -> Result<Void, KafkaError> {
        let code = BrokerErrorCode(rawValue: code)
        if code == .none { return .success(()) }
        return .failure(.broker(code, operation, text: text, topicPartition: topicPartition))
    }

    /// As `outcome`, of a broker that knows all topics: one that it does not know does not exist, so that the failure
    /// is final.
    static func settled(
        _ code: Int16, _ operation: String, text: String? = nil, topicPartition: TopicPartition? = nil
    ) -> Result<Void, KafkaError> {
        outcome(code, operation, text: text, topicPartition: topicPartition).mapError { failure in
            guard failure.brokerError == .unknownTopicOrPartition else { return failure }
            var final = failure
            final.code = topicPartition == nil ? .unknownTopic : .unknownPartition
            final.message += ": check the name, or create it"
            return final
        }
    }

    /// Throws the failure unless the code is 0.
    static func check(_ code: Int16, _ operation: String, text: String? = nil) throws {
        try outcome(code, operation, text: text).get()
    }
}
