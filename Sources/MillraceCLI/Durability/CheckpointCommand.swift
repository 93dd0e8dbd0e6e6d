// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `millrace checkpoint`: checkpoints of streaming jobs.
struct CheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint", abstract: "Look into checkpoints of streaming jobs.",
        subcommands: [CheckpointInspectCommand.self, CheckpointDiffCommand.self, CheckpointMigrateCommand.self])
}
