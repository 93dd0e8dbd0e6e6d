// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The bytes of a file of a write-ahead log, without any I/O: a head and records. Integers are little-endian.
///
/// - Head (44 bytes): magic "MRWL"; format 1 (4 bytes); epoch of the writer and number of the file (8 bytes each); end
///   of the file before, 0 in the first one (8 bytes); time of its first record (8 bytes); CRC-32C of the 40 bytes
///   before.
/// - Record: length of the payload (4 bytes); CRC-32C of the payload (4 bytes); time (8 bytes); synced (4 bytes);
///   CRC-32C of the 20 bytes before; payload.
///
/// `synced` is the offset up to which the file was on the disk when the record was written. So damage before a record
/// that says it was synced is told from a tail that was being written when the power failed. Own design.
package enum LogFormat {
    package static let version: UInt8 = 1
    package static let headSize = 44
    package static let recordHeadSize = 24
    /// A record's payload is at most this large: its length has 4 bytes.
    package static let maxPayload = Int(UInt32.max)
    private static let magic = Array("MRWL".utf8)

    /// Head of a file.
    package struct Head: Equatable, Sendable {
        /// Epoch of the writer, and number of the file within the log.
        package var epoch: UInt64, number: UInt64
        /// End of the file before: bytes after it do not belong to the log.
        package var previousEnd: UInt64
        /// Time of the first record.
        package var time: Int64

        package init(epoch: UInt64, number: UInt64, previousEnd: UInt64, time: Int64) {
            self.epoch = epoch
            self.number = number
            self.previousEnd = previousEnd
            self.time = time
        }
    }

    /// A record and its place.
    package struct Record: Sendable {
        package let offset: Int
        package let time: Int64
        package let synced: Int
        package let payload: Range<Int>

        /// Offset after the record.
        package var end: Int { payload.upperBound }
    }

    /// Step of reading a file.
    package enum Step {
        case record(Record)
        /// The end of the records. Bytes from here on are an unfinished write.
        case end(Int)
        /// Bytes that are not a record are followed by one that was written after they were on the disk.
        case damage(Range<Int>)
    }

    // MARK: Writing

    package static func writeHead(_ head: Head, into writer: inout StoreWriter) {
        let start = writer.count
        for byte in magic { writer.writeInteger(byte) }
        writer.writeInteger(UInt32(version))
        writer.writeInteger(head.epoch)
        writer.writeInteger(head.number)
        writer.writeInteger(head.previousEnd)
        writer.writeInteger(head.time)
        let sum = unsafe writer.withWritten(from: start) { unsafe CRC32C.checksum($0) }
        writer.writeInteger(sum)
    }

    /// Writes a record, whose payload has at most `maxPayload` bytes. `synced` is the offset up to which the file is on
    /// the disk.
    package static func writeRecord(_ payload: StoredBytes, time: Int64, synced: Int, into writer: inout StoreWriter) {
        let start = writer.count
        writer.writeInteger(UInt32(payload.count))
        writer.writeInteger(unsafe payload.withUnsafeBytes { unsafe CRC32C.checksum($0) })
        writer.writeInteger(time)
        writer.writeInteger(UInt32(synced))
        let sum = unsafe writer.withWritten(from: start) { unsafe CRC32C.checksum($0) }
        writer.writeInteger(sum)
        unsafe payload.withUnsafeBytes { unsafe writer.writeRaw($0) }
    }

    // MARK: Reading

    /// The head of a file; `nil` if its creation was not finished: it is too short, or zero.
    /// - Throws: `StorableError` if it is not the head of a log file, damaged, or of a newer format.
    package static func readHead(_ bytes: StoredBytes) throws(StorableError) -> Head? {
        guard bytes.count >= headSize else { return nil }
        if unsafe bytes.withUnsafeBytes({ unsafe $0.allSatisfy { $0 == 0 } }) { return nil }
        var reader = StoreReader(bytes)
        for byte in magic where try reader.readInteger(UInt8.self) != byte {
            throw reader.error(.damaged, "this is not a file of a write-ahead log: it does not begin with MRWL")
        }
        let format = try reader.readInteger(UInt32.self)
        let head = Head(
            epoch: try reader.readInteger(), number: try reader.readInteger(), previousEnd: try reader.readInteger(),
            time: try reader.readInteger())
        let sum = unsafe bytes.withUnsafeBytes { bytes in
            unsafe CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<(headSize - 4)]))
        }
        guard try reader.readInteger(UInt32.self) == sum else {
            throw StorableError(.damaged, "the head of a log file does not have its checksum", byteOffset: 0)
        }
        guard format == UInt32(version) else {
            throw StorableError(
                .unknownVersion, "a log file has format \(format), this program reads \(version): use a later one",
                byteOffset: 4)
        }
        return head
    }

    /// The next step at `offset`, which is the end of the head, of a record, or of damage.
    package static func step(_ bytes: StoredBytes, at offset: Int) -> Step {
        if let record = record(bytes, at: offset) { return .record(record) }
        guard offset < bytes.count else { return .end(offset) }
        // The next record tells whether what is before it was complete once.
        var next = offset + 1
        while next + recordHeadSize <= bytes.count {
            if let record = record(bytes, at: next), record.synced > offset { return .damage(offset..<next) }
            next += 1
        }
        return .end(offset)
    }

    /// The record at `offset`, if there is a whole one.
    static func record(_ bytes: StoredBytes, at offset: Int) -> Record? {
        guard offset >= 0, bytes.count - offset >= recordHeadSize else { return nil }
        var reader = StoreReader(bytes, offset..<bytes.count)
        guard
            let length = try? reader.readInteger(UInt32.self), let payloadSum = try? reader.readInteger(UInt32.self),
            let time = try? reader.readInteger(Int64.self), let synced = try? reader.readInteger(UInt32.self),
            let headSum = try? reader.readInteger(UInt32.self)
        else { return nil }
        let start = offset + recordHeadSize
        guard Int(length) <= bytes.count - start else { return nil }
        return unsafe bytes.withUnsafeBytes { bytes in
            // In bounds: the head and the payload are within the bytes, as compared above.
            let head = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + recordHeadSize - 4])
            guard unsafe CRC32C.checksum(head) == headSum else { return nil }
            let payload = start..<start + Int(length)
            guard unsafe CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[payload])) == payloadSum else {
                return nil
            }
            return Record(offset: offset, time: time, synced: Int(synced), payload: payload)
        }
    }
}
