// Millrace
// SPDX-License-Identifier: Apache-2.0

import CZlib
import Foundation
import TestSupport

/// Files of programs and the results that Apache Spark gives: gzip, one JSON object a line.
///
/// From `Fixtures`, or from the folder that the environment variable ORACLE_DATA names.
enum SparkFile {
    static func cases(_ name: String) throws -> [SparkJSON] {
        let folder =
            ProcessInfo.processInfo.environment["ORACLE_DATA"]
            ?? URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path
        let packed = try Data(contentsOf: URL(filePath: folder).appending(path: name))
        return try unpack([UInt8](packed)).split(separator: 0x0a).map { line in
            try JSONDecoder().decode(SparkJSON.self, from: Data(line))
        }
    }

    private static func unpack(_ packed: [UInt8]) throws -> [UInt8] {
        var stream = z_stream()
        // 15 bits of window, and 16 for a gzip header.
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else { throw TestFailure("no zlib") }
        defer { inflateEnd(&stream) }
        var packed = packed
        var result: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        try packed.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            while true {
                let status = block.withUnsafeMutableBufferPointer { output in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    return inflate(&stream, Z_NO_FLUSH)
                }
                result += block.prefix(block.count - Int(stream.avail_out))
                if status == Z_STREAM_END { return }
                guard status == Z_OK else { throw TestFailure("a fixture is damaged (zlib \(status))") }
            }
        }
        return result
    }
}
