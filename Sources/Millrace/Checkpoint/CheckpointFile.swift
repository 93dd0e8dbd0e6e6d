// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The bytes of a checkpoint: magic "MRCP"; format 1 (4 bytes); length of the contents (8 bytes); their CRC-32C;
/// CRC-32C of the 20 bytes before; the contents, a `Checkpoint` with its fields by name. Integers are little-endian.
/// Own design.
package enum CheckpointFile {
    package static let version: UInt32 = 1
    private static let headSize = 24
    private static let magic = Array("MRCP".utf8)

    /// Name of the blob of a generation. Names sort as the generations, those of later owners last.
    package static func name(epoch: UInt64, generation: UInt64) -> String {
        "checkpoint-" + padded(epoch, 10) + "-" + padded(generation, 20)
    }

    /// Whether a blob is a checkpoint.
    package static func isCheckpoint(_ name: String) -> Bool { name.hasPrefix("checkpoint-") }

    private static func padded(_ number: UInt64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    package static func encode(_ checkpoint: Checkpoint) throws -> StoredBytes {
        var contents = StoreWriter(capacity: 1024)
        try contents.write(checkpoint)
        var writer = StoreWriter(capacity: contents.count + headSize)
        for byte in magic { writer.writeInteger(byte) }
        writer.writeInteger(version)
        writer.writeInteger(UInt64(contents.count))
        writer.writeInteger(unsafe contents.withWritten { unsafe CRC32C.checksum($0) })
        writer.writeInteger(unsafe writer.withWritten { unsafe CRC32C.checksum($0) })
        unsafe contents.withWritten { unsafe writer.writeRaw($0) }
        return writer.finish()
    }

    /// - Throws: `StorableError` if the bytes are damaged, or of a newer format.
    package static func decode(_ bytes: StoredBytes) throws -> Checkpoint {
        var reader = StoreReader(bytes)
        for byte in magic where try reader.readInteger(UInt8.self) != byte {
            throw reader.error(.damaged, "this is not a checkpoint: it does not begin with MRCP")
        }
        let format = try reader.readInteger(UInt32.self)
        let length = try reader.readInteger(UInt64.self)
        let sum = try reader.readInteger(UInt32.self)
        let head = unsafe bytes.withUnsafeBytes {
            unsafe CRC32C.checksum(UnsafeRawBufferPointer(rebasing: $0[..<(headSize - 4)]))
        }
        guard try reader.readInteger(UInt32.self) == head, length == UInt64(reader.remaining) else {
            throw reader.error(.damaged, "the head of a checkpoint does not have its checksum, or its end is missing")
        }
        guard format == version else {
            throw reader.error(.unknownVersion, "a checkpoint has format \(format), this program reads \(version)")
        }
        let contents = unsafe bytes.withUnsafeBytes {
            unsafe CRC32C.checksum(UnsafeRawBufferPointer(rebasing: $0[headSize...]))
        }
        guard contents == sum else { throw reader.error(.damaged, "a checkpoint does not have its checksum") }
        let checkpoint: Checkpoint = try reader.read()
        try reader.expectEnd()
        return checkpoint
    }
}
