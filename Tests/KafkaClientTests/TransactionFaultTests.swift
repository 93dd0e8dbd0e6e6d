// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// Transactions under faults of the network and of the coordinator.
@Suite(.timeLimit(.minutes(10))) struct TransactionFaultTests {
    // MARK: Each fault

    private static let retriable: [(APIKey, BrokerErrorCode)] = {
        let coordinator: [APIKey] = [.initProducerID, .addPartitionsToTxn, .addOffsetsToTxn, .txnOffsetCommit, .endTxn]
        let codes: [BrokerErrorCode] = [
            .coordinatorLoadInProgress, .coordinatorNotAvailable, .notCoordinator, .concurrentTransactions,
        ]
        return coordinator.flatMap { api in codes.map { (api, $0) } } + [
            (.addPartitionsToTxn, .unknownTopicOrPartition), (.txnOffsetCommit, .unknownTopicOrPartition),
            (.endTxn, .unknownServerError), (.produce, .concurrentTransactions), (.produce, .notLeaderOrFollower),
            (.produce, .notEnoughReplicas), (.findCoordinator, .coordinatorNotAvailable),
        ]
    }()

    @Test(arguments: [nil, KafkaRelease.kafka(3, 9)], retriable)
    func errorsThatPassAreRetried(release: KafkaRelease?, fault: (APIKey, BrokerErrorCode)) async throws {
        try await TransactionWorld.run(release) { world in
            let script = world.cluster.add(Script(fault.0, times: 2, .fail(fault.1)))
            let producer = try world.producer()
            for (index, value) in ["a", "b"].enumerated() {
                try await producer.withTransaction { try await world.write([value], $0, offset: Int64(index)) }
            }
            #expect(try await world.committed() == ["a", "b"])
            #expect(world.cluster.committedOffset(group: "g", "in", 0) == 1)
            let isUsed = release != nil || ![.addPartitionsToTxn, .addOffsetsToTxn].contains(fault.0)
            #expect(script.hits == (isUsed ? 2 : 0))
        }
    }

    @Test(
        arguments: TransactionWorld.releases,
        [APIKey.initProducerID, .addPartitionsToTxn, .produce, .addOffsetsToTxn, .txnOffsetCommit, .endTxn])
    func lostRequestsAndAnswersChangeNothing(release: KafkaRelease?, api: APIKey) async throws {
        // The release without KIP-360 has a test of its own.
        if release == .kafka(1, 1), api == .endTxn { return }
        try await TransactionWorld.run(release) { world in
            let producer = try world.producer()
            let losing = Counter()
            for (index, value) in ["a", "b", "c"].enumerated() {
                world.cluster.add(
                    Script(api, times: 2) { _ in
                        losing.increment() % 2 == 0 ? .closeConnection : .closeConnectionAfterwards
                    })
                try await producer.withTransaction { try await world.write([value], $0, offset: Int64(index)) }
            }
            #expect(try await world.committed() == ["a", "b", "c"])
            #expect(world.cluster.committedOffset(group: "g", "in", 0) == 2)
        }
    }

    @Test func afterALostAnswerAnEndOfVersion1CannotEndTheNextTransaction() async throws {
        try await TransactionWorld.run(.kafka(3, 9)) { world in
            let producer = try world.producer()
            world.cluster.add(Script(.endTxn, times: 1, .closeConnectionAfterwards))
            let requests = world.cluster.record(.api(.endTxn, .produce))
            try await producer.withTransaction { try await world.write(["a"], $0) }
            try await producer.withTransaction { transaction in
                try await transaction.send("t", partition: 0, value: "b")
                // The first request arrives late.
                let late = try #require(requests.requests.first { $0.api == .endTxn }?.request as? EndTxnRequest)
                let answer = try await world.client.send(late, to: .coordinator(.transaction("x")))
                #expect(BrokerErrorCode(rawValue: answer.errorCode) == .producerFenced)
                // The transaction is still open: after "a" and its marker nothing is stable.
                let partition = TopicPartition(topic: "t", partition: 0)
                let stable = try await world.client.listOffsets([partition: .latest], isolation: .readCommitted)
                #expect(stable == [partition: 2])
            }
            #expect(try await world.committed() == ["a", "b"])
            #expect(try world.batches(requests).map(\.producerEpoch) == [0, 1])
        }
    }

    @Test func brokersBeforeKIP360NeedANewProducerAfterALostAnswer() async throws {
        try await TransactionWorld.run(.kafka(2, 4)) { world in
            let producer = try world.producer()
            world.cluster.add(Script(.endTxn, times: 1, .closeConnectionAfterwards))
            try await producer.withTransaction { try await world.write(["a"], $0) }
            #expect(try await world.committed() == ["a"])
            let next = await kafkaError { try await producer.withTransaction { _ in } }
            #expect(next?.code == .producerFailed)
        }
    }

    @Test(arguments: [nil, KafkaRelease.kafka(3, 9)], [true, false])
    func anEndWithoutADefiniteAnswerIsNoCommit(release: KafkaRelease?, isApplied: Bool) async throws {
        try await TransactionWorld.run(release, maxRetries: 3) { world in
            let producer = try world.producer()
            let script = world.cluster.add(
                Script(
                    .endTxn,
                    isApplied
                        ? .modify { response in
                            guard var end = response as? EndTxnResponse else { return nil }
                            end.errorCode = BrokerErrorCode.unknownServerError.rawValue
                            return end
                        } : .fail(.unknownServerError)))
            let error = await kafkaError {
                try await producer.withTransaction { try await world.write(["a"], $0, offset: 1) }
            }
            #expect(error?.code == .transactionOutcomeUnknown)
            #expect(script.hits == 4)
            world.cluster.remove(script)
            let requests = world.cluster.record(.api(.produce))
            try await producer.withTransaction { try await world.write(["b"], $0) }
            // The producer's new epoch has settled the first one.
            #expect(try await world.committed() == (isApplied ? ["a", "b"] : ["b"]))
            #expect(world.cluster.committedOffset(group: "g", "in", 0) == (isApplied ? 1 : nil))
            #expect(try world.batches(requests).allSatisfy { $0.producerEpoch > 0 })
        }
    }

    @Test func aCommitThatCannotBeSentIsAborted() async throws {
        try await TransactionWorld.run(maxRetries: 2) { world in
            let producer = try world.producer()
            let script = world.cluster.add(Script(.endTxn, .fail(.concurrentTransactions)))
            let error = await kafkaError { try await producer.withTransaction { try await world.write(["a"], $0) } }
            #expect(error?.code == .transactionAborted)
            world.cluster.remove(script)
            try await producer.withTransaction { try await world.write(["b"], $0) }
            #expect(try await world.committed() == ["b"])
        }
    }

    @Test(arguments: [nil, KafkaRelease.kafka(3, 9)], 0..<4)
    func theCoordinatorMayMoveAtEachStep(release: KafkaRelease?, step: Int) async throws {
        try await TransactionWorld.run(release, brokers: 3) { world in
            let producer = try world.producer()
            func move(at current: Int) async throws {
                guard step == current else { return }
                let coordinator = try #require(world.cluster.coordinator(of: "x"))
                await world.cluster.stopBroker(coordinator)
            }
            try await producer.withTransaction { try await world.write(["a"], $0, offset: 1) }
            try await move(at: 0)
            try await producer.withTransaction { transaction in
                try await transaction.send("t", partition: 0, value: "b")
                try await move(at: 1)
                try await transaction.send("t", partition: 1, value: "c")
                try await move(at: 2)
                try await world.write([], transaction, offset: 2)
                try await move(at: 3)
            }
            #expect(try await world.committed(0) == ["a", "b"])
            #expect(try await world.committed(1) == ["c"])
            #expect(world.cluster.committedOffset(group: "g", "in", 0) == 2)
        }
    }

    // MARK: Everything at once

    /// The end of each transaction as the caller was told.
    private enum End { case committed, aborted, unknown }

    @Test(arguments: [nil, KafkaRelease.kafka(3, 9), nil, .kafka(2, 5)].enumerated().map { ($0, $1) })
    func readersSeeExactlyTheCommittedWhateverHappens(run: Int, release: KafkaRelease?) async throws {
        let seed = TestSeed.value &+ UInt64(run)
        let random = Mutex(SplitMix64(seed: seed))
        let roll: @Sendable (UInt64) -> UInt64 = { sides in random.withLock { $0.next() % sides } }
        try await TransactionWorld.run(release, brokers: 3) { world in
            let apis: RequestMatch = .api(
                .initProducerID, .addPartitionsToTxn, .produce, .addOffsetsToTxn, .txnOffsetCommit, .endTxn)
            world.cluster.add(
                Script(apis) { request in
                    switch roll(60) {
                    case 0: .closeConnection
                    case 1: .closeConnectionAfterwards
                    case 2 where request.api != .produce: .fail(.notCoordinator)
                    case 3: .fail(.concurrentTransactions)
                    case 4 where request.api == .endTxn: .fail(.unknownServerError)
                    case 5 where request.api == .endTxn: .fail(.transactionAbortable)
                    case 6 where request.api == .produce: .fail(.notLeaderOrFollower)
                    case 7 where request.api == .produce: .fail(.invalidRecord)
                    default: .proceed
                    }
                })
            let producer = try world.producer()
            var ends: [End] = []
            for number in 0..<120 {
                do {
                    try await producer.withTransaction { transaction in
                        for index in 0..<(1 + Int(roll(5))) {
                            let value = ByteSlice(utf8: "\(number) \(index)")
                            try await transaction.enqueue("t", partition: Int32(roll(2)), value: value)
                        }
                        try await world.write([], transaction, offset: Int64(number))
                        if roll(5) == 0 { throw TransactionWorld.OwnError() }
                    }
                    ends.append(.committed)
                } catch is TransactionWorld.OwnError {
                    ends.append(.aborted)
                } catch let error as KafkaError {
                    let known: [KafkaError.Code] = [.transactionAborted, .transactionOutcomeUnknown]
                    #expect(known.contains(error.code), "\(error), seed \(seed)")
                    ends.append(error.code == .transactionAborted ? .aborted : .unknown)
                }
            }
            let read = try await world.committed(0) + world.committed(1)
            let seen = Set(read.compactMap { Int($0.prefix { $0 != " " }) })
            for (number, end) in ends.enumerated() where end != .unknown {
                #expect(seen.contains(number) == (end == .committed), "transaction \(number), seed \(seed)")
            }
            #expect(Set(read).count == read.count, "seed \(seed)")
            #expect(ends.contains { $0 == .committed } && ends.contains { $0 == .aborted })
            let last = ends.lastIndex { $0 == .committed }
            if !ends.contains(where: { $0 == .unknown }) {
                #expect(world.cluster.committedOffset(group: "g", "in", 0) == last.map(Int64.init), "seed \(seed)")
            }
        }
    }

    /// The parts of each transaction that readers see, and how many it has.
    private static func parts(_ values: [String]) -> [String: (seen: Int, all: Int)] {
        var parts: [String: (seen: Int, all: Int)] = [:]
        for value in values {
            let words = value.split(separator: " ")
            guard words.count == 3, let all = Int(words[2]) else { continue }
            parts[String(words[0]), default: (0, all)].seen += 1
        }
        return parts
    }

    @Test(arguments: [nil, KafkaRelease.kafka(3, 9)].enumerated().map { ($0, $1) })
    func instancesThatFenceEachOtherWriteWholeTransactions(run: Int, release: KafkaRelease?) async throws {
        let seed = TestSeed.value &+ UInt64(run)
        let random = Mutex(SplitMix64(seed: seed))
        let roll: @Sendable (UInt64) -> UInt64 = { sides in random.withLock { $0.next() % sides } }
        try await TransactionWorld.run(release, brokers: 3) { world in
            world.cluster.add(
                Script(.api(.produce, .endTxn, .initProducerID)) { _ in
                    switch roll(40) {
                    case 0: .closeConnection
                    case 1: .closeConnectionAfterwards
                    case 2: .fail(.concurrentTransactions)
                    default: .proceed
                    }
                })
            let ends = try await withThrowingTaskGroup(of: [String: End].self) { group in
                for instance in 0..<3 {
                    group.addTask { try await self.fight(instance, world, roll, seed) }
                }
                return try await group.reduce(into: [:]) { $0.merge($1) { $1 } }
            }
            let seen = Self.parts(try await world.committed(0) + world.committed(1))
            for (name, end) in ends {
                let found = seen[name] ?? (0, 0)
                #expect(found.seen == found.all, "\(name) is in part, seed \(seed)")
                if end != .unknown { #expect((found.all > 0) == (end == .committed), "\(name), seed \(seed)") }
            }
            #expect(ends.values.contains { $0 == .committed })
        }
    }

    /// Writes transactions; after each time that it was fenced with a new producer, which fences the others.
    private func fight(
        _ instance: Int, _ world: TransactionWorld, _ roll: @Sendable (UInt64) -> UInt64, _ seed: UInt64
    ) async throws -> [String: End] {
        var ends: [String: End] = [:]
        var producer = try world.producer()
        for number in 0..<30 {
            let name = "\(instance).\(number)"
            let count = 1 + Int(roll(6))
            do {
                try await producer.withTransaction { transaction in
                    for index in 0..<count {
                        let value = ByteSlice(utf8: "\(name) \(index) \(count)")
                        try await transaction.enqueue("t", partition: Int32(index % 2), value: value)
                        if roll(4) == 0 { await Task.yield() }
                    }
                }
                ends[name] = .committed
            } catch let error as KafkaError {
                switch error.code {
                case .transactionAborted: ends[name] = .aborted
                // It may have been committed before the other one came.
                case .producerFenced:
                    ends[name] = .unknown
                    producer = try world.producer()
                case .transactionOutcomeUnknown: ends[name] = .unknown
                default: Issue.record("\(error), seed \(seed)")
                }
            }
        }
        return ends
    }
}
