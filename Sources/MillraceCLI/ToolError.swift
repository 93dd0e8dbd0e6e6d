// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A failure of a command, in words for people. The tool prints it and exits with status 1.
struct ToolError: Error, Equatable, CustomStringConvertible {
    /// The failure, its place and the remedy.
    var description: String

    init(_ description: String) { self.description = description }
}
