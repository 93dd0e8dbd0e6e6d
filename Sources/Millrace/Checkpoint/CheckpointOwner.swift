// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A driver that owns, or owned, a checkpoint.
public struct CheckpointOwner: Codable, Storable, Hashable, Sendable, CustomStringConvertible {
    /// "CheckpointOwner", also if the type moves.
    public static let storableName = "CheckpointOwner"

    /// The job.
    public var job: String
    /// The machine's name.
    public var host: String
    /// The process id.
    public var process: Int
    /// Milliseconds since the epoch at which the driver started; later than that of an earlier driver of the process.
    public var started: Int64
    private static let lastStarted = Mutex<Int64>(0)

    /// An owner.
    public init(job: String, host: String, process: Int, started: Int64) {
        self.job = job
        self.host = host
        self.process = process
        self.started = started
    }

    /// This process, as the driver of `job`.
    public static func current(job: String) -> CheckpointOwner {
        let started = lastStarted.withLock { last in
            // Two drivers of a process may start within a millisecond, or the clock be set back between them.
            last = max(Platform.wallClockMilliseconds(), last + 1)
            return last
        }
        return CheckpointOwner(job: job, host: Platform.hostName, process: Platform.processID, started: started)
    }

    /// Job, process and host in words.
    public var description: String { "job '\(job)', process \(process) on \(host)" }
}
