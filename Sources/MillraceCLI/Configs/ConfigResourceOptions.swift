// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// The things whose configs a command is about.
struct ConfigResourceOptions: ParsableArguments {
    @Option(name: [.customShort("t", allowingJoined: true), .long], help: "Topic. May be given several times.")
    var topic: [String] = []

    @Option(help: "Broker, by id. May be given several times.")
    var broker: [Int32] = []

    @Flag(help: "The values for all brokers that have none of their own.")
    var allBrokers = false

    @Option(name: [.customShort("G", allowingJoined: true), .long], help: "Group. May be given several times.")
    var group: [String] = []

    @Option(help: "Broker, by id, whose loggers are meant. May be given several times.")
    var brokerLoggers: [Int32] = []

    @Option(help: "Subscription of client metrics. May be given several times.")
    var clientMetrics: [String] = []

    var resources: [ConfigResource] {
        topic.map { .topic($0) } + broker.map { .broker($0) } + (allBrokers ? [.allBrokers] : [])
            + group.map { .group($0) } + brokerLoggers.map { .brokerLoggers($0) }
            + clientMetrics.map { .clientMetrics($0) }
    }

    func validate() throws {
        if resources.isEmpty {
            throw ValidationError(
                "nothing is named: give --topic, --broker, --all-brokers, --group, --broker-loggers or --client-metrics"
            )
        }
    }
}
