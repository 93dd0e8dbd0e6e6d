// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import Millrace
import MillraceKafka
import MillraceKafkaTesting
import MillraceTesting
import StreamTestSupport
import TestSupport
import Testing

/// Histories of drivers that die, hang and restart while brokers break connections, answer with errors and move
/// leaders.
///
/// `MILLRACE_HISTORIES` is the number per job, and `MILLRACE_SEED` another seed.
@Suite(.timeLimit(.minutes(30))) struct KafkaSimulationTests {
    private static let histories =
        ProcessInfo.processInfo.environment["MILLRACE_HISTORIES"].flatMap { Int($0) } ?? 25
    private static let simulation = Simulation(
        seed: ProcessInfo.processInfo.environment["MILLRACE_SEED"].flatMap { UInt64($0) } ?? 1)

    private static let input = [(0..<10).map { "a\($0)" }, (0..<10).map { "b\($0)" }]

    /// Runs a job from the topic `t` to the topic `out`, two records of each partition per batch.
    private static func run(
        _ world: SimulatedWorld, _ kafka: SimulatedCluster,
        _ build: @escaping @Sendable (DirectKafkaInputDStream<KafkaRecord>, SimulatedDriver) throws -> Void
    ) async throws {
        for (number, values) in input.enumerated() { try kafka.cluster.append(values: values, to: "t", Int32(number)) }
        try await world.run(batches: 7) { job, driver in
            let stream = try job.kafkaDirectStream(
                try kafka.client(for: driver), topics: ["t"],
                configuration: DirectStreamConfiguration(groupID: "g", maxRatePerPartition: 2)
            ).id("t")
            try build(stream, driver)
        }
    }

    private static func copy(_ record: KafkaRecord) -> ProducerRecord {
        ProducerRecord(topic: "out", partition: record.partition, value: record.value)
    }

    /// - Throws: `TestFailure` unless `out` has each record once, in order.
    private static func expectExactly(_ kafka: SimulatedCluster) async throws {
        let found = try await kafka.committedValues(of: "out")
        if found != input { throw TestFailure("expected \(input), found \(found)") }
    }

    private func expectFaults(_ report: SimulationReport) {
        print("\(report)")
        let faults: [SimulatedFault] = [
            .kill, .powerCut, .hang, .brokenConnection, .brokerError, .slowBroker, .brokerOutage,
        ]
        for fault in faults {
            #expect(report.faults[fault, default: 0] > 0, "\(fault)")
        }
    }

    @Test func transactionsHaveEachRecordExactlyOnce() async throws {
        let report = try await Self.simulation.run(histories: Self.histories) { world in
            try await world.withCluster(topics: ["t": 2, "out": 2]) { kafka in
                try await Self.run(world, kafka) { stream, _ in stream.toKafka("out", .exactlyOnce) { Self.copy($0) } }
                try await Self.expectExactly(kafka)
            }
        }
        expectFaults(report)
    }

    @Test func plainOutputHasEachRecordAtLeastOnce() async throws {
        let report = try await Self.simulation.run(histories: Self.histories) { world in
            try await world.withCluster(topics: ["t": 2, "out": 2]) { kafka in
                try await Self.run(world, kafka) { stream, _ in stream.toKafka("out") { Self.copy($0) } }
                let found = try await kafka.committedValues(of: "out")
                for (found, wanted) in zip(found, Self.input) where Set(found) != Set(wanted) {
                    throw TestFailure("expected \(wanted), found \(found)")
                }
                // Commits have no epoch: a driver that goes on where it hung may set them back, and lag is too large.
                if world.events.contains(where: { $0.hasSuffix("goes on where it hung") }) { return }
                for number in 0..<2 where kafka.cluster.committedOffset(group: "g", "t", Int32(number)) != 10 {
                    throw TestFailure("not all offsets are committed")
                }
            }
        }
        expectFaults(report)
    }

    /// Requests that change the cluster are operations.
    @Test(RepeatedHistories.condition) func aSeedRepeatsItsHistories() async throws {
        try await RepeatedHistories.expect { world in
            try await world.withCluster(topics: ["t": 2, "out": 2]) { kafka in
                try await Self.run(world, kafka) { stream, _ in stream.toKafka("out", .exactlyOnce) { Self.copy($0) } }
                return ["\(try await kafka.committedValues(of: "out"))"]
            }
        }
    }

    // MARK: Bugs

    private func find(
        _ bug: String,
        _ build: @escaping @Sendable (DirectKafkaInputDStream<KafkaRecord>, SimulatedDriver) throws -> Void
    ) async throws {
        let found = await #expect(throws: SimulationFailure.self, "\(bug)") {
            try await Self.simulation.run(histories: 50) { world in
                try await world.withCluster(topics: ["t": 2, "out": 2]) { kafka in
                    try await Self.run(world, kafka, build)
                    try await Self.expectExactly(kafka)
                }
            }
        }
        let failure = try #require(found)
        print("\(bug): found by history \(failure.history)")
        #expect(failure.seed != nil, "without any fault the job is right: \(failure)")
    }

    @Test func plainOutputIsFoundNotToBeExact() async throws {
        try await find("plain output") { stream, _ in stream.toKafka("out") { Self.copy($0) } }
    }

    @Test func aTransactionalIDPerDriverIsFoundToFenceNobody() async throws {
        try await find("a transactional id per driver") { stream, driver in
            let producer = ProducerConfiguration(transactionalID: "job-\(driver.number)")
            stream.toKafka("out", .exactlyOnce, producer: producer) { Self.copy($0) }
        }
    }
}
