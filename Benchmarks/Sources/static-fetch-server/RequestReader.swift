// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport

/// Reads the big-endian fields of a request. A truncated request ends the server, whose only clients are the
/// benchmarks.
struct RequestReader {
    let bytes: [UInt8]
    var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func integer<T: FixedWidthInteger>(_ type: T.Type) -> T {
        let size = MemoryLayout<T>.size
        guard position + size <= bytes.count else { stop("a request ended early") }
        let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: T.self) }
        position += size
        return T(bigEndian: value)
    }
    mutating func int8() -> Int8 { integer(Int8.self) }
    mutating func int16() -> Int16 { integer(Int16.self) }
    mutating func int32() -> Int32 { integer(Int32.self) }
    mutating func int64() -> Int64 { integer(Int64.self) }

    mutating func string() -> String? {
        let count = Int(int16())
        guard count >= 0 else { return nil }
        guard position + count <= bytes.count else { stop("a request ended early") }
        defer { position += count }
        return String(decoding: bytes[position..<position + count], as: UTF8.self)
    }

    /// Reads an array with `element`; `nil` for a null array.
    mutating func array<T>(_ element: (inout RequestReader) -> T) -> [T]? {
        let count = int32()
        guard count >= 0 else { return nil }
        return (0..<count).map { _ in element(&self) }
    }

    /// Reads the topics of a request and, with `partition`, each of their partitions.
    mutating func topics<T>(_ partition: (inout RequestReader) -> T) -> [(name: String?, partitions: [T])] {
        let topics = array { reader -> (name: String?, partitions: [T]) in
            (reader.string(), reader.array(partition) ?? [])
        }
        return topics ?? []
    }
}
