// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import MillraceKafka
import TestSupport
import Testing

@testable import MillraceCLI

/// Options and properties of `millrace wordcount`: each has an effect or is named.
@Suite struct WordCountTests {
    private func settings(_ arguments: String...) throws -> WordCountSettings {
        let fixed = ["--bootstrap-server", "localhost:9092", "--topic", "lines"]
        return try WordCountSettings(try WordCountCommand.parse(fixed + arguments))
    }

    private func failure(_ arguments: String...) -> String {
        do {
            let fixed = ["--bootstrap-server", "localhost:9092", "--topic", "lines"]
            _ = try WordCountSettings(try WordCountCommand.parse(fixed + arguments))
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test func withoutAGroupTheWholeTopicIsCountedAndNothingCommitted() throws {
        let stream = try settings().stream
        #expect(stream.groupID == nil)
        #expect(stream.startingOffsets == .earliest)
        #expect(stream.onDataLoss == .fail)
        #expect(try settings().notes == [])
    }

    @Test func groupStartsAtItsCommitsAndElseAtEarliest() throws {
        let stream = try settings("--group", "g").stream
        #expect(stream.groupID == "g")
        #expect(stream.startingOffsets == .committed)
        #expect(stream.offsetReset == .earliest)
        #expect(stream.commitsOffsets)
    }

    @Test func propertiesOfAJavaConsumerHaveTheirEffect() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            bootstrap.servers=ignored:9092
            group.id=from-file
            auto.offset.reset=latest
            enable.auto.commit=false
            key.deserializer=org.apache.kafka.common.serialization.StringDeserializer
            auto.commit.interval.ms=5000
            """.utf8, "consumer.properties")
        let settings = try settings("--command-config", path)
        #expect(settings.client.bootstrapServers == ["localhost:9092"])
        #expect(settings.stream.groupID == "from-file")
        #expect(settings.stream.startingOffsets == .committed)
        #expect(settings.stream.offsetReset == .latest)
        #expect(!settings.stream.commitsOffsets)
        #expect(settings.notes.count == 2)
        for property in ["key.deserializer (", "auto.commit.interval.ms has no effect"] {
            #expect(settings.notes.contains { $0.contains(property) }, "\(settings.notes)")
        }
        // Options win.
        let own = try self.settings("--command-config", path, "--group", "own", "--from", "earliest")
        #expect(own.stream.groupID == "own")
        #expect(own.stream.startingOffsets == .earliest)
        #expect(own.notes.contains { $0.contains("auto.offset.reset has no effect with --from earliest") })
    }

    @Test func resetDecidesTheStartWithoutAGroup() throws {
        #expect(try settings("--property", "auto.offset.reset=latest").stream.startingOffsets == .latest)
        #expect(try settings("--property", "auto.offset.reset=earliest").stream.startingOffsets == .earliest)
        #expect(failure("--property", "auto.offset.reset=none").contains("give --from or --group"))
    }

    @Test func settingsThatCannotWorkAreNamed() throws {
        #expect(failure("--from", "committed").contains("group.id"))
        #expect(try settings("--from", "committed", "--property", "group.id=g").stream.startingOffsets == .committed)
        let notes = try settings("--property", "enable.auto.commit=true").notes
        #expect(notes.contains { $0.contains("enable.auto.commit has no effect without a group") })
        #expect(failure("--property", "gruop.id=g").contains("group.id"))
    }

    @Test func lostRecordsCanBeSkipped() throws {
        #expect(try settings("--skip-lost-records").stream.onDataLoss == .skip)
    }
}
