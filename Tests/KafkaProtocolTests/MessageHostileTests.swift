// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import Testing

/// Bytes that no honest peer sends: an error with its place, never a trap.
@Suite struct MessageHostileTests {
    private func golden() throws -> [(type: any KafkaMessage.Type, version: Int16, bytes: [UInt8])] {
        func response<R: KafkaRequest>(_ request: R.Type) -> any KafkaMessage.Type { R.Response.self }
        return try ConformanceData.rows(ConformanceData.vectors.appending(path: "messages.jsonl.gz")).map { row in
            let key = try #require(row["apiKey"] as? NSNumber).int16Value
            let request = try #require(KafkaAPIs.requests.first { $0.apiKey.rawValue == key })
            let version = try #require(row["version"] as? NSNumber).int16Value
            let hex = try #require(row["hex"] as? String)
            let type: any KafkaMessage.Type = row["direction"] as? String == "request" ? request : response(request)
            return (type, version, try ConformanceData.bytes(hex: hex).bytes)
        }
    }

    @Test func everyCutOfAGoldenMessageIsAnError() throws {
        for message in try golden().enumerated().filter({ $0.offset % 7 == 0 }).map(\.element) {
            for count in 0..<message.bytes.count {
                #expect(throws: WireError.self, "\(message.type) v\(message.version) cut to \(count) bytes") {
                    try message.type.init(
                        decoding: ByteSlice(copying: message.bytes.prefix(count)), version: message.version)
                }
            }
            let longer = #expect(throws: WireError.self) {
                try message.type.init(decoding: ByteSlice(copying: message.bytes + [0]), version: message.version)
            }
            #expect(longer?.code == .trailingBytes)
        }
    }

    @Test func changedBytesNeverTrapAndWhatDecodesEncodesAgain() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        var decoded = 0
        for message in try golden() where !message.bytes.isEmpty {
            for _ in 0..<4 {
                var bytes = message.bytes
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                // An error is as good as a message here; only a trap, or a message that cannot be written, is a fault.
                guard let value = try? message.type.init(decoding: ByteSlice(copying: bytes), version: message.version)
                else { continue }
                decoded += 1
                #expect(throws: Never.self, "seed \(seed), \(message.type) v\(message.version)") {
                    let again = try value.encoded(version: message.version)
                    let second = try message.type.init(decoding: again, version: message.version)
                    #expect(try second.encoded(version: message.version) == again)
                }
            }
        }
        #expect(decoded > 0, "seed \(seed)")
    }

    @Test(arguments: [
        ([0x7f, 0xff, 0xff, 0xff], WireError.Code.invalidLength), ([0xff, 0xff, 0xff, 0xfe], .invalidLength),
        ([0, 0, 0, 3, 0, 1], .invalidLength), ([0, 0], .truncated),
    ] as [([UInt8], WireError.Code)])
    func lengthsAreCheckedAgainstWhatIsLeft(bytes: [UInt8], code: WireError.Code) {
        var reader = WireReader(ByteSlice(copying: bytes))
        let error = #expect(throws: WireError.self) { try reader.readNullableBytes(flexible: false) }
        #expect(error?.code == code)
        #expect(error?.byteOffset == 0)
    }

    @Test(arguments: [
        [0x80, 0x80, 0x80, 0x80, 0x10], [0xff, 0xff, 0xff, 0xff, 0xff, 0x01], [0x80, 0x80, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
    func varintsThatDoNotFitAreErrors(bytes: [UInt8]) {
        var reader = WireReader(ByteSlice(copying: bytes))
        #expect(throws: WireError.self) { try reader.readUnsignedVarint() }
    }

    @Test func errorsNameMessageVersionFieldAndOffset() throws {
        // Topics array of one element whose name claims 9 bytes.
        let bytes: [UInt8] = [0, 0, 0, 1, 0, 9, 0x61]
        let error = #expect(throws: WireError.self) {
            try MetadataRequest(decoding: ByteSlice(copying: bytes), version: 0)
        }
        #expect(error?.message == "MetadataRequest")
        #expect(error?.version == 0)
        #expect(error?.field == "topics.name")
        #expect(error?.byteOffset == 4)
    }

    @Test func tagsHaveToRise() {
        // ApiVersions v3: two empty strings, then two fields with tag 9.
        let error = #expect(throws: WireError.self) {
            try ApiVersionsRequest(decoding: ByteSlice(copying: [1, 1, 2, 9, 0, 9, 0]), version: 3)
        }
        #expect(error?.code == .invalidValue)
    }

    @Test func versionsOutsideTheRangeAreErrors() {
        #expect(throws: WireError.self) { try MetadataRequest().encoded(version: 99) }
        #expect(throws: WireError.self) { try MetadataRequest(decoding: .empty, version: -1) }
    }

    @Test func fieldThatTheVersionLacksIsAnErrorUnlessIgnorable() throws {
        // Not ignorable: dropping the member's static id would change what the request does.
        let error = #expect(throws: WireError.self) {
            try HeartbeatRequest(groupInstanceID: "instance-1").encoded(version: 2)
        }
        #expect(error?.code == .unsupportedVersion)
        #expect(error?.field == "groupInstanceID")
        // Ignorable.
        let bytes = try FetchRequest(rackID: "rack").encoded(version: 4)
        #expect(try FetchRequest(decoding: bytes, version: 4).rackID == "")
    }

    @Test func nullAndEmptyAreKeptApart() throws {
        for version in MetadataRequest.versions where version >= 1 {
            let all = try MetadataRequest(topics: nil).encoded(version: version)
            let none = try MetadataRequest(topics: []).encoded(version: version)
            #expect(all != none)
            #expect(try MetadataRequest(decoding: all, version: version).topics == nil)
            #expect(try MetadataRequest(decoding: none, version: version).topics == [])
        }
        let error = #expect(throws: WireError.self) { try MetadataRequest(topics: nil).encoded(version: 0) }
        #expect(error?.code == .unexpectedNull)
    }

    @Test func unknownTaggedFieldsSurvive() throws {
        let field = TaggedField(tag: 1000, data: ByteSlice(utf8: "later"))
        var request = FetchRequest(clusterID: "c")
        request.unknownTaggedFields = [field]
        let bytes = try request.encoded(version: 12)
        let read = try FetchRequest(decoding: bytes, version: 12)
        #expect(read.unknownTaggedFields == [field])
        #expect(read.clusterID == "c")
    }
}
