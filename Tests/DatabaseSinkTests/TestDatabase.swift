// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import MillraceTesting

/// A database with a table `result` (number, text), and a sink of numbers to it.
protocol TestDatabase: Sendable {
    associatedtype Output: Sink<Int>
    /// The sink; with `isUnique`, a table that refuses a number that it has.
    func sink(isUnique: Bool) -> Output
    /// Runs a statement.
    func execute(_ sql: String) throws
    /// The numbers of the table, in the order in which they were written.
    func numbers() throws -> [Int64]
    /// Positions of the sink.
    func positions() throws -> [String: Int64]
}
