// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import ProtocolGenerator

/// The committed messages are those that the specs generate.
@Suite struct StalenessTests {
    @Test func committedMessagesAreWhatTheSpecsGenerate() throws {
        let stale = try ProtocolGenerator.run(root: PackageRoot.url, write: false)
        #expect(stale.isEmpty, "run `make generate`: \(stale)")
    }

    @Test func staleMissingAndLeftOverFilesAreNamedAndBroughtUpToDate() throws {
        let files = FileManager.default
        let folder = try TemporaryFolder()
        let package = URL(filePath: folder.path)
        let messages = package.appending(path: "Sources/KafkaProtocol/Messages")
        try files.createDirectory(at: messages, withIntermediateDirectories: true)
        try files.createDirectory(at: package.appending(path: "ProtocolSpecs"), withIntermediateDirectories: true)
        func write(_ text: String, _ name: String) throws {
            try text.write(to: package.appending(path: name), atomically: true, encoding: .utf8)
        }
        try write("data Thing versions 0 flexible none\n    A int8 0\n", "ProtocolSpecs/Thing.spec")
        try write("0 NONE final no error\n1 OOPS retriable again\n", "ProtocolSpecs/ErrorCodes.spec")
        try write("old", "Sources/KafkaProtocol/Messages/Thing.swift")
        try write("old", "Sources/KafkaProtocol/Messages/Gone.swift")

        let stale = ["APIKey.swift", "BrokerErrorCode.swift", "FieldVersions.swift", "Gone.swift", "Thing.swift"]
        #expect(try ProtocolGenerator.run(root: package, write: false) == stale)
        #expect(try files.contentsOfDirectory(atPath: messages.path).sorted() == ["Gone.swift", "Thing.swift"])
        #expect(try ProtocolGenerator.run(root: package, write: true) == stale)
        #expect(try ProtocolGenerator.run(root: package, write: true).isEmpty)
        #expect(
            try files.contentsOfDirectory(atPath: messages.path).sorted()
                == ["APIKey.swift", "BrokerErrorCode.swift", "FieldVersions.swift", "Thing.swift"])
    }
}
