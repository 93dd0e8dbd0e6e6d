// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The parts of a record.
extension RecordBatchBuilder {
    @inline(__always)
    static func zigzag(_ value: Int64) -> UInt64 { UInt64(bitPattern: (value << 1) ^ (value >> 63)) }

    @inline(__always)
    static func varintSize(_ value: UInt64) -> Int {
        // 7 bits per byte: (bits + 6) / 7, and one byte for zero.
        value < 0x80 ? 1 : (70 - value.leadingZeroBitCount) / 7
    }

    /// Stores a varint at `p`, which has room for it, and advances `p`.
    @inline(__always)
    static func put(_ value: UInt64, _ p: inout UnsafeMutableRawPointer) {
        var rest = value
        while rest >= 0x80 {
            unsafe p.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
            unsafe p += 1
            rest >>= 7
        }
        unsafe p.storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
        unsafe p += 1
    }

    static func put(_ header: RecordHeader, _ p: inout UnsafeMutableRawPointer) {
        var key = header.key
        unsafe put(UInt64(truncatingIfNeeded: key.utf8.count) << 1, &p)
        key.withUTF8 { unsafe putBytes(UnsafeRawBufferPointer($0), &p) }
        guard let value = header.value else { return unsafe put(1, &p) }
        unsafe put(UInt64(truncatingIfNeeded: value.count) << 1, &p)
        unsafe value.withUnsafeBytes { unsafe putBytes($0, &p) }
    }

    static func putBytes(_ bytes: UnsafeRawBufferPointer, _ p: inout UnsafeMutableRawPointer) {
        if let start = bytes.baseAddress { unsafe p.copyMemory(from: start, byteCount: bytes.count) }
        unsafe p += bytes.count
    }

    static func headerSectionSize(_ headers: [RecordHeader]) -> Int {
        var size = varintSize(UInt64(headers.count) << 1)
        for header in headers {
            let keyCount = header.key.utf8.count
            let valueCount = header.value?.count ?? 0
            size += varintSize(UInt64(keyCount) << 1) + keyCount
            size += varintSize(header.value == nil ? 1 : UInt64(valueCount) << 1) + valueCount
        }
        return size
    }
}
