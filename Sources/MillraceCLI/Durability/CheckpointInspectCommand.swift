// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Millrace

/// `millrace checkpoint inspect`: the newest checkpoint of a directory as text.
struct CheckpointInspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Print the newest readable checkpoint of a job.",
        discussion: "Safe beside the job's driver. Damaged newer checkpoints are listed with the reason.")

    @Argument(help: "Directory of the checkpoint.")
    var directory: String

    func run() async throws {
        let recovery = try await Checkpointer.read(DirectoryCheckpointStore(directory: directory))
        for damaged in recovery.damaged { print("damaged: \(damaged.name): \(damaged.reason)") }
        guard let checkpoint = recovery.checkpoint else {
            throw ValidationError("there is no checkpoint in \(directory)")
        }
        for line in CheckpointText.lines(checkpoint) { print(line) }
    }
}
