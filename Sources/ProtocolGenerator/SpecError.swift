// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An error in a spec, with its file and line.
struct SpecError: Error, CustomStringConvertible, Equatable {
    var file: String
    var line: Int
    var message: String
    var description: String { "\(file):\(line): \(message)" }
}
