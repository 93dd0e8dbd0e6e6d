// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace

/// The tables in which sinks keep their claims and positions.
enum SQLiteTables {
    static func create(_ database: SQLiteDatabase) throws {
        try database.execute(
            """
            CREATE TABLE IF NOT EXISTS millrace_sink
            (name TEXT PRIMARY KEY, epoch INTEGER NOT NULL, claim BLOB NOT NULL, batch INTEGER)
            """)
        try database.execute(
            """
            CREATE TABLE IF NOT EXISTS millrace_position
            (sink TEXT, source TEXT, position INTEGER NOT NULL, PRIMARY KEY (sink, source))
            """)
    }

    /// The claim, last batch and positions of a sink; empty if there is no such sink.
    static func ledger(_ name: String, _ database: SQLiteDatabase) throws -> SinkLedger {
        var ledger = SinkLedger(claim: nil, batch: nil, positions: [:])
        let rows = try database.execute("SELECT claim, batch FROM millrace_sink WHERE name = ?", [.text(name)])
        if let row = rows.first {
            var reader = StoreReader(StoredBytes(row[0].blobValue ?? []))
            ledger.claim = try reader.read(SinkClaim.self)
            ledger.batch = row[1].integerValue
        }
        let sql = "SELECT source, position FROM millrace_position WHERE sink = ?"
        for row in try database.execute(sql, [.text(name)]) {
            guard let source = row[0].textValue, let position = row[1].integerValue else { continue }
            ledger.positions[source] = position
        }
        return ledger
    }

    static func store(_ claim: SinkClaim, of name: String, _ database: SQLiteDatabase) throws {
        var writer = StoreWriter()
        try writer.write(claim)
        try database.execute(
            """
            INSERT INTO millrace_sink (name, epoch, claim) VALUES (?1, ?2, ?3)
            ON CONFLICT (name) DO UPDATE SET epoch = ?2, claim = ?3
            """,
            [.text(name), .int(claim.epoch), .blob(writer.finish().array)])
    }

    /// Stores the ends of a batch's ranges, and its time.
    static func store(_ batch: Batch, of name: String, _ database: SQLiteDatabase) throws {
        try database.execute(
            """
            INSERT INTO millrace_position (sink, source, position) VALUES (?1, ?2, ?3)
            ON CONFLICT (sink, source) DO UPDATE SET position = ?3
            """,
            each: batch.sourceRanges.map { [.text(name), .text($0.source), .integer($0.endPosition)] })
        try database.execute(
            "UPDATE millrace_sink SET batch = ?2 WHERE name = ?1", [.text(name), .integer(batch.time.milliseconds)])
    }
}
