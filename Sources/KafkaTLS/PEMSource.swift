// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Certificates or a key in PEM format. Printing the value does not show the text.
public enum PEMSource: Sendable {
    /// The path of a file.
    case file(String)
    /// The text itself.
    case text(String)
}

extension PEMSource: CustomStringConvertible, CustomReflectable {
    /// The file's path, or a hint that the text is in memory.
    public var description: String {
        switch self {
        case .file(let path): path
        case .text: "the PEM text"
        }
    }

    /// Empty, so that `dump` does not show a key.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
