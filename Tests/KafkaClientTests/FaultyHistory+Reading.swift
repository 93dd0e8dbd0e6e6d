// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTransport
import Synchronization
import TestSupport

/// The members of the group.
extension FaultyHistory {
    /// Members that read some batches, leave the group or die, and come back, until somebody has read the sentinels.
    func read(_ process: Int) async throws {
        var random = SplitMix64(seed: seed &+ UInt64(process))
        let name = "reader-\(process)"
        let joins = FirstRequests(of: name, to: .joinGroup, on: cluster) { request in
            guard let request = request as? JoinGroupRequest else { return false }
            return request.groupInstanceID == name && request.memberID.isEmpty
        }
        while !readers.isDone {
            var configuration = ConsumerConfiguration(client: client, groupID: "readers", offsetReset: .earliest)
            configuration.fetch.isolation = .readCommitted
            configuration.groupProtocol = groupProtocol
            if staticMembers.contains(process) { configuration.groupInstanceID = name }
            configuration.sessionTimeout = Self.sessionTimeout
            configuration.heartbeatInterval = .milliseconds(100)
            if process % 2 == 0 { configuration.assignors = [CooperativeStickyAssignor(), RangeAssignor()] }
            let program = try startProgram()
            joins.began()
            let hands = Hands()
            configuration.rebalanceListener = RebalanceListener(
                assigned: { if !program.isDead { history.add(process, .reposition($0)) } },
                revoked: { partitions in
                    guard !program.isDead, let partition = hands.partition, partitions.contains(partition) else {
                        return
                    }
                    revocations.add("revokedInHand(\(partition), process: \(process))")
                })
            let consumer = try KafkaConsumer(client: program.client, configuration: configuration)
            try consumer.subscribe(to: "t")
            readers.add(consumer)
            program.mayDie(oneIn: 4, within: .milliseconds(500), &random) { consumer.stop() }
            do {
                try await readBatches(of: consumer, in: program, as: process, hands, &random)
            } catch let error as KafkaError where error.brokerError == .fencedInstanceID && !program.isDead {
                try joins.expectMore()
            } catch {
                // A dead program's errors tell nothing.
                if !program.isDead { throw error }
            }
            let ending = Task {
                await consumer.close()
                await program.end()
            }
            if program.isDead { burials.add(ending) } else { await ending.value }
        }
    }

    private func readBatches(
        of consumer: KafkaConsumer, in program: HistoryProgram, as process: Int, _ hands: Hands,
        _ random: inout SplitMix64
    ) async throws {
        var left = Int.random(in: 5...25, using: &random)
        for try await batch in consumer.batches {
            // As if the process was killed before its work: the group must read the batch again.
            if Int.random(in: 0..<20, using: &random) == 0 { break }
            hands.partition = batch.partition
            try await world.pause(Int.random(in: 0...400, using: &random))
            if program.isDead { break }
            let reads = try batch.records.records().map(Self.read)
            history.add(process, .poll([batch.partition: reads]))
            hands.partition = nil
            if readers.note(reads) { break }
            left -= 1
            if left == 0 { break }
        }
    }

    static func read(_ record: Record) -> HistoryOperation.Read {
        HistoryOperation.Read(Int(record.value?.string ?? "") ?? -1, at: record.offset)
    }
}

/// The partition whose batch a member is processing.
private final class Hands: Sendable {
    private let state = Mutex<TopicPartition?>(nil)

    var partition: TopicPartition? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
