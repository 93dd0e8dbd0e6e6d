// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

@testable import ProtocolGenerator

/// Random messages of one version written in every other version, for all messages of all APIs.
///
/// A set field that the other version lacks is an error unless its spec lets it be dropped; a field that the other
/// version adds has its default.
@Suite struct VersionSemanticsTests {
    @Test func fieldsThatAVersionLacksAreRefusedDroppedOrDefaulted() throws {
        let seed = TestSeed.value
        print("versionSemantics: seed \(seed) (MILLRACE_SEED)")
        var random = SplitMix64(seed: seed)
        var (written, refused) = (0, 0)
        for api in try Subject.all() {
            for from in api {
                for to in api where to.direction == from.direction && to.version != from.version {
                    for _ in 0..<3 {
                        let value = from.layout.random(nil, using: &random)
                        let message = try from.type.init(
                            decoding: ByteSlice(copying: try from.layout.encode(value)), version: from.version)
                        let expected = from.layout.translated(value, to: to.layout)
                        let result = Result { try message.encoded(version: to.version) }
                        switch (expected, result) {
                        case (nil, .failure(let error)):
                            refused += 1
                            let error = try #require(error as? WireError)
                            let isRight = [.unsupportedVersion, .unexpectedNull].contains(error.code)
                            #expect(isRight, "\(from) → \(to): \(error)")
                            #expect(error.field != nil && error.version == to.version, "\(error)")
                        case (let expected?, .success(let bytes)):
                            written += 1
                            let read = try to.read(bytes.bytes)
                            #expect(read.value == expected, "\(from) → \(to), seed \(seed)")
                        case (nil, .success):
                            Issue.record("\(from) → \(to), seed \(seed): \(value.text) is not refused")
                        case (_?, .failure(let error)):
                            Issue.record("\(from) → \(to), seed \(seed): \(value.text): \(error)")
                        }
                    }
                }
            }
        }
        print("versionSemantics: \(written) written in another version, \(refused) refused")
        #expect(written > 1000 && refused > 1000)
    }

    @Test func unknownTaggedFieldsSurviveAtEveryLevel() throws {
        let seed = TestSeed.value
        print("unknownTaggedFields: seed \(seed) (MILLRACE_SEED)")
        var random = SplitMix64(seed: seed)
        for subject in try Subject.all().joined() {
            // The highest tag, which no spec has.
            for tag in [9_999, Int(UInt32.max)] {
                let value = subject.layout.random(nil, using: &random)
                let bytes = try subject.layout.encode(value, extra: (tag, [1, 2, 3]))
                let read = try subject.read(bytes)
                #expect(read.value == value, "\(subject), seed \(seed)")
                #expect(read.bytes == bytes, "\(subject), seed \(seed)")
                let plain = try subject.layout.encode(value)
                #expect((plain == bytes) == !subject.type.isFlexible(subject.version), "\(subject)")
            }
        }
    }
}
