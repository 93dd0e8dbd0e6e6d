// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport

/// Contents of the records of a served log.
enum Payload {
    /// A key of 8 bytes and a value with this number of bytes.
    case bytes(Int)
    /// No key; the value is a line of text from `LineGenerator`.
    case lines
}

/// About 1 MiB of record batches (magic 2, uncompressed) that are served repeatedly, with different base offsets.
///
/// The server has its own encoder, so that the client decodes batches that its library did not write.
struct RecordSet: Sendable {
    let bytes: [UInt8]
    /// Start of each batch in `bytes`, and the end of the last one.
    let starts: [Int]
    let recordsPerBatch: Int

    init(_ payload: Payload, batchBytes: Int, totalBytes: Int) {
        var lines = LineGenerator()
        var random = SplitMix64(seed: 7)
        func next() -> (key: [UInt8]?, value: [UInt8]) {
            switch payload {
            case .bytes(let count):
                return (Self.randomBytes(8, &random), Self.randomBytes(count, &random))
            case .lines:
                return (nil, lines.next())
            }
        }
        let sample = next()
        recordsPerBatch = max(1, (batchBytes - 61) / (sample.value.count + (sample.key?.count ?? 0) + 9))
        var bytes: [UInt8] = []
        var starts = [0]
        repeat {
            bytes += Self.batch((0..<recordsPerBatch).map { _ in next() })
            starts.append(bytes.count)
        } while bytes.count + batchBytes <= totalBytes
        self.bytes = bytes
        self.starts = starts
    }

    var batchCount: Int { starts.count - 1 }

    private static func randomBytes(_ count: Int, _ random: inout SplitMix64) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 32...126, using: &random) }
    }

    private static func batch(_ records: [(key: [UInt8]?, value: [UInt8])]) -> [UInt8] {
        var tail = ResponseBytes()
        tail.int16(0)  // attributes: uncompressed, create time
        tail.int32(Int32(records.count - 1))
        tail.int64(1_700_000_000_000)
        tail.int64(1_700_000_000_000 + Int64(records.count - 1))
        tail.int64(-1)
        tail.int16(-1)
        tail.int32(-1)
        tail.int32(Int32(records.count))
        for (index, record) in records.enumerated() {
            var body = ResponseBytes()
            body.int8(0)
            body.varint(index)  // timestamp delta
            body.varint(index)  // offset delta
            if let key = record.key {
                body.varint(key.count)
                body.bytes += key
            } else {
                body.varint(-1)
            }
            body.varint(record.value.count)
            body.bytes += record.value
            body.varint(0)
            tail.varint(body.bytes.count)
            tail.bytes += body.bytes
        }
        var head = ResponseBytes()
        head.int64(0)  // base offset, set for every response
        head.int32(Int32(tail.bytes.count + 9))
        head.int32(0)  // leader epoch
        head.int8(2)
        head.int32(Int32(bitPattern: crc32c(tail.bytes)))
        return head.bytes + tail.bytes
    }
}

/// CRC-32C (Castagnoli) with a table, byte by byte. Only used to build the record set.
func crc32c(_ bytes: [UInt8]) -> UInt32 {
    let table = (0..<256).map { index -> UInt32 in
        var value = UInt32(index)
        for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0x82f6_3b78 : value >> 1 }
        return value
    }
    var crc = UInt32.max
    for byte in bytes { crc = table[Int((crc ^ UInt32(byte)) & 255)] ^ (crc >> 8) }
    return ~crc
}

/// Writer of big-endian bytes for Kafka messages.
struct ResponseBytes {
    var bytes: [UInt8] = []

    mutating func integer(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
    mutating func int8(_ value: Int8) { integer(value) }
    mutating func int16(_ value: Int16) { integer(value) }
    mutating func int32(_ value: Int32) { integer(value) }
    mutating func int64(_ value: Int64) { integer(value) }
    mutating func string(_ value: String?) {
        guard let value else { return int16(-1) }
        int16(Int16(value.utf8.count))
        bytes += Array(value.utf8)
    }

    /// A zigzag varint.
    mutating func varint(_ value: Int) {
        var rest = UInt64(bitPattern: Int64((value << 1) ^ (value >> 63)))
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// An unsigned varint below 128.
    mutating func smallUnsigned(_ value: Int) { bytes.append(UInt8(value)) }
}
