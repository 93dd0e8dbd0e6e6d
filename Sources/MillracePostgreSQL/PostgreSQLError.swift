// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A call of PostgreSQL that failed.
public struct PostgreSQLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The server's SQLSTATE, such as `23505` (unique_violation); nil if the failure is not the server's, such as a
    /// lost connection.
    public var state: String?
    /// Description of the failure, with the statement.
    public var message: String

    /// An error.
    public init(state: String?, message: String) {
        self.state = state
        self.message = message
    }

    /// One line.
    public var description: String { state.map { "\(message) (SQLSTATE \($0))" } ?? message }
}
