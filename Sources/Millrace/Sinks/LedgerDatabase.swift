// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A connection to a database that keeps the ledgers of sinks beside their rows. Calls of one connection do not
/// overlap.
package protocol LedgerDatabase: Sendable {
    /// A value of a statement's parameter.
    associatedtype Value: Sendable

    /// False once the connection is lost.
    var isAlive: Bool { get }

    /// The statement that begins a transaction.
    var begin: String { get }

    /// Runs a statement without parameters.
    func run(_ sql: String) throws
    /// Runs a statement once for each element, which are values for its parameters.
    func run(_ sql: String, each all: some Sequence<[Value]>) throws

    /// Makes the tables of ledgers if they are missing.
    func createLedgers() throws
    /// The ledger of a sink; empty if there is none. Inside a transaction it does not change until its end.
    func ledger(of name: String) throws -> SinkLedger
    /// Stores the owner's claim.
    func store(_ claim: SinkClaim, of name: String) throws
    /// Stores the ends of a batch's ranges, and its time.
    func store(_ batch: Batch, of name: String) throws
}

extension LedgerDatabase {
    /// Runs `body` in a transaction, which is rolled back if it throws.
    package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try run(begin)
        do {
            let result = try body()
            try run("COMMIT")
            return result
        } catch {
            // Fails if the database has rolled back by itself, as after a lost connection.
            _ = try? run("ROLLBACK")
            throw error
        }
    }
}
