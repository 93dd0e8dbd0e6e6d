// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaTestBroker
import KafkaTransport
import TestSupport
import Testing

/// Streaming jobs under load and faults for the seconds that `MILLRACE_SOAK` names (`make soak`): two write the topic
/// "in" to topics of their own, exactly once, while brokers stop and come back, leaders move and connections break. One
/// of them is killed again and again. Their memory, files and lag must not grow, and at the end source and outputs are
/// compared record by record.
@Suite(.timeLimit(.minutes(1000))) struct SoakTests {
    private static let seconds = ProcessInfo.processInfo.environment["MILLRACE_SOAK"].flatMap { Int($0) } ?? 0
    /// Records per second and partition, in as many parts.
    private static let (rate, parts) = (200, 10)
    /// Time after the last record for the jobs to end.
    private static let patience = Duration.seconds(300)

    @Test(.enabled(if: ProcessInfo.processInfo.environment["MILLRACE_SOAK"] != nil))
    func memoryFilesAndLagStaySteadyAndNoRecordIsLostOrRepeated() async throws {
        try await TestCluster.withClient(brokers: 3) { cluster, client in
            try cluster.createTopic("in", partitions: TortureRun.partitions)
            let total = TortureRun.partitions * Self.rate * Self.seconds
            let jobs = try ["steady", "killed"].map { name in
                try cluster.createTopic(name, replicationFactor: 3)
                return try SoakJob(name, cluster, total: total, rate: 5 * Self.rate)
            }
            var places = jobs.map { (topic: $0.name, partition: Int32(0)) }
            places += (0..<Int32(TortureRun.partitions)).map { ("in", $0) }
            let faults = BrokerFaults(cluster, places, every: 100...600, seed: TestSeed.value)
            let reports = try await run(jobs, cluster, faults)
            print(reports.map(\.table).joined(separator: "\n"))
            print("seed \(TestSeed.value), faults of brokers: \(faults.counts), starts: \(jobs.map(\.starts))")
            for report in reports { #expect(report.growth.isEmpty) }
            #expect(jobs[0].starts == 1 && jobs[1].starts > 1)
            #expect(faults.counts[.stop] != nil && faults.counts[.restart] != nil)
            for job in jobs {
                let found = try await client.committedValues(of: job.name)
                let difference = TortureRun.difference(found, from: TortureRun.counted(Self.rate * Self.seconds))
                #expect(difference == nil, "\(job.name)")
            }
        }
    }

    /// Runs the jobs under load and faults, until they have read everything.
    private func run(
        _ jobs: [SoakJob], _ cluster: TestCluster, _ faults: BrokerFaults
    ) async throws -> [SoakReport] {
        try await withThrowingTaskGroup { group in
            for job in jobs { group.addTask { try await job.run() } }
            var reports: [SoakReport] = []
            do {
                reports = try await faults.during { try await load(jobs, cluster) }
                group.addTask {
                    try await Task.sleep(for: Self.patience)
                    throw TestFailure("the jobs have not read everything \(Self.patience) after the last record")
                }
                for _ in jobs { try await group.next() }
            } catch {
                for job in jobs { job.end() }
                throw error
            }
            group.cancelAll()
            return reports
        }
    }

    /// Adds records, kills the second job now and then, and looks at both.
    private func load(_ jobs: [SoakJob], _ cluster: TestCluster) async throws -> [SoakReport] {
        var random = SplitMix64(seed: TestSeed.value)
        var reports = jobs.map { SoakReport(name: $0.name, rate: TortureRun.partitions * Self.rate) }
        var nextKill = Int.random(in: 2...10, using: &random)
        let start = ContinuousClock.now
        let (part, interval) = (Self.rate / Self.parts, max(1, Self.seconds / 60))
        for step in 0..<Self.seconds * Self.parts {
            for partition in 0..<TortureRun.partitions {
                let values = (step * part..<(step + 1) * part).map { TortureRun.value(partition, $0) }
                try cluster.append(values: values, to: "in", Int32(partition))
            }
            try await Task.sleep(until: start + .seconds(1) * (step + 1) / Self.parts)
            guard (step + 1) % Self.parts == 0 else { continue }
            let second = (step + 1) / Self.parts
            if second % interval == 0 {
                for index in jobs.indices {
                    reports[index].samples.append(try jobs[index].sample(second, end: (step + 1) * part))
                }
            }
            if second == nextKill {
                jobs[1].kill()
                nextKill += Int.random(in: 2...10, using: &random)
            }
        }
        return reports
    }
}
