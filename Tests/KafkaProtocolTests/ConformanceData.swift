// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import TestSupport

/// Data of the conformance tests: our own, and that in `$CONFORMANCE_DATA/{vectors,captures}` if it is set.
enum ConformanceData {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    private static let other = ProcessInfo.processInfo.environment["CONFORMANCE_DATA"].map { URL(filePath: $0) }

    /// The files of golden messages.
    static var messageFiles: [URL] {
        let folders = [tests.appending(path: "Fixtures/vectors"), tests.appending(path: "Fixtures/more-vectors")]
        return (folders + [other?.appending(path: "vectors")].compactMap(\.self)).map {
            $0.appending(path: "messages.jsonl.gz")
        }
    }

    /// The recordings, by folder and name.
    static func captureFiles() throws -> [URL] {
        let folders = [PackageRoot.url.appending(path: "ProtocolSpecs/Captures"), other?.appending(path: "captures")]
        return try folders.compactMap(\.self).flatMap { folder in
            try FileManager.default.contentsOfDirectory(atPath: folder.path)
                .filter { $0.hasSuffix(".jsonl.gz") }.sorted().map { folder.appending(path: $0) }
        }
    }

    /// The JSON objects of a gzip file that has one on each line.
    static func rows(_ file: URL) throws -> [[String: Any]] {
        let packed = ByteSlice(copying: [UInt8](try Data(contentsOf: file)))
        let text = Data(try Gzip.decompress(packed, limit: 1 << 30).bytes)
        return try text.split(separator: 0x0a).map { line in
            guard let row = try JSONSerialization.jsonObject(with: line) as? [String: Any] else {
                throw TestFailure("\(file.lastPathComponent): a line is not a JSON object")
            }
            return row
        }
    }

    static func bytes(hex: String) throws -> ByteSlice {
        let digits = Array(hex.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        func value(_ digit: UInt8) -> UInt8 { digit >= 97 ? digit - 87 : digit - 48 }
        for index in stride(from: 0, to: digits.count - 1, by: 2) {
            bytes.append(value(digits[index]) << 4 | value(digits[index + 1]))
        }
        return ByteSlice(copying: bytes)
    }
}
