// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A value without parts that is being stored.
struct BinarySingleEncoding: SingleValueEncodingContainer {
    let encoder: BinaryEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil() { encoder.single { $0.write(.null) } }
    func encode(_ value: Bool) { encoder.single { $0.write(value) } }
    func encode(_ value: String) { encoder.single { $0.write(value) } }
    func encode(_ value: Double) { encoder.single { $0.write(value) } }
    func encode(_ value: Float) { encoder.single { $0.write(value) } }
    func encode(_ value: Int) { encoder.single { $0.write(signed: Int64(value)) } }
    func encode(_ value: Int8) { encoder.single { $0.write(signed: Int64(value)) } }
    func encode(_ value: Int16) { encoder.single { $0.write(signed: Int64(value)) } }
    func encode(_ value: Int32) { encoder.single { $0.write(signed: Int64(value)) } }
    func encode(_ value: Int64) { encoder.single { $0.write(signed: value) } }
    func encode(_ value: UInt) { encoder.single { $0.write(unsigned: UInt64(value)) } }
    func encode(_ value: UInt8) { encoder.single { $0.write(unsigned: UInt64(value)) } }
    func encode(_ value: UInt16) { encoder.single { $0.write(unsigned: UInt64(value)) } }
    func encode(_ value: UInt32) { encoder.single { $0.write(unsigned: UInt64(value)) } }
    func encode(_ value: UInt64) { encoder.single { $0.write(unsigned: value) } }

    func encode<Value: Encodable>(_ value: Value) throws {
        try encoder.single { try $0.encode(value, parent: encoder, key: nil) }
    }
}
