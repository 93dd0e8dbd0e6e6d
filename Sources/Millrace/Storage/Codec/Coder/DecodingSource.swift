// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The bytes that decoders read, and the names of fields that were defined in them.
final class DecodingSource {
    private var reader: StoreReader
    private var keys: [String] = []
    private let depth: Int

    init(_ reader: StoreReader) {
        self.reader = reader
        depth = reader.depth
    }

    /// Offset of the next byte.
    var position: Int { reader.position }

    /// Decodes the next value of the run.
    func next<Value: Decodable>() throws -> Value {
        let start = reader.position
        let end = try end(ofValueAt: start, depth: depth + 1)
        let value = try BinaryDecoder(source: self, position: start, parent: nil, key: nil, depth: depth + 1)
            .decode(Value.self)
        reader.position = end
        return value
    }

    /// Reads from `position` on by `body`, which must be within the bytes.
    func read<Value>(at position: Int, _ body: (inout StoreReader) throws -> Value) throws -> Value {
        reader.position = position
        return try body(&reader)
    }

    /// The tag at `position`.
    func tag(at position: Int) throws -> BinaryTag {
        try read(at: position) { try $0.readTag() }
    }

    /// The name of the key at the reader's position; `nil` at the end of a container.
    func readKey(_ reader: inout StoreReader) throws -> String? {
        let code = try reader.readVarint()
        switch code {
        case BinaryTag.keyEnd: return nil
        case BinaryTag.keyLiteral: return try reader.readString()
        case BinaryTag.keyDefinition:
            let id = try reader.readVarint()
            let name = try reader.readString()
            // A value that is visited again defines its keys again.
            if id == UInt64(keys.count) {
                keys.append(name)
            } else if id > UInt64(keys.count) || keys[Int(id)] != name {
                throw reader.error(.invalidValue, "key \(id) is defined twice, or too early")
            }
            return name
        default:
            let id = code - BinaryTag.firstKeyReference
            guard id < UInt64(keys.count) else { throw reader.error(.invalidValue, "key \(id) is not defined") }
            return keys[Int(id)]
        }
    }

    /// Offset of the first byte after the value at `position`. Visits all values inside it.
    func end(ofValueAt position: Int, depth: Int) throws -> Int {
        try read(at: position) { reader in
            try skipValue(&reader, depth: depth)
            return reader.position
        }
    }

    private func skipValue(_ reader: inout StoreReader, depth: Int) throws {
        guard depth <= StoreWriter.maxDepth + 1 else { throw StoreWriter.tooDeep }
        switch try reader.readTag() {
        case .null, .false, .true: return
        case .signed, .unsigned: _ = try reader.readVarint()
        case .float: try reader.skip(4)
        case .double: try reader.skip(8)
        case .string, .bytes: try reader.skip(try reader.readCount())
        case .keyed: while try readKey(&reader) != nil { try skipValue(&reader, depth: depth + 1) }
        case .unkeyed:
            while try reader.peekTag() != .end { try skipValue(&reader, depth: depth + 1) }
            try reader.skip(1)
        case .end: throw reader.error(.invalidValue, "a value is missing")
        }
    }
}

extension StoreReader {
    fileprivate mutating func readTag() throws -> BinaryTag {
        let byte = try readInteger(UInt8.self)
        guard let tag = BinaryTag(rawValue: byte) else { throw error(.invalidValue, "\(byte) is not a kind of value") }
        return tag
    }

    fileprivate func peekTag() throws -> BinaryTag {
        var copy = self
        return try copy.readTag()
    }
}
