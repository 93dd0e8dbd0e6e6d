// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// The places of a batch's life at which a driver can be killed, by name.
package enum CrashPoint {
    private static let write = ["write.before", "write.half", "write.after", "sync.before", "sync.after"]
    private static let rename = ["rename.before", "rename.after", "directory.before", "directory.after"]
    private static let create = ["create.before", "create.after"]
    private static let remove = ["remove.before", "remove.after"]

    /// Steps of the driver.
    package static let steps = ["batch.planned", "batch.started", "output.started", "output.done", "batch.done"]

    /// Steps of the disk, of each kind of file.
    package static let disk =
        ["checkpoint", "output"].flatMap { kind in (write + rename).map { "\(kind).\($0)" } }
        + (create + write + remove).map { "owner.\($0)" } + remove.map { "checkpoint.\($0)" }
        + (write + rename.suffix(2) + remove).map { "log.\($0)" } + write.map { "append.\($0)" }

    /// All places inside the driver. The two around a commit are the broker's to see: `commit.before`, `commit.after`.
    package static let all = steps + disk
}

/// Ends this process with SIGKILL at a place that the command line names; without one it does nothing.
final class Crash: Sendable {
    private let point: String?
    private let hit: Int
    private let passes = Mutex(0)

    /// Kills at the `hit`-th pass of `point`, or of any place if it is "any".
    init(point: String?, hit: Int) {
        self.point = point
        self.hit = hit
    }

    /// Whether this pass of a place is the last.
    func isDue(_ name: String) -> Bool {
        guard let point, point == name || point == "any" else { return false }
        return passes.withLock { passes in
            passes += 1
            return passes == hit
        }
    }

    func pass(_ name: String) { if isDue(name) { Self.now() } }

    /// No handler runs, nothing is written: as a machine's out-of-memory killer does it.
    static func now() -> Never {
        kill(getpid(), SIGKILL)
        while true { pause() }
    }
}
