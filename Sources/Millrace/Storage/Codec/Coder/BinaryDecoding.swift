// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Restores `Codable` values that `BinaryEncoding` stored.
enum BinaryDecoding {
    static func restore<Value: Decodable>(from reader: inout StoreReader) throws -> Value {
        let source = DecodingSource(reader)
        let value: Value = try source.next()
        reader.position = source.position
        return value
    }

    static func restore<Value: Decodable>(_ slots: StorableSlots<Value>, from reader: inout StoreReader) throws {
        let source = DecodingSource(reader)
        var done = 0
        do {
            while done < slots.count {
                slots.initialize(done, to: try source.next())
                done += 1
            }
        } catch {
            slots.deinitialize(first: done)
            throw error
        }
        reader.position = source.position
    }
}
