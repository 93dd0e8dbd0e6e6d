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

    /// The claim on a sink and the time of its last batch; nil if there is no such sink.
    static func sink(_ name: String, _ database: SQLiteDatabase) throws -> (claim: SinkClaim, batch: Int64?)? {
        let rows = try database.execute("SELECT claim, batch FROM millrace_sink WHERE name = ?", [.text(name)])
        guard let row = rows.first else { return nil }
        var reader = StoreReader(StoredBytes(row[0].blobValue ?? []))
        return (try reader.read(SinkClaim.self), row[1].integerValue)
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

    static func positions(_ name: String, _ database: SQLiteDatabase) throws -> [String: Int64] {
        var positions: [String: Int64] = [:]
        let sql = "SELECT source, position FROM millrace_position WHERE sink = ?"
        for row in try database.execute(sql, [.text(name)]) {
            guard let source = row[0].textValue, let position = row[1].integerValue else { continue }
            positions[source] = position
        }
        return positions
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
