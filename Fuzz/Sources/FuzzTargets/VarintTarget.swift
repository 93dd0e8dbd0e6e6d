// Millrace
// SPDX-License-Identifier: Apache-2.0

@testable import KafkaProtocol

/// Varints, one behind the other: every reader agrees with a plain one that is written here, and writing comes back.
enum VarintTarget {
    static func run(_ input: ByteSlice) {
        let bytes = input.bytes
        for start in bytes.indices.prefix(24) {
            let rest = input[start..<input.count]
            unsigned(rest, Array(bytes[start...].prefix(10)))
            long(rest, Array(bytes[start...].prefix(10)))
        }
    }

    /// The value of a varint with its length: nil if it does not end within `most` bytes or takes more than `bits` bits.
    private static func plain(_ bytes: [UInt8], most: Int, bits: Int) -> (UInt64, Int)? {
        var value: UInt64 = 0
        for (index, byte) in bytes.prefix(most).enumerated() {
            for bit in 0..<7 where byte >> bit & 1 == 1 {
                guard index * 7 + bit < bits else { return nil }
                value |= 1 << (index * 7 + bit)
            }
            if byte < 128 { return (value, index + 1) }
        }
        return nil
    }

    private static func unsigned(_ input: ByteSlice, _ bytes: [UInt8]) {
        var reader = WireReader(input)
        let start = reader.byteOffset
        let expected = plain(bytes, most: 5, bits: 32)
        do throws(WireError) {
            let value = try reader.readUnsignedVarint()
            Check.that(
                expected.map { $0.0 == UInt64(value) && $0.1 == reader.byteOffset - start } ?? false,
                "unsigned varint \(value)")
            var writer = WireWriter()
            writer.writeUnsignedVarint(value)
            let written = writer.finish()
            Check.that(written.count <= reader.byteOffset - start, "a varint became longer")
            var again = WireReader(written)
            Check.that(try again.readUnsignedVarint() == value && again.remaining == 0, "a varint came back as another")
        } catch {
            Check.that(expected == nil, "unsigned varint refused: \(error)")
            Check.that(reader.byteOffset == start, "an error moved the reader")
        }
        zigzag(input)
        fast(input, bytes)
    }

    private static func zigzag(_ input: ByteSlice) {
        var raw = WireReader(input)
        var reader = raw
        guard let unsigned = try? raw.readUnsignedVarint() else {
            return Check.that((try? reader.readVarint()) == nil, "the signed varint is read, the unsigned is not")
        }
        let expected = unsigned % 2 == 0 ? Int64(unsigned / 2) : -Int64(unsigned / 2) - 1
        do throws(WireError) {
            let value = try reader.readVarint()
            Check.that(Int64(value) == expected, "zigzag \(unsigned) as \(value)")
            var writer = WireWriter()
            writer.writeVarint(value)
            var again = WireReader(writer.finish())
            Check.that(try again.readUnsignedVarint() == unsigned, "zigzag comes back as another")
        } catch {
            Check.broken("the unsigned varint is read, the signed is not: \(error)")
        }
    }

    private static func long(_ input: ByteSlice, _ bytes: [UInt8]) {
        var reader = WireReader(input)
        let expected = plain(bytes, most: 10, bits: 64)
        do throws(WireError) {
            let value = try reader.readVarlong()
            let raw = expected.map { Int64(bitPattern: $0.0 >> 1) ^ ($0.0 & 1 == 1 ? -1 : 0) }
            Check.that(raw == value, "varlong \(value)")
            var writer = WireWriter()
            writer.writeVarlong(value)
            var again = WireReader(writer.finish())
            Check.that(try again.readVarlong() == value && again.remaining == 0, "a varlong came back as another")
        } catch {
            Check.that(expected == nil, "varlong refused: \(error)")
        }
    }

    /// The record reader's own varints, which are not bounds-checked, where there is room for them.
    private static func fast(_ input: ByteSlice, _ bytes: [UInt8]) {
        guard input.count >= 10 else { return }
        for (maxShift, most) in [(28, 5), (56, 9)] as [(UInt64, Int)] {
            unsafe input.withUnsafeBytes { raw in
                guard let base = raw.baseAddress else { return }
                var cursor = 0
                let value = unsafe RecordCursor.varint(base, &cursor, maxShift: maxShift)
                let expected = plain(bytes, most: most, bits: most * 7)
                Check.that(value == expected?.0, "fast varint \(value ?? 0)")
                Check.that(value == nil || cursor == expected?.1, "fast varint of \(cursor) bytes")
            }
        }
    }
}
