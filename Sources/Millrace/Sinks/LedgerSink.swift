// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// The part that sinks to databases have in common: each batch in one transaction with the sink's ledger, on a thread
/// of its own. Own design.
package final class LedgerSink<Database: LedgerDatabase>: Sendable {
    /// The rows of a partition.
    package typealias Rows = [[Database.Value]]

    private struct State {
        var database: Database?
        var claim: SinkClaim?
        /// The batch whose commit was begun last.
        var begun: BatchTime?
    }

    package let place: String
    private let name: String
    private let setup: [String]
    private let statement: String
    private let allowsSkips: Bool
    private let open: @Sendable () throws -> Database
    private let threads = DiskThread()
    private let state = Mutex(State())

    /// - Parameters:
    ///   - place: Database and name.
    ///   - name: Name of the sink.
    ///   - setup: Statements to run at each start.
    ///   - statement: The statement to run for each row.
    ///   - allowsSkips: Whether a batch may begin after the end of the last one.
    ///   - open: Connects to the database, also again after a lost connection.
    package init(
        _ place: String, name: String, setup: [String], statement: String, allowsSkips: Bool,
        open: @escaping @Sendable () throws -> Database
    ) {
        self.place = place
        self.name = name
        self.setup = setup
        self.statement = statement
        self.allowsSkips = allowsSkips
        self.open = open
    }

    /// As `Sink.recover`.
    package func recover(as owner: SinkOwner) async throws {
        try await threads.value { [self] in
            let database = try open()
            let claim = try database.transaction {
                try database.createLedgers()
                for statement in setup { try database.run(statement) }
                let claim = try database.ledger(of: name).claim(of: owner, on: place)
                try database.store(claim, of: name)
                return claim
            }
            state.withLock { $0 = State(database: database, claim: claim) }
        }
    }

    /// The connection, made again if it was lost, and the claim.
    private func opened() throws -> (Database, SinkClaim) {
        let state = state.withLock { $0 }
        guard let database = state.database, let claim = state.claim else {
            throw StreamingError(code: .invalidState, message: "\(place) was not started")
        }
        if database.isAlive { return (database, claim) }
        let next = try open()
        self.state.withLock { $0.database = next }
        return (next, claim)
    }

    /// As `Sink.prepare`: asks the database whether it has the batch, and whether the batch follows.
    package func prepare(_ batch: Batch) async throws -> SinkPreparation {
        try await threads.value { [self] in
            let (database, claim) = try opened()
            do {
                return try database.transaction { try check(batch, claim, database) }
            } catch  where !database.isAlive {
                // Lost since the last batch.
                let (database, claim) = try opened()
                return try database.transaction { try check(batch, claim, database) }
            }
        }
    }

    private func check(_ batch: Batch, _ claim: SinkClaim, _ database: Database) throws -> SinkPreparation {
        try database.ledger(of: name).check(
            batch, of: claim, begun: state.withLock { $0.begun }, allowsSkips: allowsSkips, on: place)
    }

    /// As `Sink.commit`: writes the rows of all partitions in their order, and the ledger.
    package func commit(_ batch: Batch, _ rows: [Rows]) async throws {
        try await threads.value { [self] in
            let (database, claim) = try opened()
            try database.transaction {
                guard try check(batch, claim, database) == .needsWrite else { return }
                state.withLock { $0.begun = batch.time }
                try database.run(statement, each: rows.joined())
                try database.store(batch, of: name)
            }
        }
    }

    /// As `Sink.close`.
    package func close() { state.withLock { $0.database = nil } }
}
