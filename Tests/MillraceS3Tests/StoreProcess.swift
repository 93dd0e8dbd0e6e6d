// Millrace
// SPDX-License-Identifier: Apache-2.0

#if S3
import Foundation
import MillraceS3

/// A store in a process of its own, which ends with this value.
///
/// `@unchecked Sendable`: nothing changes after init.
final class StoreProcess: @unchecked Sendable {
    /// Folder of the peers' Python; nil if peer tests are not to run.
    static let peers = ProcessInfo.processInfo.environment["MILLRACE_PEERS"]

    private let process = Process()
    private let input = Pipe()
    private let port: Int

    /// Starts "moto", or "careless", which ignores conditions.
    init(_ kind: String) throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Peers/store.py").path()
        let output = Pipe()
        process.executableURL = URL(filePath: (Self.peers ?? "") + "/bin/python")
        process.arguments = [script, kind]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) { line += byte }
        guard let port = Int(String(decoding: line, as: UTF8.self)) else { throw NoPort() }
        self.port = port
    }

    struct NoPort: Error {}

    deinit {
        // The end of its input ends the store.
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// A place in the store.
    func configuration(_ prefix: String) -> S3Configuration {
        S3Configuration(
            endpoint: "http://127.0.0.1:\(port)", bucket: "jobs", prefix: prefix,
            credentials: S3Credentials(accessKeyID: "id", secretAccessKey: "secret"))
    }
}
#endif
