// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A call of SQLite that failed.
public struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// SQLite's extended result code, such as 5 (SQLITE_BUSY); 0 if SQLite is not there.
    public var code: Int32
    /// Description of the failure, with the statement or file.
    public var message: String

    /// An error.
    public init(code: Int32, message: String) {
        self.code = code
        self.message = message
    }

    /// One line.
    public var description: String { code == 0 ? message : "\(message) (SQLite error \(code))" }
}
