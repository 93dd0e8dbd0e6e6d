// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The fields of a value that is being stored.
struct BinaryKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: BinaryEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) { encoder.field(key) { $0.write(.null) } }
    func encode(_ value: Bool, forKey key: Key) { encoder.field(key) { $0.write(value) } }
    func encode(_ value: String, forKey key: Key) { encoder.field(key) { $0.write(value) } }
    func encode(_ value: Double, forKey key: Key) { encoder.field(key) { $0.write(value) } }
    func encode(_ value: Float, forKey key: Key) { encoder.field(key) { $0.write(value) } }
    func encode(_ value: Int, forKey key: Key) { encoder.field(key) { $0.write(signed: Int64(value)) } }
    func encode(_ value: Int8, forKey key: Key) { encoder.field(key) { $0.write(signed: Int64(value)) } }
    func encode(_ value: Int16, forKey key: Key) { encoder.field(key) { $0.write(signed: Int64(value)) } }
    func encode(_ value: Int32, forKey key: Key) { encoder.field(key) { $0.write(signed: Int64(value)) } }
    func encode(_ value: Int64, forKey key: Key) { encoder.field(key) { $0.write(signed: value) } }
    func encode(_ value: UInt, forKey key: Key) { encoder.field(key) { $0.write(unsigned: UInt64(value)) } }
    func encode(_ value: UInt8, forKey key: Key) { encoder.field(key) { $0.write(unsigned: UInt64(value)) } }
    func encode(_ value: UInt16, forKey key: Key) { encoder.field(key) { $0.write(unsigned: UInt64(value)) } }
    func encode(_ value: UInt32, forKey key: Key) { encoder.field(key) { $0.write(unsigned: UInt64(value)) } }
    func encode(_ value: UInt64, forKey key: Key) { encoder.field(key) { $0.write(unsigned: value) } }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try encoder.field(key) { try $0.encode(value, parent: encoder, key: key) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        encoder.nested(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        encoder.nested(key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder.nested(BinaryKey.super) }
    func superEncoder(forKey key: Key) -> any Encoder { encoder.nested(key) }
}
