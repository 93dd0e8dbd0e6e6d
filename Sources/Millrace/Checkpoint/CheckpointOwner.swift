// Millrace
// SPDX-License-Identifier: Apache-2.0

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
    /// Milliseconds since the epoch at which the driver started.
    public var started: Int64

    /// An owner.
    public init(job: String, host: String, process: Int, started: Int64) {
        self.job = job
        self.host = host
        self.process = process
        self.started = started
    }

    /// This process, as the driver of `job`.
    public static func current(job: String) -> CheckpointOwner {
        CheckpointOwner(
            job: job, host: Platform.hostName, process: Platform.processID, started: Platform.wallClockMilliseconds())
    }

    /// Job, process and host in words.
    public var description: String { "job '\(job)', process \(process) on \(host)" }
}
