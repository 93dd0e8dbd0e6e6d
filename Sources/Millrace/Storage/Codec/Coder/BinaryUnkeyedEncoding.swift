// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The elements of a collection that is being stored.
struct BinaryUnkeyedEncoding: UnkeyedEncodingContainer {
    let encoder: BinaryEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.count }

    func encodeNil() { encoder.element { $0.write(.null) } }
    func encode(_ value: Bool) { encoder.element { $0.write(value) } }
    func encode(_ value: String) { encoder.element { $0.write(value) } }
    func encode(_ value: Double) { encoder.element { $0.write(value) } }
    func encode(_ value: Float) { encoder.element { $0.write(value) } }
    func encode(_ value: Int) { encoder.element { $0.write(signed: Int64(value)) } }
    func encode(_ value: Int8) { encoder.element { $0.write(signed: Int64(value)) } }
    func encode(_ value: Int16) { encoder.element { $0.write(signed: Int64(value)) } }
    func encode(_ value: Int32) { encoder.element { $0.write(signed: Int64(value)) } }
    func encode(_ value: Int64) { encoder.element { $0.write(signed: value) } }
    func encode(_ value: UInt) { encoder.element { $0.write(unsigned: UInt64(value)) } }
    func encode(_ value: UInt8) { encoder.element { $0.write(unsigned: UInt64(value)) } }
    func encode(_ value: UInt16) { encoder.element { $0.write(unsigned: UInt64(value)) } }
    func encode(_ value: UInt32) { encoder.element { $0.write(unsigned: UInt64(value)) } }
    func encode(_ value: UInt64) { encoder.element { $0.write(unsigned: value) } }

    func encode<Value: Encodable>(_ value: Value) throws {
        let key = BinaryKey(intValue: encoder.count)
        try encoder.element { try $0.encode(value, parent: encoder, key: key) }
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        encoder.nested(nil).container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder.nested(nil).unkeyedContainer() }
    func superEncoder() -> any Encoder { encoder.nested(nil) }
}
