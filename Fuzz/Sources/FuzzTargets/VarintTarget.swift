// Millrace
// SPDX-License-Identifier: Apache-2.0

@testable import KafkaProtocol

/// A sequence of varints. Checks that every reader agrees with a simple reference reader, and that written varints read
/// back.
enum VarintTarget {
    static func run(_ input: ByteSlice) {
        // More varints per input would not find more than other inputs do.
        var start = 0
        for _ in 0..<4 where start < input.count {
            let rest = input[start..<input.count]
            unsigned(rest)
            long(rest)
            start += plain(rest, most: 10, bits: 64)?.count ?? 1
        }
    }

    /// Reference reader: value and length of the varint at the start of `bytes`, nil if it does not end within `most`
    /// bytes or exceeds `bits` bits.
    private static func plain(_ bytes: ByteSlice, most: Int, bits: Int) -> (value: UInt64, count: Int)? {
        var value: UInt64 = 0
        for index in 0..<min(most, bytes.count) {
            let byte = bytes[index]
            let room = bits - index * 7
            if room < 7, (byte & 0x7f) >> room != 0 { return nil }
            value |= UInt64(byte & 0x7f) << (index * 7)
            if byte < 128 { return (value, index + 1) }
        }
        return nil
    }

    private static func unsigned(_ input: ByteSlice) {
        var reader = WireReader(input)
        let start = reader.byteOffset
        let expected = plain(input, most: 5, bits: 32)
        do throws(WireError) {
            let value = try reader.readUnsignedVarint()
            let count = reader.byteOffset - start
            Check.that(expected?.value == UInt64(value) && expected?.count == count, "unsigned varint \(value)")
            try zigzag(input, value)
            var writer = WireWriter()
            writer.writeUnsignedVarint(value)
            Check.that(writer.count <= count, "a varint became longer")
            var again = WireReader(writer.finish())
            Check.that(
                try again.readUnsignedVarint() == value && again.remaining == 0,
                "a written varint reads as another value")
        } catch {
            Check.that(expected == nil, "unsigned varint rejected: \(error)")
            Check.that(reader.byteOffset == start, "an error moved the reader")
            var signed = reader
            Check.that((try? signed.readVarint()) == nil, "the signed varint is accepted, the unsigned is not")
        }
        fast(input, maxShift: 28, most: 5)
        fast(input, maxShift: 56, most: 9)
    }

    private static func zigzag(_ input: ByteSlice, _ unsigned: UInt32) throws(WireError) {
        var reader = WireReader(input)
        let value = try reader.readVarint()
        let expected = unsigned % 2 == 0 ? Int64(unsigned / 2) : -Int64(unsigned / 2) - 1
        Check.that(Int64(value) == expected, "zigzag \(unsigned) as \(value)")
        var writer = WireWriter()
        writer.writeVarint(value)
        var again = WireReader(writer.finish())
        Check.that(try again.readUnsignedVarint() == unsigned, "a written zigzag varint reads as another value")
    }

    private static func long(_ input: ByteSlice) {
        var reader = WireReader(input)
        let expected = plain(input, most: 10, bits: 64)
        do throws(WireError) {
            let value = try reader.readVarlong()
            let raw = expected.map { Int64(bitPattern: $0.value >> 1) ^ ($0.value & 1 == 1 ? -1 : 0) }
            Check.that(raw == value, "varlong \(value)")
            var writer = WireWriter()
            writer.writeVarlong(value)
            var again = WireReader(writer.finish())
            Check.that(
                try again.readVarlong() == value && again.remaining == 0, "a written varlong reads as another value")
        } catch {
            Check.that(expected == nil, "varlong rejected: \(error)")
        }
    }

    /// Checks the record cursor's varint reader, which has no bounds checks, on inputs that are long enough for it.
    private static func fast(_ input: ByteSlice, maxShift: UInt64, most: Int) {
        guard input.count >= most else { return }
        unsafe input.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return }
            var cursor = 0
            let value = unsafe RecordCursor.varint(base, &cursor, maxShift: maxShift)
            let expected = plain(input, most: most, bits: most * 7)
            Check.that(value == expected?.value, "fast varint \(value ?? 0)")
            Check.that(value == nil || cursor == expected?.count, "fast varint of \(cursor) bytes")
        }
    }
}
