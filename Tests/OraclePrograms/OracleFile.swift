// Millrace
// SPDX-License-Identifier: Apache-2.0

import CZlib
import Foundation

/// Files of programs and the results that Apache Spark gives: one JSON object a line, as they are or in gzip.
///
/// From the tests' `Fixtures`, or from the folder that the environment variable ORACLE_DATA names.
package enum OracleFile {
    /// The cases of `NAME.jsonl` or `NAME.jsonl.gz`.
    package static func cases(_ name: String) throws -> [OracleCase] {
        let folder =
            ProcessInfo.processInfo.environment["ORACLE_DATA"].map { URL(filePath: $0) }
            ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "MillraceTests/Fixtures")
        let plain = folder.appending(path: "\(name).jsonl")
        let lines =
            FileManager.default.fileExists(atPath: plain.path)
            ? [UInt8](try Data(contentsOf: plain))
            : try unpack([UInt8](try Data(contentsOf: folder.appending(path: "\(name).jsonl.gz"))))
        return try lines.split(separator: 0x0a).map { try OracleCase(String(decoding: $0, as: UTF8.self)) }
    }

    private static func unpack(_ packed: [UInt8]) throws -> [UInt8] {
        var stream = z_stream()
        // 15 bits of window, and 16 for a gzip header.
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else { throw OracleError("no zlib") }
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
                guard status == Z_OK else { throw OracleError("a fixture is damaged (zlib \(status))") }
            }
        }
        return result
    }
}
