// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// A checkpoint directory as a driver of this release would read it, without owning it.
struct CheckpointCheck {
    private(set) var lines: [String] = []
    /// Whether something is damaged that a driver needs.
    private(set) var isDamaged = false
    /// The newest checkpoint.
    private(set) var checkpoint: Checkpoint?

    /// Reads the newest checkpoint and all logs.
    /// - Throws: `StreamingError.storageFailed`.
    static func read(_ directory: String) async throws -> CheckpointCheck {
        var check = CheckpointCheck()
        do {
            let recovery = try await Checkpointer.read(DirectoryCheckpointStore(directory: directory))
            check.add(recovery, directory)
        } catch let error as StreamingError where error.code == .dataDamaged {
            check.fail(error.message)
        }
        let names = try POSIXFileSystem().names(in: directory).filter { $0.hasPrefix("log.") }
        for name in names.sorted() { try check.addLog(directory + "/" + name) }
        return check
    }

    private mutating func add(_ recovery: Checkpointer.Recovery, _ directory: String) {
        // A driver passes over them, so they harm nobody.
        for damaged in recovery.damaged { lines.append("passed over: \(damaged.name): \(damaged.reason)") }
        checkpoint = recovery.checkpoint
        guard let checkpoint else { return fail("there is no checkpoint in \(directory)") }
        lines.append(
            "checkpoint of job '\(checkpoint.job)', generation \(checkpoint.generation): format "
                + "\(CheckpointFile.version), the present one; nothing is to be migrated")
    }

    private mutating func addLog(_ path: String) throws {
        var (records, bytes) = (0, 0)
        do {
            try WriteAheadLog.read(directory: path) { payload, _ in
                records += 1
                bytes += payload.count
            }
            lines.append("\(path): \(records) records, \(bytes) bytes of payload")
        } catch let error as StreamingError where error.code == .dataDamaged {
            fail(error.message)
        }
    }

    private mutating func fail(_ reason: String) {
        isDamaged = true
        lines.append("DAMAGED: \(reason)")
    }
}
