// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Millrace

/// `millrace wal inspect`: a file of a log as text.
struct WALInspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Print the records of a log file, and whether it is damaged.",
        discussion: """
            Each line has a record's offset, its time in milliseconds since the epoch, the size of its payload, and the \
            offset up to which the file was on the disk when it was written. Safe beside a driver that writes the file. \
            The exit code is 1 if a record is damaged that was on the disk; an unfinished write at the end is normal \
            after a crash.
            """)

    @Argument(help: "File of a log: log-NUMBER-EPOCH in a folder log.NAME of a checkpoint.")
    var file: String

    func run() throws {
        guard let bytes = try POSIXFileSystem().contents(of: file) else {
            throw ValidationError("there is no file \(file)")
        }
        let inspection = try LogInspection(bytes)
        for line in inspection.lines { print(line) }
        if inspection.isDamaged { throw ExitCode.failure }
    }
}
