// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import KafkaClient
import KafkaProtocol

/// The time that a large group takes to share its partitions: when all members start at once, when one more joins, and
/// when one leaves.
///
/// `rebalance-bench --bootstrap-server HOST:PORT [--members 1000] [--partitions 2000] [--protocol consumer]
/// [--topic rebalance]`. With the protocol `consumer` all members use the connections of one client; with `classic`
/// each has a client of its own, because a broker answers the requests of a connection in turn, and a JoinGroup waits
/// for all members.
@main
struct RebalanceBench {
    static func main() async throws {
        var arguments = Arguments()
        guard let server = arguments.text("bootstrap-server") else { stop("--bootstrap-server HOST:PORT is missing") }
        let topic = arguments.text("topic") ?? "rebalance"
        let count = arguments.number("members", default: 1000)
        let partitions = arguments.number("partitions", default: 2000)
        guard let kind = GroupProtocol(rawValue: arguments.text("protocol") ?? "consumer") else {
            stop("--protocol is consumer or classic")
        }
        arguments.finish()

        let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))
        _ = try await client.createTopics([NewTopic(name: topic, partitions: partitions)])
        let start = Usage.now
        var members: [Member] = []
        for _ in 0..<count { members.append(try Member(client, topic, kind)) }
        let all = await settle(members, partitions)
        members.append(try Member(client, topic, kind))
        let joining = await settle(members, partitions)
        await members.removeLast().leave()
        let leaving = await settle(members, partitions)
        let end = Usage.now
        report([
            "members": "\(count)", "partitions": "\(partitions)", "protocol": kind.rawValue,
            "all-start-s": decimal(all, 2), "one-joins-s": decimal(joining, 2), "one-leaves-s": decimal(leaving, 2),
            "cpu-s": decimal(end.cpuSeconds - start.cpuSeconds, 2), "peak-MiB": decimal(Usage.peakMemoryMiB, 1),
        ])
        await withTaskGroup(of: Void.self) { group in
            for member in members { group.addTask { await member.leave() } }
        }
        await client.close()
    }

    /// Waits until the members have all partitions, none of them twice and every member its share, and returns the
    /// seconds.
    private static func settle(_ members: [Member], _ partitions: Int) async -> Double {
        let start = Usage.now.wallSeconds
        let least = partitions / members.count
        while true {
            let sizes = members.map { $0.consumer.assignment.count }
            if sizes.reduce(0, +) == partitions, sizes.allSatisfy({ $0 >= least && $0 <= least + 1 }) { break }
            let waited = Usage.now.wallSeconds - start
            if waited > 300 { stop("after 300 s \(sizes.reduce(0, +)) of \(partitions) partitions are assigned") }
            try? await Task.sleep(for: .milliseconds(50))
        }
        return Usage.now.wallSeconds - start
    }
}

/// A consumer that is iterated in a task of its own.
private struct Member: Sendable {
    let consumer: KafkaConsumer
    private let task: Task<Void, any Error>

    init(_ client: ClusterClient, _ topic: String, _ kind: GroupProtocol) throws {
        var configuration = ConsumerConfiguration(client: client.configuration, groupID: "rebalance-bench")
        configuration.groupProtocol = kind
        let consumer =
            kind == .consumer
            ? try KafkaConsumer(client: client, configuration: configuration)
            : try KafkaConsumer(configuration)
        try consumer.subscribe(to: topic)
        self.consumer = consumer
        task = Task { for try await _ in consumer.batches {} }
    }

    func leave() async {
        consumer.stop()
        do { try await task.value } catch { stop("a member failed: \(error)") }
    }
}
