// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Millrace
private import Synchronization

/// Writes each batch to a SQLite database in one transaction: its rows, the positions up to which it has read its
/// sources, and its time. Needs the package trait `SQLite`.
///
/// **Guarantee.** Exactly once with a checkpoint: the transaction has all of a batch or nothing, and the next driver
/// asks the database whether it has the batch. Also without a checkpoint, if the stream has no state, starts where
/// `positions` says, and this is its only output. A batch whose ranges do not begin where those of the last one ended
/// is refused with `StreamingError.batchRefused`: it would repeat or skip records.
///
/// **Owners.** The database has the claim of the driver that writes; one that was replaced is refused inside the
/// transaction with `StreamingError.ownerReplaced`.
///
/// Tasks make the rows and the driver writes them, so that a batch's rows are in its memory: for results, rather than
/// for raw records. The tables `millrace_sink` and `millrace_position` are made if they are missing. Source: Spark's
/// advice on exactly-once output with a transactional store.
public final class SQLiteSink<Element: Sendable>: Sink {
    private struct State {
        var database: SQLiteDatabase?
        var claim: SinkClaim?
        /// The batch whose commit was begun last.
        var begun: BatchTime?
    }

    private let path: String
    private let name: String
    private let setup: [String]
    private let statement: String
    private let allowsSkips: Bool
    private let row: @Sendable (Element) throws -> [SQLiteValue]
    private let threads = DiskThread()
    private let state = Mutex(State())

    /// A sink that runs `statement` for each element.
    ///
    /// - Parameters:
    ///   - path: The database file; made if it is missing.
    ///   - name: Name of the sink, the same in every run; a database may have several.
    ///   - setup: Statements to run at each start, such as `CREATE TABLE IF NOT EXISTS`.
    ///   - statement: An INSERT, UPDATE or DELETE with parameters.
    ///   - allowsSkips: Whether a batch may begin after the end of the last one, as streams do that skip lost records.
    ///   - row: Returns the values of the statement's parameters for an element.
    public init(
        _ path: String, name: String, setup: [String] = [], statement: String, allowsSkips: Bool = false,
        row: @escaping @Sendable (Element) throws -> [SQLiteValue]
    ) {
        self.path = path
        self.name = name
        self.setup = setup
        self.statement = statement
        self.allowsSkips = allowsSkips
        self.row = row
    }

    /// Database and name.
    public var place: String { "sink \"\(name)\" of the database \(path)" }

    /// The positions up to which the sink `name` has its sources, by `SourceRange.source`: the place to start from
    /// without a checkpoint. Empty if there is no such sink.
    ///
    /// - Throws: `SQLiteError`.
    public static func positions(of name: String, in path: String) throws -> [String: Int64] {
        let database = try SQLiteDatabase(path)
        try SQLiteTables.create(database)
        return try SQLiteTables.ledger(name, database).positions
    }

    // MARK: Life

    /// Opens the database, makes tables, and takes over the claim.
    ///
    /// - Throws: `StreamingError.ownerReplaced`; `.batchRefused` if the checkpoint is older than the sink;
    ///   `SQLiteError`, also without the trait `SQLite`.
    public func recover(as owner: SinkOwner) async throws {
        try await threads.value { [self] in
            let database = try SQLiteDatabase(path)
            let claim = try database.transaction {
                try SQLiteTables.create(database)
                for statement in setup { try database.execute(statement) }
                let claim = try SQLiteTables.ledger(name, database).claim(of: owner, on: place)
                try SQLiteTables.store(claim, of: name, database)
                return claim
            }
            state.withLock { $0 = State(database: database, claim: claim) }
        }
    }

    private func opened() throws -> (SQLiteDatabase, SinkClaim) {
        let state = state.withLock { $0 }
        guard let database = state.database, let claim = state.claim else {
            throw StreamingError(code: .invalidState, message: "\(place) was not started")
        }
        return (database, claim)
    }

    /// Asks the database whether it has the batch, and whether the batch follows.
    public func prepare(_ batch: Batch) async throws -> SinkPreparation {
        try await threads.value { [self] in
            let (database, claim) = try opened()
            return try database.transaction { try check(batch, claim, database) }
        }
    }

    /// Compares claim, time and ranges with those of the database.
    private func check(_ batch: Batch, _ claim: SinkClaim, _ database: SQLiteDatabase) throws -> SinkPreparation {
        try SQLiteTables.ledger(name, database).check(
            batch, of: claim, begun: state.withLock { $0.begun }, allowsSkips: allowsSkips, on: place)
    }

    /// The partition's rows.
    public func write(_ elements: PartitionElements<Element>, of batch: Batch) async throws -> [[SQLiteValue]] {
        var rows: [[SQLiteValue]] = []
        try await elements.forEach { rows.append(try row($0)) }
        return rows
    }

    /// Writes the rows of all partitions in their order, the positions and the batch time, in one transaction.
    public func commit(_ batch: Batch, _ receipts: [[[SQLiteValue]]]) async throws {
        try await threads.value { [self] in
            let (database, claim) = try opened()
            try database.transaction {
                guard try check(batch, claim, database) == .needsWrite else { return }
                state.withLock { $0.begun = batch.time }
                try database.execute(statement, each: receipts.joined())
                try SQLiteTables.store(batch, of: name, database)
            }
        }
    }

    /// No effect: the transaction has been rolled back.
    public func abort(_ batch: Batch) async {}

    /// Closes the database.
    public func close() async { state.withLock { $0.database = nil } }
}
