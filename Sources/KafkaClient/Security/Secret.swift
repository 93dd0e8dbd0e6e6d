// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A password, key or token. It prints as dots wherever it is printed: in text, in `dump`, in a debugger.
///
/// Only the parts of the client that send it can read it. Own design.
public struct Secret: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The text itself. Never pass it to a log, an error or a description.
    package let revealed: String

    /// Takes a secret's text.
    public init(_ text: String) { revealed = text }

    /// A secret in the program's text: for tests and demos only.
    public init(stringLiteral text: String) { revealed = text }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always the same dots, whatever the length.
    public var description: String { "••••••" }
    /// Always the same dots, whatever the length.
    public var debugDescription: String { description }
    /// Empty, so that `dump` does not show the text.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
