// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace

/// The tables in which sinks keep their ledgers.
extension PostgreSQLConnection: LedgerDatabase {
    typealias Value = PostgreSQLValue

    var begin: String { "BEGIN" }

    func run(_ sql: String) throws { try execute(sql) }

    func run(_ sql: String, each all: some Sequence<[PostgreSQLValue]>) throws { try execute(sql, each: all) }

    func createLedgers() throws {
        // IF NOT EXISTS alone fails when two sessions make a table at once. The number is any that others do not use.
        try execute("SELECT pg_advisory_xact_lock(7883954213476852581)")
        try execute(
            """
            CREATE TABLE IF NOT EXISTS millrace_sink
            (name text PRIMARY KEY, epoch bigint NOT NULL, claim bytea NOT NULL, batch bigint)
            """)
        try execute(
            """
            CREATE TABLE IF NOT EXISTS millrace_position
            (sink text, source text, position bigint NOT NULL, PRIMARY KEY (sink, source))
            """)
    }

    /// The claim, last batch and positions of a sink; empty if there is no such sink. Its row is locked until the end
    /// of the transaction, so that no other owner comes between.
    func ledger(of name: String) throws -> SinkLedger {
        var ledger = SinkLedger(claim: nil, batch: nil, positions: [:])
        let rows = try execute(
            "SELECT claim, batch FROM millrace_sink WHERE name = $1 FOR UPDATE", [.text(name)])
        if let row = rows.first {
            var reader = StoreReader(StoredBytes(row[0].flatMap { PostgreSQLValue.bytes(of: $0) } ?? []))
            ledger.claim = try reader.read(SinkClaim.self)
            ledger.batch = row[1].flatMap { Int64($0) }
        }
        let sql = "SELECT source, position FROM millrace_position WHERE sink = $1"
        for row in try execute(sql, [.text(name)]) {
            guard let source = row[0], let position = row[1].flatMap({ Int64($0) }) else { continue }
            ledger.positions[source] = position
        }
        return ledger
    }

    func store(_ claim: SinkClaim, of name: String) throws {
        var writer = StoreWriter()
        try writer.write(claim)
        try execute(
            """
            INSERT INTO millrace_sink (name, epoch, claim) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET epoch = excluded.epoch, claim = excluded.claim
            """,
            [.text(name), .int(claim.epoch), .bytes(writer.finish().array)])
    }

    /// Stores the ends of a batch's ranges, and its time.
    func store(_ batch: Batch, of name: String) throws {
        try execute(
            """
            INSERT INTO millrace_position (sink, source, position) VALUES ($1, $2, $3)
            ON CONFLICT (sink, source) DO UPDATE SET position = excluded.position
            """,
            each: batch.sourceRanges.map { [.text(name), .text($0.source), .integer($0.endPosition)] })
        try execute(
            "UPDATE millrace_sink SET batch = $2 WHERE name = $1", [.text(name), .integer(batch.time.milliseconds)])
    }
}
