// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

/// Damaged golden messages: they may be rejected, but must not trap.
@Suite struct MessageHostileTests {
    /// Decodes `bytes` and encodes the message again; nil if they cannot be decoded.
    private func again(_ type: any KafkaMessage.Type, _ bytes: ByteSlice, _ version: Int16) throws -> ByteSlice? {
        // Damaged bytes may be rejected; a message that is accepted must be writable.
        guard let message = try? type.init(decoding: bytes, version: version) else { return nil }
        return try message.encoded(version: version)
    }

    /// Checks that the error names message, version, field and byte.
    private func expectPlace(_ error: WireError?, of golden: GoldenMessage, within bytes: ClosedRange<Int>) {
        guard let error else { return }  // The caller reports it.
        #expect(error.message == "\(golden.type.messageName)" && error.version == golden.version, "\(error)")
        #expect(error.field?.isEmpty == false && bytes.contains(error.byteOffset), "\(error)")
    }

    @Test func errorsOfDamagedMessagesNameMessageVersionFieldAndByte() throws {
        for golden in try GoldenMessage.all() where !golden.body.isEmpty {
            for place in stride(from: 0, to: golden.body.count, by: max(golden.body.count / 40, 1)) {
                for value in [0x7f, 0x80, 0xff] as [UInt8] {
                    var bytes = golden.body.bytes
                    bytes[place] = value
                    do throws(WireError) {
                        _ = try golden.type.init(decoding: ByteSlice(copying: bytes), version: golden.version)
                    } catch {
                        expectPlace(error, of: golden, within: 0...bytes.count)
                    }
                }
            }
        }
    }

    @Test func unknownAPIsAndVersionsAreNamed() throws {
        var reader = WireReader(ByteSlice(copying: [1, 2, 3]))
        let api = #expect(throws: WireError.self) {
            try KafkaAPIs.decodeRequest(apiKey: APIKey(rawValue: 999), version: 3, from: &reader)
        }
        #expect(api?.message == "API 999" && api?.version == 3 && api?.field == "apiKey")
        let version = #expect(throws: WireError.self) {
            try KafkaAPIs.decodeResponse(apiKey: .fetch, version: 99, from: &reader)
        }
        #expect(version?.message == "FetchResponse" && version?.version == 99 && version?.field == "version")
    }

    @Test func everyCutOfAGoldenMessageIsAnError() throws {
        // The newest version of each message, and every seventh of the others to save time.
        for (index, golden) in try GoldenMessage.all().enumerated()
        where golden.version == golden.type.versions.upperBound || index % 7 == 0 {
            let whole = golden.body
            for end in 0..<whole.count {
                let error = #expect(throws: WireError.self, "\(golden.type) v\(golden.version) cut to \(end) bytes") {
                    try golden.type.init(decoding: whole[0..<end], version: golden.version)
                }
                expectPlace(error, of: golden, within: 0...end)
            }
            let longer = #expect(throws: WireError.self, "\(golden.type) v\(golden.version)") {
                try golden.type.init(decoding: ByteSlice(copying: golden.body.bytes + [0]), version: golden.version)
            }
            #expect(longer?.code == .trailingBytes)
            expectPlace(longer, of: golden, within: whole.count...whole.count)
        }
    }

    @Test func damagedMessagesAreRejectedOrReadAsSomethingThatCanBeWritten() throws {
        let seed = TestSeed.value
        print("damagedMessages: seed \(seed)")
        var random = SplitMix64(seed: seed)
        var accepted = 0
        for golden in try GoldenMessage.all() where !golden.body.isEmpty {
            for _ in 0..<20 {
                var bytes = golden.body.bytes
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let index = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                    case 1: bytes[index] = UInt8.random(in: 0...255, using: &random)
                    case 2: bytes[index] = [0x00, 0x7f, 0x80, 0xff].randomElement(using: &random) ?? 0
                    default: bytes.removeLast(min(bytes.count - 1, Int.random(in: 1...4, using: &random)))
                    }
                }
                let written = try again(golden.type, ByteSlice(copying: bytes), golden.version)
                guard let written else { continue }
                accepted += 1
                // Our form of a message is unique: a second trip changes nothing.
                let twice = try again(golden.type, written, golden.version)
                #expect(twice == written, "\(golden.type) v\(golden.version), seed \(seed): \(bytes)")
            }
        }
        #expect(accepted > 0, "seed \(seed)")
    }

    @Test func bytesReadInAVersionThatDidNotWriteThemNeverTrap() throws {
        for golden in try GoldenMessage.all() {
            let bytes = golden.body
            for version in golden.type.versions where version != golden.version {
                let written = try again(golden.type, bytes, version)
                if let written { #expect(try again(golden.type, written, version) == written) }
            }
        }
    }
}
