// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Millrace

/// Writes each batch to a SQLite database in one transaction: its rows, the positions up to which it has read its
/// sources, and its time. Needs the package trait `SQLite`.
///
/// **Guarantee.** Exactly once with a checkpoint: the transaction has all of a batch or nothing, and the next driver
/// asks the database whether it has the batch. Also without a checkpoint, if the stream has no state, starts where
/// `positions` says, and this is its only output. Then a batch whose ranges do not begin where those of the last one
/// ended is refused with `StreamingError.batchRefused`: it would repeat or skip records.
///
/// **Owners.** The database has the claim of the driver that writes; one that was replaced is refused inside the
/// transaction with `StreamingError.ownerReplaced`.
///
/// Tasks make the rows and the driver writes them, so that a batch's rows are in its memory: for results, rather than
/// for raw records. The tables `millrace_sink` and `millrace_position` are made if they are missing. Source: Spark's
/// advice on exactly-once output with a transactional store.
public final class SQLiteSink<Element: Sendable>: Sink {
    private let base: LedgerSink<SQLiteDatabase>
    private let row: @Sendable (Element) throws -> [SQLiteValue]

    /// A sink that runs `statement` for each element.
    ///
    /// - Parameters:
    ///   - path: The database file; made if it is missing.
    ///   - name: Name of the sink, the same in every run; a database may have several.
    ///   - setup: Statements to run at each start, such as `CREATE TABLE IF NOT EXISTS`.
    ///   - statement: An INSERT, UPDATE or DELETE with parameters.
    ///   - allowsSkips: Whether a batch of a stream without a checkpoint may begin after the end of the last one, as
    ///     streams do that skip lost records.
    ///   - row: Returns the values of the statement's parameters for an element.
    public init(
        _ path: String, name: String, setup: [String] = [], statement: String, allowsSkips: Bool = false,
        row: @escaping @Sendable (Element) throws -> [SQLiteValue]
    ) {
        self.row = row
        base = LedgerSink(
            "sink \"\(name)\" of the database \(path)", name: name, setup: setup, statement: statement,
            allowsSkips: allowsSkips
        ) { try SQLiteDatabase(path) }
    }

    /// Database and name.
    public var place: String { base.place }

    /// The positions up to which the sink `name` has its sources, by `SourceRange.source`: the place to start from
    /// without a checkpoint. Empty if there is no such sink.
    ///
    /// - Throws: `SQLiteError`.
    public static func positions(of name: String, in path: String) throws -> [String: Int64] {
        let database = try SQLiteDatabase(path)
        try database.createLedgers()
        return try database.ledger(of: name).positions
    }

    // MARK: Life

    /// Opens the database, makes tables, and takes over the claim.
    ///
    /// - Throws: `StreamingError.ownerReplaced`; `.batchRefused` if the checkpoint is older than the sink;
    ///   `SQLiteError`, also without the trait `SQLite`.
    public func recover(as owner: SinkOwner) async throws { try await base.recover(as: owner) }

    /// Asks the database whether it has the batch, and whether the batch follows.
    public func prepare(_ batch: Batch) async throws -> SinkPreparation { try await base.prepare(batch) }

    /// The partition's rows.
    public func write(_ elements: PartitionElements<Element>, of batch: Batch) async throws -> [[SQLiteValue]] {
        var rows: [[SQLiteValue]] = []
        try await elements.forEach { rows.append(try row($0)) }
        return rows
    }

    /// Writes the rows of all partitions in their order, the positions and the batch time, in one transaction.
    public func commit(_ batch: Batch, _ receipts: [[[SQLiteValue]]]) async throws {
        try await base.commit(batch, receipts)
    }

    /// No effect: the transaction has been rolled back.
    public func abort(_ batch: Batch) async {}

    /// Closes the database.
    public func close() async { base.close() }
}
