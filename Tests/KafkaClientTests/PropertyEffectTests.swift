// Millrace
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import KafkaClient

/// A property that a client reads changes its configuration: none is taken without an effect.
@Suite struct PropertyEffectTests {
    /// Values of which at least one is valid for each property and not its default.
    private static let values = [
        "0", "1", "2000", "7000", "true", "false", "none", "all", "latest", "earliest", "read_committed", "gzip", "a:2",
        "x", "consumer", "sticky", "explicit", "record_limit",
    ]

    /// Names whose only value today is the default, or that take files and secrets.
    private static func isExcepted(_ name: String) -> Bool {
        name == "security.protocol" || name.hasPrefix("ssl.") || name.hasPrefix("sasl.") || name == "enable.idempotence"
    }

    private func consumer(_ extra: [String: String]) throws -> String {
        let properties = ["bootstrap.servers": "a:1"].merging(extra) { $1 }
        return String(describing: try ConsumerConfiguration(properties: properties))
    }

    private func producer(_ extra: [String: String]) throws -> String {
        // Without idempotence, so that any acks is valid.
        let properties = ["bootstrap.servers": "a:1", "enable.idempotence": "false"].merging(extra) { $1 }
        return String(describing: try ProducerConfiguration.read(properties: properties))
    }

    private func shareConsumer(_ extra: [String: String]) throws -> String {
        let properties = ["bootstrap.servers": "a:1", "group.id": "g"].merging(extra) { $1 }
        return String(describing: try ShareConsumerConfiguration(properties: properties, topics: ["t"]))
    }

    @Test func shareConsumersHavePropertiesOfTheirOwn() throws {
        let base = ["bootstrap.servers": "a:1", "group.id": "g"]
        let read = try ShareConsumerConfiguration(
            properties: base.merging([
                "share.acknowledgement.mode": "explicit", "share.acquire.mode": "record_limit", "max.poll.records": "7",
            ]) { $1 }, topics: ["t"])
        #expect(read.groupID == "g" && read.topics == ["t"] && read.client.bootstrapServers == ["a:1"])
        #expect(read.acknowledgementMode == .explicit && read.acquireMode == .recordLimit && read.maxPollRecords == 7)
        for (name, value) in [("auto.offset.reset", "earliest"), ("session.timeout.ms", "9"), ("acks", "all")] {
            let error = #expect(throws: KafkaError.self, "\(name)") { try shareConsumer([name: value]) }
            #expect(error?.message.contains("not to a share consumer") == true)
        }
        #expect(throws: KafkaError.self) { try shareConsumer(["group.id": ""]) }
        #expect(throws: KafkaError.self) { try shareConsumer(["share.acquire.mode": "some"]) }
        // A consumer takes them without effect, so that one file serves both.
        let other = try ConsumerConfiguration(properties: base.merging(["share.acquire.mode": "record_limit"]) { $1 })
        #expect(other.client.ignoredProperties.map(\.name) == ["share.acquire.mode"])
    }

    @Test func everyPropertyThatIsReadChangesTheConfiguration() {
        for (role, read) in [
            (KafkaProperty.Role.consumer, consumer), (.producer, producer), (.shareConsumer, shareConsumer),
        ] {
            let names = KafkaProperty.known.keys.filter { KafkaProperty.isRead($0, by: role) && !Self.isExcepted($0) }
            #expect(names.count > 10)
            for name in names.sorted() {
                // A level has an effect with its codec.
                let codec = name.split(separator: ".").dropFirst().first.map(String.init) ?? ""
                var base = name.hasSuffix(".level") ? ["compression.type": codec] : [:]
                if name == "transactional.id" { base["enable.idempotence"] = "true" }
                // A build without the codec refuses it.
                guard let defaults = try? read(base) else { continue }
                // A value that the property does not take is an error, and the next one is tried.
                let changes = Self.values.contains { value in
                    ((try? read(base.merging([name: value]) { $1 })) ?? defaults) != defaults
                }
                #expect(changes, "no value of \(name) changes the configuration of a \(role)")
            }
        }
    }
}
