// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Testing

@testable import KafkaTestBroker

/// Random producers, ends, timeouts and lost leaders, compared with a model of a read_committed reader.
struct TransactionRandomTests {
    /// A client with random actions: it may be fenced without knowing.
    private struct Client {
        var id: String
        var producer = ProducerIdentity.none
        var sequences: [Int32: Int32] = [:]
        var isOpen = false
        var usesVersion2: Bool
    }

    private struct World {
        var bench = StateBench(topics: ["t": 3])
        var random: SplitMix64
        var clients: [Client]
        /// The records of each transaction, by partition, and its outcome.
        var written: [ProducerIdentity: [(partition: Int32, value: String)]] = [:]
        var committed: Set<String> = []
        var decided: Set<String> = []
        var stable: [Int32: Int64] = [:]
        var nextValue = 0

        init(seed: UInt64) {
            random = SplitMix64(seed: seed)
            clients = (0..<6).map { Client(id: "x\($0 / 2)", usesVersion2: $0 % 2 == 0) }
        }

        mutating func step() throws {
            let index = Int.random(in: clients.indices, using: &random)
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<2: initialize(index)
            case 2..<12: try produce(index)
            case 12..<16: end(index, commit: Bool.random(using: &random))
            case 16: bench.advance(Int64.random(in: 0..<400, using: &random))
            case 17: bench.state.takeLeader(of: "t", Int32.random(in: 0..<3, using: &random))
            default:
                for partition in 0..<3 as Range<Int32> where bench.leader("t", partition) < 0 {
                    bench.state.giveLeader(1, to: "t", partition)
                }
                bench.state.settleTransactions(now: bench.now)
            }
        }

        mutating func initialize(_ index: Int) {
            let answer = bench.send(
                InitProducerID.self, .init(transactionalID: clients[index].id, transactionTimeoutMs: 500), version: 5)
            guard answer.errorCode == 0 else { return }
            clients[index].producer = ProducerIdentity(id: answer.producerID, epoch: answer.producerEpoch)
            clients[index].sequences = [:]
            clients[index].isOpen = false
        }

        mutating func produce(_ index: Int) throws {
            let client = clients[index]
            guard client.producer.id >= 0 else { return initialize(index) }
            let partition = Int32.random(in: 0..<3, using: &random)
            if !client.usesVersion2 {
                _ = bench.send(
                    AddPartitionsToTxn.self,
                    .init(
                        v3AndBelowTransactionalID: client.id, v3AndBelowProducerID: client.producer.id,
                        v3AndBelowProducerEpoch: client.producer.epoch,
                        v3AndBelowTopics: [.init(name: "t", partitions: [partition])]), version: 3)
            }
            nextValue += 1
            let value = "v\(nextValue)"
            let sequence = client.sequences[partition, default: 0]
            let records = try batch(of: [value], producer: client.producer, sequence: sequence)
            let answer = bench.produce(
                records, partition, transactionalID: client.id, version: client.usesVersion2 ? 12 : 11)
            guard answer.errorCode == 0 else { return }
            clients[index].sequences[partition] = sequence + 1
            clients[index].isOpen = true
            written[client.producer, default: []].append((partition, value))
        }

        mutating func end(_ index: Int, commit: Bool) {
            let client = clients[index]
            guard client.producer.id >= 0, client.isOpen else { return }
            let answer = bench.send(
                EndTxn.self,
                .init(
                    transactionalID: client.id, producerID: client.producer.id, producerEpoch: client.producer.epoch,
                    committed: commit), version: client.usesVersion2 ? 5 : 4)
            guard answer.errorCode == 0 else { return }
            clients[index].isOpen = false
            let values = (written.removeValue(forKey: client.producer) ?? []).map(\.value)
            decided.formUnion(values)
            if commit { committed.formUnion(values) }
            guard client.usesVersion2 else { return }
            clients[index].producer = ProducerIdentity(id: answer.producerID, epoch: answer.producerEpoch)
            clients[index].sequences = [:]
        }

        /// A reader sees only committed records, and never fewer than before.
        mutating func check() throws {
            for partition in 0..<3 as Range<Int32> {
                let lastStable = bench.log("t", partition).lastStableOffset
                #expect(lastStable >= stable[partition, default: 0])
                stable[partition] = lastStable
                guard bench.leader("t", partition) >= 0 else { continue }
                for value in try bench.values("t", partition, committed: true) where !committed.contains(value) {
                    Issue.record("partition \(partition): \(value) was never committed")
                }
            }
        }

        /// In the end all committed values are there, each once, from any offset.
        mutating func finish() throws {
            for partition in 0..<3 as Range<Int32> where bench.leader("t", partition) < 0 {
                bench.state.giveLeader(1, to: "t", partition)
            }
            bench.state.settleTransactions(now: bench.now)
            bench.advance(1000)
            var seen: [String] = []
            for partition in 0..<3 as Range<Int32> {
                let log = bench.log("t", partition)
                #expect(log.lastStableOffset == log.endOffset)
                seen += try bench.values("t", partition, committed: true)
                let offset = Int64.random(in: 0...log.endOffset, using: &random)
                let tail = try bench.values("t", partition, from: offset, committed: true)
                #expect(tail.allSatisfy { committed.contains($0) })
            }
            #expect(seen.count == committed.count)
            #expect(Set(seen) == committed)
            #expect(!committed.isEmpty)
            #expect(decided.count > committed.count)
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func readersSeeCommittedTransactionsWholeAndNothingElse(seed: UInt64) throws {
        print("seed \(seed)")
        var world = World(seed: seed)
        for round in 0..<600 {
            try world.step()
            if round % 10 == 0 { try world.check() }
        }
        try world.finish()
    }
}
