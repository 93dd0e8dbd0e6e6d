// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import MillraceKafka

/// The settings of `millrace wordcount`: its options together with Kafka's properties. Options override properties.
struct WordCountSettings {
    let client: ClientConfiguration
    let stream: DirectStreamConfiguration
    /// Given properties that have no effect, with the reason, for people.
    let notes: [String]

    /// Reads the properties of the command's file and of its options.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` that names a property; `ValidationError`.
    init(_ command: WordCountCommand) throws {
        let properties = try command.connection.properties()
        var consumer = try ConsumerConfiguration(properties: properties)
        if let group = command.group { consumer.groupID = group }
        let givenReset = properties["auto.offset.reset"]
        // Without a commit the whole topic is counted, unless the property says otherwise.
        if givenReset == nil { consumer.offsetReset = .earliest }
        var stream = DirectStreamConfiguration(consumer: consumer)
        switch command.from {
        case .earliest: stream.startingOffsets = .earliest
        case .latest: stream.startingOffsets = .latest
        case .committed where consumer.groupID == nil:
            throw ValidationError("--from committed needs a group: give --group, or the property group.id")
        case .committed, nil: break
        }
        if command.from == nil, consumer.groupID == nil, consumer.offsetReset == .none {
            throw ValidationError(
                "the property auto.offset.reset is none, and there is no offset to start from: give --from or --group")
        }
        stream.untilEnd = command.untilEnd
        stream.onDataLoss = command.skipLostRecords ? .skip : .fail
        stream.maxRatePerPartition = command.maxRatePerPartition
        client = consumer.client
        self.stream = stream
        var notes = Self.notes(
            command, consumer, hasReset: givenReset != nil, properties["enable.auto.commit"] != nil)
        if properties["auto.commit.interval.ms"] != nil {
            notes.append("the property auto.commit.interval.ms has no effect: a stream commits after each batch")
        }
        self.notes = notes
    }

    private static func notes(
        _ command: WordCountCommand, _ consumer: ConsumerConfiguration, hasReset: Bool, _ hasCommit: Bool
    ) -> [String] {
        var notes: [String] = []
        if hasReset, let from = command.from, from != .committed {
            notes.append("the property auto.offset.reset has no effect with --from \(from.rawValue)")
        }
        if hasCommit, consumer.groupID == nil {
            notes.append(
                "the property enable.auto.commit has no effect without a group: give --group, or the property group.id")
        }
        if let note = ClientOptions.note(on: consumer.client.ignoredProperties) { notes.append(note) }
        return notes
    }
}
