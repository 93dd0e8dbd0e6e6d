// Millrace
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import KafkaClient

@Suite struct FetchConfigurationTests {
    private func read(_ properties: [String: String]) throws -> FetchConfiguration {
        try ConsumerConfiguration(properties: properties.merging(["bootstrap.servers": "a:1"]) { $1 }).fetch
    }

    @Test func outagesEndNoReaderByDefault() throws {
        let defaults = try read([:])
        #expect(defaults.maxRetries == nil)
        #expect(defaults.rack == nil)
        #expect(defaults.maxBufferedBytes == 64 << 20)
        #expect(defaults.progressTimeout == .seconds(60))
    }

    @Test func propertiesAreRead() throws {
        let given = try read([
            "client.rack": "r1", "queued.max.messages.kbytes": "2048", "progress.timeout.ms": "1500", "maxRetries": "3",
        ])
        #expect(given.rack == "r1")
        #expect(given.maxBufferedBytes == 2 << 20)
        #expect(given.progressTimeout == .milliseconds(1500))
        #expect(given.maxRetries == 3)
    }

    @Test(arguments: [
        ("queued.max.messages.kbytes", "0"), ("progress.timeout.ms", "0"), ("progress.timeout.ms", "soon"),
    ])
    func badValuesAreNamed(_ name: String, _ value: String) {
        #expect {
            _ = try read([name: value])
        } throws: { error in
            (error as? KafkaError)?.message.contains(name) == true
        }
    }

    @Test func valuesOutOfRangeAreRefused() {
        #expect(throws: KafkaError.self) { try FetchConfiguration(maxRetries: -1).validate() }
        #expect(throws: KafkaError.self) { try FetchConfiguration(maxBufferedBytes: 0).validate() }
        #expect(throws: KafkaError.self) { try FetchConfiguration(progressTimeout: .zero).validate() }
    }
}
