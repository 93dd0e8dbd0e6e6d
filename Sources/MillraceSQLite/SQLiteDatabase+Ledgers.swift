// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace

/// The tables in which sinks keep their ledgers.
extension SQLiteDatabase: LedgerDatabase {
    typealias Value = SQLiteValue

    /// A file cannot be lost.
    var isAlive: Bool { true }

    /// No other writer can come between.
    var begin: String { "BEGIN IMMEDIATE" }

    func run(_ sql: String) throws { try execute(sql) }

    func run(_ sql: String, each all: some Sequence<[SQLiteValue]>) throws { try execute(sql, each: all) }

    func createLedgers() throws {
        try execute(
            """
            CREATE TABLE IF NOT EXISTS millrace_sink
            (name TEXT PRIMARY KEY, epoch INTEGER NOT NULL, claim BLOB NOT NULL, batch INTEGER)
            """)
        try execute(
            """
            CREATE TABLE IF NOT EXISTS millrace_position
            (sink TEXT, source TEXT, position INTEGER NOT NULL, PRIMARY KEY (sink, source))
            """)
    }

    /// The claim, last batch and positions of a sink; empty if there is no such sink.
    func ledger(of name: String) throws -> SinkLedger {
        var ledger = SinkLedger(claim: nil, batch: nil, positions: [:])
        let rows = try execute("SELECT claim, batch FROM millrace_sink WHERE name = ?", [.text(name)])
        if let row = rows.first {
            var reader = StoreReader(StoredBytes(row[0].blobValue ?? []))
            ledger.claim = try reader.read(SinkClaim.self)
            ledger.batch = row[1].integerValue
        }
        let sql = "SELECT source, position FROM millrace_position WHERE sink = ?"
        for row in try execute(sql, [.text(name)]) {
            guard let source = row[0].textValue, let position = row[1].integerValue else { continue }
            ledger.positions[source] = position
        }
        return ledger
    }

    func store(_ claim: SinkClaim, of name: String) throws {
        var writer = StoreWriter()
        try writer.write(claim)
        try execute(
            """
            INSERT INTO millrace_sink (name, epoch, claim) VALUES (?1, ?2, ?3)
            ON CONFLICT (name) DO UPDATE SET epoch = ?2, claim = ?3
            """,
            [.text(name), .int(claim.epoch), .blob(writer.finish().array)])
    }

    /// Stores the ends of a batch's ranges, and its time.
    func store(_ batch: Batch, of name: String) throws {
        try execute(
            """
            INSERT INTO millrace_position (sink, source, position) VALUES (?1, ?2, ?3)
            ON CONFLICT (sink, source) DO UPDATE SET position = ?3
            """,
            each: batch.sourceRanges.map { [.text(name), .text($0.source), .integer($0.endPosition)] })
        try execute(
            "UPDATE millrace_sink SET batch = ?2 WHERE name = ?1", [.text(name), .integer(batch.time.milliseconds)])
    }
}
