// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Stores `Codable` values in a compact binary form.
enum BinaryEncoding {
    static func store<Value: Encodable>(_ value: Value, into writer: inout StoreWriter) throws {
        let sink = EncodingSink(internsKeys: true, depth: writer.depth)
        swap(&sink.writer, &writer)
        defer { swap(&sink.writer, &writer) }
        try sink.encode(value, parent: nil, key: nil)
    }

    static func store<Value: Encodable>(_ run: StorableRun<Value>, into writer: inout StoreWriter) throws {
        let sink = EncodingSink(internsKeys: true, depth: writer.depth)
        swap(&sink.writer, &writer)
        defer { swap(&sink.writer, &writer) }
        for index in 0..<run.count { try sink.encode(run[index], parent: nil, key: nil) }
    }
}
