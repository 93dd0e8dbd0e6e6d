// Millrace
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import KafkaProtocol

/// A read that must fail, and its error.
struct HostileRead: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var code: WireError.Code
    var read: @Sendable (inout WireReader) throws -> Void
    var testDescription: String { name }

    init(
        _ name: String, _ bytes: [UInt8], _ code: WireError.Code,
        _ read: @escaping @Sendable (inout WireReader) throws -> Void
    ) {
        (self.name, self.bytes, self.code, self.read) = (name, bytes, code, read)
    }

    private static func array(flexible: Bool) -> @Sendable (inout WireReader) throws -> Void {
        { reader in
            _ = reader.integers("array", flexible: flexible) as [Int64]
            try reader.check()
        }
    }

    private static func readTaggedInt16s(_ reader: inout WireReader) throws {
        if var section = reader.taggedSection("tags") {
            while section.next(&reader) { _ = section.value.int16("known") }
        }
        try reader.check()
    }

    static let all: [HostileRead] = [
        .init("int8 of nothing", [], .truncated) { _ = try $0.readInt8() },
        .init("int16 of 1 byte", [0], .truncated) { _ = try $0.readInt16() },
        .init("int32 of 3 bytes", [0, 0, 0], .truncated) { _ = try $0.readInt32() },
        .init("int64 of 7 bytes", [UInt8](repeating: 0, count: 7), .truncated) { _ = try $0.readInt64() },
        .init("double of 7 bytes", [UInt8](repeating: 0, count: 7), .truncated) { _ = try $0.readFloat64() },
        .init("uuid of 15 bytes", [UInt8](repeating: 0, count: 15), .truncated) { _ = try $0.readUUID() },
        .init("varint without an end", [0x80, 0x80], .truncated) { _ = try $0.readUnsignedVarint() },
        .init("varint of nothing", [], .truncated) { _ = try $0.readUnsignedVarint() },
        .init("varint of 6 bytes", [0x80, 0x80, 0x80, 0x80, 0x80, 0], .invalidVarint) {
            _ = try $0.readUnsignedVarint()
        },
        .init("varint of 33 bits", [0xff, 0xff, 0xff, 0xff, 0x1f], .invalidVarint) { _ = try $0.readVarint() },
        .init("varlong of 11 bytes", [UInt8](repeating: 0x80, count: 10) + [0], .invalidVarint) {
            _ = try $0.readVarlong()
        },
        .init("varlong of 65 bits", [UInt8](repeating: 0xff, count: 9) + [2], .invalidVarint) {
            _ = try $0.readVarlong()
        },
        .init("string of length -2", [0xff, 0xfe, 0], .invalidLength) {
            _ = try $0.readNullableString(flexible: false)
        },
        .init("string of length -32768", [0x80, 0], .invalidLength) { _ = try $0.readString(flexible: false) },
        .init("string longer than the rest", [0, 3, 65, 66], .invalidLength) { _ = try $0.readString(flexible: false) },
        .init("null string", [0xff, 0xff], .unexpectedNull) { _ = try $0.readString(flexible: false) },
        .init("null compact string", [0], .unexpectedNull) { _ = try $0.readString(flexible: true) },
        .init("compact string longer than the rest", [4, 65, 66], .invalidLength) {
            _ = try $0.readString(flexible: true)
        },
        .init("compact string of 4 GiB", [0xff, 0xff, 0xff, 0xff, 0x0f], .invalidLength) {
            _ = try $0.readNullableString(flexible: true)
        },
        .init("bytes of length -2", [0xff, 0xff, 0xff, 0xfe], .invalidLength) {
            _ = try $0.readNullableBytes(flexible: false)
        },
        .init("bytes of 2 GiB", [0x7f, 0xff, 0xff, 0xff, 0], .invalidLength) { _ = try $0.readBytes(flexible: false) },
        .init("null bytes", [0xff, 0xff, 0xff, 0xff], .unexpectedNull) { _ = try $0.readBytes(flexible: false) },
        .init("compact bytes longer than the rest", [3, 1], .invalidLength) { _ = try $0.readBytes(flexible: true) },
        .init("array of -2", [0xff, 0xff, 0xff, 0xfe], .invalidLength, array(flexible: false)),
        .init("array of 2^31 - 1", [0x7f, 0xff, 0xff, 0xff, 0, 0, 0], .invalidLength, array(flexible: false)),
        .init(
            "array of more elements than bytes", [0, 0, 0, 9] + [0, 0, 0, 0, 0, 0, 0, 0], .invalidLength,
            array(flexible: false)),
        .init(
            "array that ends inside an element", [0, 0, 0, 2] + [UInt8](repeating: 0, count: 15), .truncated,
            array(flexible: false)),
        .init("null array", [0xff, 0xff, 0xff, 0xff], .unexpectedNull, array(flexible: false)),
        .init("compact array of 2^32 - 2", [0xff, 0xff, 0xff, 0xff, 0x0f, 1], .invalidLength, array(flexible: true)),
        .init("null compact array", [0], .unexpectedNull, array(flexible: true)),
        .init("negative slice", [1, 2], .invalidLength) { _ = try $0.readSlice(count: -1) },
        .init("slice beyond the end", [1, 2], .truncated) { _ = try $0.readSlice(count: 3) },
        .init("slice of Int.max", [1, 2], .truncated) { _ = try $0.readSlice(count: .max) },
        .init("negative skip", [1, 2], .invalidLength) { try $0.skip(count: .min) },
        .init("skip beyond the end", [1, 2], .truncated) { try $0.skip(count: 3) },
        .init("tags without an end", [1], .truncated) { _ = try $0.readTaggedFields() },
        .init("2^32 - 1 tags", [0xff, 0xff, 0xff, 0xff, 0x0f], .truncated) { _ = try $0.readTaggedFields() },
        .init("tag larger than the rest", [1, 0, 5, 1], .invalidLength) { _ = try $0.readTaggedFields() },
        .init("tag of 4 GiB", [1, 0, 0xff, 0xff, 0xff, 0xff, 0x0f], .invalidLength) { _ = try $0.readTaggedFields() },
        .init("the same tag twice", [2, 7, 0, 7, 0], .invalidValue) { _ = try $0.readTaggedFields() },
        .init("falling tags", [2, 7, 0, 6, 0], .invalidValue) { _ = try $0.readTaggedFields() },
        .init("known tag with bytes left", [1, 0, 3, 0, 1, 2], .trailingBytes) {
            try readTaggedInt16s(&$0)
        },
        .init("known tag that reads into the next", [2, 0, 1, 0, 1, 1, 0], .truncated) {
            try readTaggedInt16s(&$0)
        },
        .init("bytes after the end", [0, 1], .trailingBytes) {
            _ = try $0.readInt8()
            try $0.expectEnd()
        },
    ]
}

/// Limits of the reader and the writer.
@Suite struct WireHostileTests {
    @Test(arguments: HostileRead.all)
    func hostileReadIsRejected(_ hostile: HostileRead) {
        var reader = WireReader(ByteSlice(copying: hostile.bytes))
        #expect {
            try hostile.read(&reader)
        } throws: {
            ($0 as? WireError)?.code == hostile.code
        }
        #expect(reader.remaining >= 0 && reader.remaining <= hostile.bytes.count)
    }

    @Test func readerOfASliceNeverSeesTheBytesAroundIt() throws {
        let whole = ByteSlice(copying: [9, 9, 0, 5, 9, 9, 9, 9, 9])
        var reader = WireReader(whole[2..<5])
        #expect {
            try reader.readString(flexible: false)
        } throws: {
            // The offset counts from the start of the block and points at the length's first byte.
            ($0 as? WireError)?.code == .invalidLength && ($0 as? WireError)?.byteOffset == 2
        }
        #expect(reader.remaining == 3)
    }

    @Test func failedReadLeavesThePositionWhereItWas() throws {
        var reader = WireReader(ByteSlice(copying: [0x80, 0x80, 0x80]))
        #expect(throws: WireError.self) { try reader.readUnsignedVarint() }
        #expect(throws: WireError.self) { try reader.readInt32() }
        #expect(throws: WireError.self) { try reader.readUUID() }
        #expect(reader.remaining == 3)
        reader = WireReader(ByteSlice(copying: [0xff, 0xff]))
        #expect(throws: WireError.self) { try reader.readString(flexible: false) }
        #expect(reader.remaining == 2)
    }

    @Test func nullAndEmptyAreKeptApart() throws {
        for flexible in [false, true] {
            var writer = WireWriter()
            try writer.writeNullableString(nil, flexible: flexible)
            try writer.writeNullableString("", flexible: flexible)
            try writer.writeNullableBytes(nil, flexible: flexible)
            try writer.writeNullableBytes(.empty, flexible: flexible)
            var reader = WireReader(writer.finish())
            #expect(try reader.readNullableString(flexible: flexible) == nil)
            #expect(try reader.readNullableString(flexible: flexible) == "")
            #expect(try reader.readNullableBytes(flexible: flexible) == nil)
            #expect(try reader.readNullableBytes(flexible: flexible)?.isEmpty == true)
            try reader.expectEnd()
        }
    }

    @Test(arguments: [0, 1, 63, 64, -1, -64, -65, .max, .min, 300, -300, 1 << 34] as [Int64])
    func varintsReadBackWhatWasWritten(_ value: Int64) throws {
        var writer = WireWriter()
        writer.writeVarlong(value)
        writer.writeVarint(Int32(truncatingIfNeeded: value))
        writer.writeUnsignedVarint(UInt32(truncatingIfNeeded: value))
        var reader = WireReader(writer.finish())
        #expect(try reader.readVarlong() == value)
        #expect(try reader.readVarint() == Int32(truncatingIfNeeded: value))
        #expect(try reader.readUnsignedVarint() == UInt32(truncatingIfNeeded: value))
        try reader.expectEnd()
    }

    @Test func stringTooLongForItsLengthFieldIsRejected() throws {
        var writer = WireWriter()
        try writer.writeString(String(repeating: "a", count: 32_767), flexible: false)
        #expect {
            try writer.writeString(String(repeating: "a", count: 32_768), flexible: false)
        } throws: {
            ($0 as? WireError)?.code == .invalidLength
        }
        try writer.writeString(String(repeating: "a", count: 32_768), flexible: true)
    }

    @Test func illFormedUTF8IsReplaced() throws {
        var reader = WireReader(ByteSlice(copying: [0, 3, 65, 0xff, 66]))
        #expect(try reader.readString(flexible: false) == "A\u{fffd}B")
    }

    @Test func errorNamesMessageVersionFieldAndOffset() throws {
        // One topic whose name is null, in a version that does not allow null.
        #expect {
            try MetadataRequest(decoding: ByteSlice(copying: [0, 0, 0, 1, 0xff, 0xff]), version: 1)
        } throws: { error in
            guard let error = error as? WireError else { return false }
            return error.code == .unexpectedNull && error.message == "MetadataRequest" && error.version == 1
                && error.field == "topics.name" && error.byteOffset == 4
        }
    }
}
