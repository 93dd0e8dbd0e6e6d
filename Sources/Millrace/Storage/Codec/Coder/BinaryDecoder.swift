// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Decodes one value: a level of the tree of values.
final class BinaryDecoder: Decoder {
    private let source: DecodingSource
    private let position: Int
    private let parent: BinaryDecoder?
    private let key: (any CodingKey)?
    private let depth: Int

    init(source: DecodingSource, position: Int, parent: BinaryDecoder?, key: (any CodingKey)?, depth: Int) {
        self.source = source
        self.position = position
        self.parent = parent
        self.key = key
        self.depth = depth
    }

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    var codingPath: [any CodingKey] { (parent?.codingPath ?? []) + (key.map { [$0] } ?? []) }

    /// A decoder of a value inside this one.
    func child(at position: Int, key: (any CodingKey)?) throws -> BinaryDecoder {
        guard depth < StoreWriter.maxDepth else { throw StoreWriter.tooDeep }
        return BinaryDecoder(source: source, position: position, parent: self, key: key, depth: depth + 1)
    }

    func end(ofValueAt position: Int) throws -> Int { try source.end(ofValueAt: position, depth: depth + 1) }

    /// Whether an unkeyed container ends at `position`; damage counts as an end.
    func isEnd(at position: Int) -> Bool { (try? source.tag(at: position)).map { $0 == .end } ?? true }

    // MARK: Containers

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard try source.tag(at: position) == .keyed else { throw mismatch([String: Any].self, "a value with fields") }
        let fields = DecodedFields()
        var next = position + 1
        while true {
            let (name, start) = try source.read(at: next) { (try source.readKey(&$0), $0.position) }
            guard let name else { break }
            fields.add(name, start)
            next = try source.end(ofValueAt: start, depth: depth + 1)
        }
        return KeyedDecodingContainer(BinaryKeyedDecoding<Key>(decoder: self, fields: fields))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard try source.tag(at: position) == .unkeyed else { throw mismatch([Any].self, "a collection") }
        return BinaryUnkeyedDecoding(decoder: self, position: position + 1)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { BinarySingleDecoding(decoder: self) }

    // MARK: Values

    func isNil() throws -> Bool { try source.tag(at: position) == .null }

    func bool() throws -> Bool {
        switch try source.tag(at: position) {
        case .true: return true
        case .false: return false
        default: throw mismatch(Bool.self, "a Bool")
        }
    }

    func string() throws -> String {
        guard try source.tag(at: position) == .string else { throw mismatch(String.self, "a string") }
        return try source.read(at: position + 1) { try $0.readString() }
    }

    func integer<Value: FixedWidthInteger>() throws -> Value {
        let tag = try source.tag(at: position)
        guard tag == .signed || tag == .unsigned else { throw mismatch(Value.self, "an integer") }
        let bits = try source.read(at: position + 1) { try $0.readVarint() }
        let value =
            tag == .unsigned
            ? Value(exactly: bits) : Value(exactly: Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1))
        guard let value else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: codingPath, debugDescription: "the stored number does not fit in \(Value.self)"))
        }
        return value
    }

    /// A Double; an integer or Float if the field had such a type before.
    func double() throws -> Double {
        switch try source.tag(at: position) {
        case .double: return Double(bitPattern: try source.read(at: position + 1) { try $0.readInteger() })
        case .float: return Double(try float())
        case .signed: return Double(try integer() as Int64)
        case .unsigned: return Double(try integer() as UInt64)
        default: throw mismatch(Double.self, "a number")
        }
    }

    func float() throws -> Float {
        guard try source.tag(at: position) == .float else { return Float(try double()) }
        return Float(bitPattern: try source.read(at: position + 1) { try $0.readInteger() })
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        // Elements of collections arrive here also if they are numbers or strings.
        if Value.self == String.self, let value = try string() as? Value { return value }
        if Value.self == Int.self, let value = try integer() as Int as? Value { return value }
        if Value.self == Double.self, let value = try double() as? Value { return value }
        if Value.self == [UInt8].self, try source.tag(at: position) == .bytes {
            if let value = try source.read(at: position + 1, { try $0.readBytes() }) as? Value { return value }
        }
        guard depth <= StoreWriter.maxDepth else { throw StoreWriter.tooDeep }
        return try Value(from: self)
    }

    private func mismatch(_ type: Any.Type, _ wanted: String) -> DecodingError {
        .typeMismatch(
            type,
            DecodingError.Context(codingPath: codingPath, debugDescription: "the stored value is not \(wanted)"))
    }
}
