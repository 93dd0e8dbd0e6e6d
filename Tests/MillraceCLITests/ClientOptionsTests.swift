// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import TestSupport
import Testing

@testable import MillraceCLI

/// The options of all commands that connect.
@Suite struct ClientOptionsTests {
    private func properties(
        _ arguments: [String], _ environment: [String: String] = [:], adding: [String: String] = [:]
    ) throws -> [String: String] {
        try ClientOptions.parse(arguments).properties(adding: adding, environment: environment)
    }

    @Test func brokersComeFromTheMostExplicitPlace() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("bootstrap.servers=file:1\nclient.id=me".utf8, "client.properties")
        let environment = ["KAFKA_BOOTSTRAP_SERVERS": "environment:1"]
        #expect(try properties([], environment)["bootstrap.servers"] == "environment:1")
        #expect(try properties(["-F", file], environment)["bootstrap.servers"] == "file:1")
        #expect(
            try properties(["-F", file, "-X", "bootstrap.servers=property:1"])["bootstrap.servers"] == "property:1")
        let all = try properties(["-F", file, "-X", "bootstrap.servers=property:1", "-b", "option:1"], environment)
        #expect(all == ["bootstrap.servers": "option:1", "client.id": "me"])
        let error = #expect(throws: ValidationError.self) { try properties([]) }
        #expect(error?.message.contains("KAFKA_BOOTSTRAP_SERVERS") == true)
    }

    @Test func shortAndLongNamesAreTheSame() throws {
        let long = try properties(
            ["--bootstrap-server", "a:1,b:2", "--property", "acks=1", "--property", "client.id=x=y"])
        #expect(long == ["bootstrap.servers": "a:1,b:2", "acks": "1", "client.id": "x=y"])
        #expect(try properties(["-b", "a:1,b:2", "-X", "acks=1", "-X", "client.id=x=y"]) == long)
        #expect(try properties(["-ba:1,b:2", "-X", "acks=1", "-X", "client.id=x=y"]) == long)
    }

    @Test func optionsOfTheCommandWin() throws {
        let all = try properties(["-b", "a:1", "-X", "compression.type=gzip"], adding: ["compression.type": "lz4"])
        #expect(all["compression.type"] == "lz4")
    }

    @Test func propertiesNeedNameAndValue() {
        for wrong in ["acks", "=1", ""] { #expect(throws: (any Error).self) { try properties(["-X", wrong]) } }
    }
}
