// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Millrace

/// `millrace checkpoint diff`: differences between the graphs of two checkpoints.
struct CheckpointDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Print the operators that differ between the newest checkpoints of two directories.",
        discussion: "+ is an operator that only the second has, - one that only the first has, ~ one of another kind.")

    @Argument(help: "Directory of the first checkpoint.")
    var first: String

    @Argument(help: "Directory of the second checkpoint.")
    var second: String

    func run() async throws {
        let changes = try await read(second).graph.changes(since: read(first).graph)
        print(changes.isEmpty ? "the graphs are equal" : "\(changes)")
    }

    private func read(_ directory: String) async throws -> Checkpoint {
        let store = DirectoryCheckpointStore(directory: directory)
        guard let checkpoint = try await Checkpointer.read(store).checkpoint else {
            throw ValidationError("there is no checkpoint in \(directory)")
        }
        return checkpoint
    }
}
