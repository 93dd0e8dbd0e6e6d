// Millrace
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import KafkaClient
import KafkaProtocol

/// A member of a group that has members of several clients, to be killed: as `mixed_member.py`, with our client.
///
///     MixedMember BOOTSTRAP GROUP TOPIC ASSIGNOR
///
/// `ASSIGNOR` is one of the classic protocol, or `consumer` for the protocol of KIP-848.
@main
package struct MixedMember {
    package static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5 else { exit(64) }
        var properties = [
            "bootstrap.servers": arguments[1], "group.id": arguments[2], "auto.offset.reset": "earliest",
            "enable.auto.commit": "false",
        ]
        if arguments[4] == "consumer" {
            properties["group.protocol"] = "consumer"
        } else {
            properties["partition.assignment.strategy"] = arguments[4]
            properties["heartbeat.interval.ms"] = "300"
            properties["session.timeout.ms"] = "240000"
        }
        var configuration = try ConsumerConfiguration(properties: properties)
        configuration.rebalanceListener = RebalanceListener(
            assigned: { sayChange("gained", $0) }, revoked: { sayChange("gave", $0) },
            lost: { sayChange("lost", $0) })
        let consumer = try KafkaConsumer(configuration)
        try consumer.subscribe(to: arguments[3])
        Thread.detachNewThread {
            while let line = readLine() { if line == "leave" { consumer.stop() } }
        }
        try await consumer.run { batch in
            try batch.forEach { say("record \(batch.partition.partition) \($0.offset)") }
            try await batch.commit()
        }
        say("left")
    }

    private static func sayChange(_ verb: String, _ partitions: Set<TopicPartition>) {
        let numbers = partitions.map { " \($0.partition)" }.sorted().joined()
        say("\(verb) \(DispatchTime.now().uptimeNanoseconds)\(numbers)")
    }

    /// Writes a line at once and as a whole: what was said counts also if the process is killed.
    private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
