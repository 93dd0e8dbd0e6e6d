// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An error in a recording, with its line.
struct CaptureError: Error, Equatable, CustomStringConvertible {
    /// The file's path.
    var file: String
    /// Line, counted from 1; nil for the file as a whole.
    var line: Int?
    /// Description of the error.
    var message: String

    var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }
}
