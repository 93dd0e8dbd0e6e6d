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
}
