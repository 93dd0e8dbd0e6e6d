// Millrace
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import KafkaProtocol

/// The calls of generated code, which keep the first failure until `check`.
@Suite struct WireFieldsTests {
    private func reader(_ bytes: [UInt8]) -> WireReader { WireReader(ByteSlice(copying: bytes)) }

    private func failure(of reader: inout WireReader) -> WireError? {
        do throws(WireError) {
            try reader.check()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [0, 1, 7, 8, 9, 16, 63])
    func slicesDifferIfAnyByteDoes(_ count: Int) {
        let bytes = [UInt8](repeating: 7, count: count)
        #expect(ByteSlice(copying: bytes) == ByteSlice(copying: [9] + bytes)[1..<count + 1])
        #expect(ByteSlice(copying: bytes) != ByteSlice(copying: bytes + [7]))
        for index in 0..<count {
            var other = bytes
            other[index] = 8
            #expect(ByteSlice(copying: bytes) != ByteSlice(copying: other))
        }
    }

    @Test func readerThrowsTheFirstFailureWithItsFieldAndOffset() throws {
        var reader = reader([0, 7, 1, 2, 3])
        let (a, b) = (reader.int16("a"), reader.int32("b"))
        let (c, d, e) = (reader.string("c", flexible: true), reader.bool("d"), reader.uuid("e"))
        let (f, g) = (reader.strings("f", flexible: false), reader.taggedFields("g"))
        #expect(a == 7 && b == 0 && c == "" && d == false && e == .zero && f == [] && g == [])
        let error = try #require(failure(of: &reader))
        #expect(error.code == .truncated && error.field == "b" && error.byteOffset == 2)
        try reader.check()
        #expect(reader.byteOffset == 2)
        let h = reader.int8("h")
        #expect(h == 1)
    }

    @Test func nullIsAFailureUnlessAllowed() throws {
        var reader = reader([0xff, 0xff, 0])
        let a = reader.nullableString("a", flexible: false)
        #expect(a == nil)
        try reader.check()
        let b = reader.nullableStrings("b", flexible: true, nullable: false)
        #expect(b == nil)
        let error = try #require(failure(of: &reader))
        #expect(error.code == .unexpectedNull && error.field == "b" && error.byteOffset == 2)
    }

    @Test func arrayStopsAtItsFirstFailure() throws {
        // The count says 3, and the second element is longer than what is left.
        var reader = reader([4, 2, 0x61, 9, 0x62])
        _ = reader.strings("names", flexible: true)
        let error = try #require(failure(of: &reader))
        #expect(error.code == .invalidLength && error.field == "names" && error.byteOffset == 3)
    }

    @Test(arguments: [0, 1, 1023, 1024, 1025, 3000])
    func arraysOfStructuresOfAnyLengthRoundTrip(_ count: Int) throws {
        let request = MetadataRequest(topics: (0..<count).map { .init(name: "t\($0)") })
        let bytes = try request.encoded(version: 9)
        #expect(try MetadataRequest(decoding: bytes, version: 9) == request)
        if count > 0 {
            #expect(throws: WireError.self) { try MetadataRequest(decoding: bytes[0..<bytes.count - 4], version: 9) }
        }
    }

    @Test func knownTaggedFieldMustUseAllOfItsBytes() throws {
        // Tags 0 (known, one byte too long) and 5.
        var reader = reader([2, 0, 2, 7, 9, 5, 0])
        let begun = reader.taggedSection("tags")
        var section = try #require(begun)
        let hasFirst = section.next(&reader)
        #expect(hasFirst && section.tag == 0)
        let a = section.value.int8("a")
        #expect(a == 7)
        let hasSecond = section.next(&reader)
        #expect(!hasSecond)
        let error = try #require(failure(of: &reader))
        #expect(error.code == .trailingBytes && error.byteOffset == 4)
    }

    @Test func failureInsideATaggedFieldIsTheReaders() throws {
        var reader = reader([1, 3, 1, 7])
        let begun = reader.taggedSection("tags")
        var section = try #require(begun)
        let hasFirst = section.next(&reader)
        #expect(hasFirst && section.tag == 3)
        _ = section.value.int32("a")
        let hasSecond = section.next(&reader)
        #expect(!hasSecond)
        let error = try #require(failure(of: &reader))
        #expect(error.code == .truncated && error.field == "a" && error.byteOffset == 3)
    }

    @Test func unknownTagsAreKept() throws {
        var reader = reader([2, 1, 1, 7, 9, 2, 1, 2, 0xaa])
        let begun = reader.taggedSection("tags")
        var section = try #require(begun)
        while section.next(&reader) { section.keep() }
        try reader.check()
        #expect(section.unknown.map(\.tag) == [1, 9] && section.unknown.map(\.data.bytes) == [[7], [1, 2]])
        let after = reader.int8("after")
        #expect(after == -86)
    }

    @Test func writerThrowsTheFirstFailure() throws {
        var writer = WireWriter()
        writer.int32(1)
        writer.nullableString(nil, "a", flexible: false, nullable: false)
        writer.unsupported("b")
        var error: WireError?
        do throws(WireError) { try writer.check() } catch let caught { error = caught }
        #expect(error?.code == .unexpectedNull && error?.field == "a" && error?.byteOffset == 4)
        try writer.check()
    }

    @Test(arguments: [0, 1, 126, 127, 128, 40_000])
    func lengthsOfEveryWidthRoundTrip(_ count: Int) throws {
        let text = String(repeating: "x", count: count)
        var writer = WireWriter()
        writer.string(text, "a", flexible: true)
        writer.strings([text], "b", flexible: true)
        writer.bytes(ByteSlice(utf8: text), "c", flexible: true)
        try writer.check()
        var reader = WireReader(writer.finish())
        let (a, b) = (reader.string("a", flexible: true), reader.strings("b", flexible: true))
        let c = reader.bytes("c", flexible: true)
        #expect(a == text && b == [text] && c.string == text)
        try reader.check()
        try reader.expectEnd()
    }
}
