// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The bytes of a block: a head, frames of elements, and an end.
///
/// All integers are little-endian.
/// - Head: magic "MRBK"; format 1; 0 (the code of no compression); 2 bytes of zero; fingerprint of the type (8 bytes);
///   length of its name (2 bytes) and the name; CRC-32C of all that.
/// - Frame: length of the elements' bytes (4 bytes); number of elements, at least 1 (4 bytes); CRC-32C of these and the
///   elements' bytes; the elements' bytes.
/// - End: a frame of 0 elements, whose 8 bytes are the number of all elements.
///
/// Own design.
enum BlockFormat {
    static let magic: [UInt8] = Array("MRBK".utf8)
    static let version: UInt8 = 1
    static let fixedHeadSize = 18
    static let frameHeadSize = 12
    /// Bytes that a frame is meant to have.
    static let frameBytes = 128 << 10
    static let maxFrameCount = 1 << 16

    static func writeHead<Element>(_ codec: StorageCodec<Element>, into writer: inout StoreWriter) {
        let start = writer.count
        for byte in magic { writer.writeInteger(byte) }
        writer.writeInteger(version)
        writer.writeInteger(UInt8(0))
        writer.writeInteger(UInt16(0))
        writer.writeInteger(codec.fingerprint)
        let name = Array(codec.typeName.utf8.prefix(Int(UInt16.max)))
        writer.writeInteger(UInt16(name.count))
        unsafe name.withUnsafeBytes { unsafe writer.writeRaw($0) }
        let sum = unsafe writer.withWritten(from: start) { unsafe CRC32C.checksum($0) }
        writer.writeInteger(sum)
    }

    /// Checks the fixed part of a head. Returns the size of the rest.
    static func readFixedHead(_ reader: inout StoreReader) throws -> (fingerprint: UInt64, rest: Int) {
        for byte in magic where try reader.readInteger(UInt8.self) != byte {
            throw reader.error(.damaged, "this is not a block: it does not begin with MRBK")
        }
        let version = try reader.readInteger(UInt8.self)
        guard version == Self.version else {
            throw reader.error(.unknownVersion, "a block has format \(version), this program reads \(Self.version)")
        }
        guard try reader.readInteger(UInt8.self) == 0, try reader.readInteger(UInt16.self) == 0 else {
            throw reader.error(.unknownVersion, "a block is compressed in a way that this program does not know")
        }
        return (try reader.readInteger(), Int(try reader.readInteger(UInt16.self)) + 4)
    }

    /// Checks a whole head against the type that is to be read.
    static func checkHead<Element>(_ head: StoredBytes, _ codec: StorageCodec<Element>) throws {
        var reader = StoreReader(head)
        let (fingerprint, rest) = try readFixedHead(&reader)
        guard reader.remaining == rest else { throw reader.error(.truncated, "a block ends inside its head") }
        let name = unsafe try reader.withBytes(rest - 4) { unsafe String(decoding: $0, as: UTF8.self) }
        let sum = unsafe head.withUnsafeBytes {
            unsafe CRC32C.checksum(UnsafeRawBufferPointer(rebasing: $0.dropLast(4)))
        }
        guard try reader.readInteger(UInt32.self) == sum else {
            throw reader.error(.damaged, "the head of a block does not have its checksum")
        }
        guard fingerprint == codec.fingerprint else {
            throw reader.error(.typeMismatch, "a block has elements of \(name), not of \(codec.typeName)")
        }
    }

    /// Writes a frame whose elements' bytes `body` writes; at the end of a block, `count` is 0.
    static func writeFrame(
        count: Int, into writer: inout StoreWriter, _ body: (inout StoreWriter) throws -> Void
    ) throws {
        let start = writer.count
        writer.writeInteger(UInt32(0))
        writer.writeInteger(UInt32(count))
        writer.writeInteger(UInt32(0))
        do {
            try body(&writer)
        } catch {
            writer.truncate(to: start)
            throw error
        }
        guard let length = UInt32(exactly: writer.count - start - frameHeadSize) else {
            writer.truncate(to: start)
            throw StorableError(.invalidLength, "elements of more than 4 GiB cannot be stored")
        }
        writer.patch(length, at: start)
        writer.patch(unsafe writer.withWritten(from: start) { unsafe frameSum($0) }, at: start + 8)
    }

    /// Checksum of a frame: of its first 8 bytes and of those after its checksum.
    static func frameSum(_ frame: UnsafeRawBufferPointer) -> UInt32 {
        let head = unsafe CRC32C.checksum(UnsafeRawBufferPointer(rebasing: frame[..<8]))
        return unsafe CRC32C.checksum(UnsafeRawBufferPointer(rebasing: frame[frameHeadSize...]), seed: head)
    }
}
