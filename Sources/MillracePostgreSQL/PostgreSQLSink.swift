// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Millrace

/// Writes each batch to a PostgreSQL database in one transaction: its rows, the positions up to which it has read its
/// sources, and its time. Needs the package trait `PostgreSQL`.
///
/// **Guarantee.** Exactly once with a checkpoint: the transaction has all of a batch or nothing, and the next driver,
/// or the next attempt after a lost connection, asks the database whether it has the batch. Also without a checkpoint,
/// if the stream has no state, starts where `positions` says, and this is its only output. Then a batch whose ranges do
/// not begin where those of the last one ended is refused with `StreamingError.batchRefused`: it would repeat or skip
/// records.
///
/// **Owners.** The database has the claim of the driver that writes, in a row that each transaction locks; a driver
/// that was replaced is refused inside the transaction with `StreamingError.ownerReplaced`. The server ends a
/// transaction in which a driver hangs after 30 seconds.
///
/// Tasks make the rows and the driver writes them, so that a batch's rows are in its memory: for results, rather than
/// for raw records. The tables `millrace_sink` and `millrace_position` are made if they are missing. Source: Spark's
/// advice on exactly-once output with a transactional store.
public final class PostgreSQLSink<Element: Sendable>: Sink {
    private let base: LedgerSink<PostgreSQLConnection>
    private let row: @Sendable (Element) throws -> [PostgreSQLValue]

    /// A sink that runs `statement` for each element.
    ///
    /// - Parameters:
    ///   - parameters: A connection URI, `postgresql://user@host/database`, or `key=value` pairs; libpq's environment
    ///     variables and password file count too. Set `connect_timeout` and `tcp_user_timeout`, as libpq waits long.
    ///   - name: Name of the sink, the same in every run; a database may have several.
    ///   - setup: Statements to run at each start, such as `CREATE TABLE IF NOT EXISTS`.
    ///   - statement: An INSERT, UPDATE or DELETE with parameters `$1`, `$2` …
    ///   - allowsSkips: Whether a batch of a stream without a checkpoint may begin after the end of the last one, as
    ///     streams do that skip lost records.
    ///   - row: Returns the values of the statement's parameters for an element.
    public init(
        _ parameters: String, name: String, setup: [String] = [], statement: String, allowsSkips: Bool = false,
        row: @escaping @Sendable (Element) throws -> [PostgreSQLValue]
    ) {
        self.row = row
        base = LedgerSink(
            "sink \"\(name)\" of \(PostgreSQLConnection.place(parameters))", name: name, setup: setup,
            statement: statement,
            allowsSkips: allowsSkips
        ) { try PostgreSQLConnection(parameters) }
    }

    /// Database and name.
    public var place: String { base.place }

    /// The positions up to which the sink `name` has its sources, by `SourceRange.source`: the place to start from
    /// without a checkpoint. Empty if there is no such sink. Blocks the calling thread.
    ///
    /// - Throws: `PostgreSQLError`.
    public static func positions(of name: String, in parameters: String) throws -> [String: Int64] {
        let connection = try PostgreSQLConnection(parameters)
        return try connection.transaction {
            try connection.createLedgers()
            return try connection.ledger(of: name).positions
        }
    }

    // MARK: Life

    /// Connects, makes tables, and takes over the claim.
    ///
    /// - Throws: `StreamingError.ownerReplaced`; `.batchRefused` if the checkpoint is older than the sink;
    ///   `PostgreSQLError`, also without the trait `PostgreSQL`.
    public func recover(as owner: SinkOwner) async throws { try await base.recover(as: owner) }

    /// Asks the database whether it has the batch, and whether the batch follows.
    public func prepare(_ batch: Batch) async throws -> SinkPreparation { try await base.prepare(batch) }

    /// The partition's rows.
    public func write(_ elements: PartitionElements<Element>, of batch: Batch) async throws -> [[PostgreSQLValue]] {
        var rows: [[PostgreSQLValue]] = []
        try await elements.forEach { rows.append(try row($0)) }
        return rows
    }

    /// Writes the rows of all partitions in their order, the positions and the batch time, in one transaction.
    public func commit(_ batch: Batch, _ receipts: [[[PostgreSQLValue]]]) async throws {
        try await base.commit(batch, receipts)
    }

    /// No effect: the server has rolled the transaction back.
    public func abort(_ batch: Batch) async {}

    /// Closes the connection.
    public func close() async { base.close() }
}
