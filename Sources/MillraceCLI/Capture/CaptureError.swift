// Millrace
// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a recording, and in which line.
struct CaptureError: Error, Equatable, CustomStringConvertible {
    /// The file's path.
    var file: String
    /// Counted from 1; nil where it is the file as a whole.
    var line: Int?
    /// What was found.
    var message: String

    var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }
}
