// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Logging
import Millrace

/// `millrace checkpoint migrate`: checks a checkpoint for this release, and removes operators from it.
struct CheckpointMigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Check that this release can go on from a checkpoint, or remove operators from it.",
        discussion: """
            There is one format so far, so nothing is converted: the command reads the checkpoint and its logs as a \
            driver would, and tells of damage; the exit code is then 1.

            With --remove it takes the directory, as a driver does, and writes a next checkpoint without these \
            operators: their plans and states are lost. A program without them then starts without being told to allow \
            it. The job must not run.
            """)

    @Argument(help: "Directory of the checkpoint.")
    var directory: String

    @Option(help: ArgumentHelp("Operator to remove. May be given several times.", valueName: "id"))
    var remove: [String] = []

    func run() async throws {
        let check = try await CheckpointCheck.read(directory)
        for line in check.lines { print(line) }
        guard let checkpoint = check.checkpoint, !check.isDamaged else { throw ExitCode.failure }
        if remove.isEmpty { return }
        let known = checkpoint.graph.operators
        if let unknown = remove.first(where: { id in !known.contains { $0.id == id } }) {
            throw ValidationError(
                "the checkpoint has no operator '\(unknown)'; it has \(known.map { "'\($0.id)'" }.joined(separator: ", "))"
            )
        }
        try await rewrite()
        for id in remove { print("removed '\(id)'") }
    }

    private func rewrite() async throws {
        let store = DirectoryCheckpointStore(directory: directory)
        let lease = try await store.acquire(.current(job: "millrace checkpoint migrate"))
        do {
            // As many as there are stay.
            let checkpointer = Checkpointer(store: store, lease: lease, kept: try await store.names().count + 1)
            // The newest one: it may have changed since it was checked.
            guard let checkpoint = try await checkpointer.recover().checkpoint else {
                throw ValidationError("there is no checkpoint in \(directory) any more")
            }
            let log = Logger(label: "millrace") { _ in SwiftLogNoOpLogHandler() }
            while try await !checkpointer.write(checkpoint.removing(Set(remove)), logger: log) {}
        } catch {
            await store.release(lease)
            throw error
        }
        await store.release(lease)
    }
}
