// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The bytes that encoders write to, and the names of fields that occurred in them.
final class EncodingSink {
    var writer = StoreWriter(capacity: 16)
    /// A container was used in a way that cannot be stored.
    var failure: (any Error)?
    private let internsKeys: Bool
    private var keys: [String: UInt64] = [:]
    private let depth: Int

    /// A sink that is `depth` levels deep. One whose bytes are moved later cannot intern keys.
    init(internsKeys: Bool, depth: Int) {
        self.internsKeys = internsKeys
        self.depth = depth
    }

    func write(_ tag: BinaryTag) { writer.writeInteger(tag.rawValue) }

    func write(signed value: Int64) {
        write(.signed)
        writer.writeVarint(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    func write(unsigned value: UInt64) {
        write(.unsigned)
        writer.writeVarint(value)
    }

    func write(_ value: Double) {
        write(.double)
        writer.writeInteger(value.bitPattern)
    }

    func write(_ value: Float) {
        write(.float)
        writer.writeInteger(value.bitPattern)
    }

    func write(_ value: String) {
        write(.string)
        writer.writeString(value)
    }

    func write(_ value: Bool) { write(value ? .true : .false) }

    func writeKey(_ name: String) {
        if let reference = keys[name] { return writer.writeVarint(reference) }
        guard internsKeys else {
            writer.writeVarint(BinaryTag.keyLiteral)
            return writer.writeString(name)
        }
        let id = UInt64(keys.count)
        keys[name] = id + BinaryTag.firstKeyReference
        writer.writeVarint(BinaryTag.keyDefinition)
        writer.writeVarint(id)
        writer.writeString(name)
    }

    /// Encodes a value of any type.
    func encode<Value: Encodable>(_ value: Value, parent: BinaryEncoder?, key: (any CodingKey)?) throws {
        // Elements of collections arrive here also if they are numbers or strings.
        if Value.self == String.self, let value = value as? String { return write(value) }
        if Value.self == Int.self, let value = value as? Int { return write(signed: Int64(value)) }
        if Value.self == Double.self, let value = value as? Double { return write(value) }
        if Value.self == [UInt8].self, let value = value as? [UInt8] {
            write(.bytes)
            return writer.writeBytes(value)
        }
        let encoder = BinaryEncoder(sink: self, parent: parent, key: key, depth: (parent?.depth ?? depth) + 1)
        guard encoder.depth <= StoreWriter.maxDepth else { throw StoreWriter.tooDeep }
        try value.encode(to: encoder)
        try encoder.finish()
    }

    /// Appends the bytes of another sink.
    func append(_ other: EncodingSink) {
        unsafe other.writer.withWritten { unsafe writer.writeRaw($0) }
    }
}
