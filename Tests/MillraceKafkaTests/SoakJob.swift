// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaTestBroker
import Synchronization
import TestSupport

/// A job of a soak run, which is started again whenever it was killed, as by a supervisor.
final class SoakJob: Sendable {
    let name: String
    private let folder: TemporaryFolder
    private let cluster: TestCluster
    private let arguments: [String]
    private let process = Mutex<pid_t?>(nil)
    private let lives = Mutex((count: 0, isOver: false))

    /// A job that reads `total` records at most `rate` a second and partition.
    init(_ name: String, _ cluster: TestCluster, total: Int, rate: Int) throws {
        self.name = name
        self.cluster = cluster
        folder = try TemporaryFolder()
        arguments = [
            "--bootstrap", cluster.bootstrapServers.joined(separator: ","), "--folder", folder.path,
            "--total", "\(total)", "--topic", name, "--name", name, "--rate", "\(rate)", "--interval", "100",
        ]
    }

    /// Number of times that it was started.
    var starts: Int { lives.withLock { $0.count } }

    /// Runs the job to its end.
    /// - Throws: `TestFailure` with what it said, if it ends otherwise than by SIGKILL.
    func run() async throws {
        let log = folder.path("messages")
        _ = try folder.write([], "messages")
        while true {
            let job = Process()
            job.executableURL = TortureRun.program
            job.arguments = arguments
            let messages = try FileHandle(forWritingTo: URL(filePath: log))
            try messages.seekToEnd()
            job.standardError = messages
            lives.withLock { $0.count += 1 }
            try await job.runToEnd { id in
                process.withLock { $0 = id }
                if lives.withLock({ $0.isOver }) { _ = Foundation.kill(id, SIGKILL) }
            }
            process.withLock { $0 = nil }
            if job.terminationReason == .uncaughtSignal, job.terminationStatus == SIGKILL {
                if lives.withLock({ $0.isOver }) { return }
                continue
            }
            if job.terminationReason == .exit, job.terminationStatus == 0 { return }
            let text = try String(contentsOfFile: log, encoding: .utf8).suffix(4000)
            throw TestFailure("\(name) ended with status \(job.terminationStatus)\n\(text)")
        }
    }

    /// Ends the job for good.
    func end() {
        lives.withLock { $0.isOver = true }
        kill()
    }

    func kill() { process.withLock { if let number = $0 { _ = Foundation.kill(number, SIGKILL) } } }

    /// The job as it is now.
    /// - Parameter end: Records of each partition of the source.
    func sample(_ second: Int, end: Int) throws -> SoakReport.Sample {
        let read = (0..<Int32(TortureRun.partitions)).map { cluster.committedOffset(group: name, "in", $0) ?? 0 }
        return SoakReport.Sample(
            second: second, kibibytes: try memory(), files: folder.files("").count,
            lag: TortureRun.partitions * end - Int(read.reduce(0, +)))
    }

    /// Resident memory in KiB; nil while the process is not there.
    private func memory() throws -> Int? {
        guard let number = process.withLock({ $0 }),
            let status = try? String(contentsOfFile: "/proc/\(number)/status", encoding: .utf8)
        else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) }
    }
}
