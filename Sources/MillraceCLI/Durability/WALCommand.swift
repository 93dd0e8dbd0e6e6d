// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `millrace wal`: write-ahead logs.
struct WALCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wal", abstract: "Look into write-ahead logs.", subcommands: [WALInspectCommand.self])
}
