// Millrace
// SPDX-License-Identifier: Apache-2.0

#if PostgreSQL
internal import CPostgreSQL

/// A connection to a server, through the system's libpq.
///
/// `@unchecked Sendable`: the pointer does not change until `deinit`, and libpq permits any thread as long as calls do
/// not overlap; a sink makes them on its one thread.
@safe
final class PostgreSQLConnection: @unchecked Sendable {
    /// Number of executions that are sent before their results are read. The results of that many statements without
    /// rows fit into the socket's buffers, so that neither side waits for the other to read.
    private static let pipelined = 128

    private let connection: OpaquePointer

    /// Connects, and waits for it.
    ///
    /// - Parameter parameters: A connection URI or `key=value` pairs, as libpq reads them.
    /// - Throws: `PostgreSQLError`, without the parameters, which may have a password.
    init(_ parameters: String) throws(PostgreSQLError) {
        guard let connection = unsafe PQconnectdb(parameters) else {
            throw PostgreSQLError(state: nil, message: "no memory for a connection to PostgreSQL")
        }
        unsafe self.connection = unsafe connection
        guard isAlive else {
            throw PostgreSQLError(state: nil, message: "cannot connect to PostgreSQL: \(lastMessage)")
        }
        // A driver that hangs in a transaction must not lock its successor out; a commit is on the server's disk when
        // it returns.
        for setting in [
            "SET client_min_messages = warning", "SET bytea_output = hex", "SET lock_timeout = '60s'",
            "SET idle_in_transaction_session_timeout = '30s'",
            """
            SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'
            """,
        ] {
            try execute(setting)
        }
    }

    deinit { unsafe PQfinish(connection) }

    /// False once the connection is lost, or left between executions by a failure of libpq.
    var isAlive: Bool {
        unsafe PQstatus(connection) == CONNECTION_OK && PQpipelineStatus(connection) == PQ_PIPELINE_OFF
    }

    /// The server's database and host.
    static func place(_ parameters: String) -> String {
        guard let options = unsafe PQconninfoParse(parameters, nil) else { return "PostgreSQL" }
        defer { unsafe PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = unsafe options
        // The list ends with an entry without keyword.
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val {
                values[unsafe String(cString: keyword)] = unsafe String(cString: value)
            }
            unsafe option += 1
        }
        let database = values["dbname"] ?? values["service"] ?? values["user"] ?? "default"
        let host = values["host"] ?? values["hostaddr"]
        return "the PostgreSQL database \(database)" + (host.map { " on \($0)" } ?? "")
    }

    private var lastMessage: String { Self.line(unsafe String(cString: PQerrorMessage(connection))) }

    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: "; ")
    }

    // MARK: Statements

    /// Runs a statement once, with values for `$1`, `$2` …; returns its rows, as text.
    @discardableResult
    func execute(_ sql: String, _ values: [PostgreSQLValue] = []) throws(PostgreSQLError) -> [[String?]] {
        let result = unsafe try withTexts(values, sql) { texts in
            unsafe PQexecParams(connection, sql, Int32(clamping: values.count), nil, texts, nil, nil, 0)
        }
        return unsafe try rows(result, sql)
    }

    /// Runs a statement once for each element, which are values for its parameters. Its rows are ignored.
    func execute(_ sql: String, each all: some Sequence<[PostgreSQLValue]>) throws(PostgreSQLError) {
        _ = unsafe try rows(PQprepare(connection, "", sql, 0, nil), sql)
        guard unsafe PQenterPipelineMode(connection) == 1 else { throw failure(sql) }
        var failed: PostgreSQLError?
        var count = 0
        for values in all {
            failed = start(values, sql)
            if failed != nil { break }
            count += 1
            if count == Self.pipelined {
                failed = finish(count, sql)
                count = 0
                if failed != nil { break }
            }
        }
        if count > 0 {
            let error = finish(count, sql)
            failed = failed ?? error
        }
        // Fails only if results are left, after a lost connection.
        _ = unsafe PQexitPipelineMode(connection)
        if let failed { throw failed }
    }

    /// Sends one execution of the prepared statement.
    private func start(_ values: [PostgreSQLValue], _ sql: String) -> PostgreSQLError? {
        do throws(PostgreSQLError) {
            let isSent = unsafe try withTexts(values, sql) { texts in
                unsafe PQsendQueryPrepared(connection, "", Int32(clamping: values.count), texts, nil, nil, 0) == 1
            }
            return isSent ? nil : failure(sql)
        } catch {
            return error
        }
    }

    /// Reads the results of `count` executions. Returns the first failure.
    private func finish(_ count: Int, _ sql: String) -> PostgreSQLError? {
        guard unsafe PQpipelineSync(connection) == 1 else { return failure(sql) }
        var failed: PostgreSQLError?
        for _ in 0..<count {
            do throws(PostgreSQLError) {
                _ = unsafe try rows(PQgetResult(connection), sql)
            } catch {
                failed = failed ?? error
                // No further result comes.
                if unsafe PQstatus(connection) != CONNECTION_OK { return failed }
            }
            // The end of this execution's results.
            unsafe PQclear(PQgetResult(connection))
        }
        // The point of synchronization.
        unsafe PQclear(PQgetResult(connection))
        return failed
    }

    /// The rows of a result, which is freed.
    private func rows(_ result: OpaquePointer?, _ sql: String) throws(PostgreSQLError) -> [[String?]] {
        defer { unsafe PQclear(result) }
        let status = unsafe PQresultStatus(result)
        guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else { throw unsafe failure(result, sql) }
        let columns = unsafe PQnfields(result)
        return (0..<(unsafe PQntuples(result))).map { row in
            (0..<columns).map { column in
                guard unsafe PQgetisnull(result, row, column) == 0, let text = unsafe PQgetvalue(result, row, column)
                else { return nil }
                // Terminated by a zero byte, and valid until the result is freed.
                return unsafe String(cString: text)
            }
        }
    }

    private func failure(_ sql: String) -> PostgreSQLError {
        PostgreSQLError(state: nil, message: "PostgreSQL: \(lastMessage), in: \(sql)")
    }

    private func failure(_ result: OpaquePointer?, _ sql: String) -> PostgreSQLError {
        // 'C', PG_DIAG_SQLSTATE.
        let state = unsafe PQresultErrorField(result, 67).map { unsafe String(cString: $0) }
        let text = Self.line(unsafe String(cString: PQresultErrorMessage(result)))
        return PostgreSQLError(state: state, message: "PostgreSQL: \(text.isEmpty ? lastMessage : text), in: \(sql)")
    }

    /// Calls `body` with the values as C strings, which are valid for the call.
    private func withTexts<Result>(
        _ values: [PostgreSQLValue], _ sql: String, _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) throws(PostgreSQLError) -> Result {
        // All texts one after the other, each with its zero byte, and where they begin; −1 for NULL.
        var bytes: [CChar] = []
        var starts: [Int] = []
        for value in values {
            guard let text = value.wireText else {
                starts.append(-1)
                continue
            }
            guard !text.utf8.contains(0) else {
                throw PostgreSQLError(
                    state: nil,
                    message: "PostgreSQL cannot store a text with U+0000; leave it out of the values of: \(sql)")
            }
            starts.append(bytes.count)
            bytes.append(contentsOf: text.utf8.lazy.map { CChar(bitPattern: $0) })
            bytes.append(0)
        }
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            // An empty array has no address, and then there are no texts.
            let texts = unsafe starts.map { start in
                start < 0 ? nil : unsafe buffer.baseAddress.map { unsafe $0 + start }
            }
            return unsafe texts.withUnsafeBufferPointer { unsafe body($0.baseAddress) }
        }
    }
}
#else
/// The place of a connection in a build without PostgreSQL: it cannot be opened.
final class PostgreSQLConnection: Sendable {
    /// - Throws: `PostgreSQLError` that names the trait.
    init(_ parameters: String) throws(PostgreSQLError) {
        throw PostgreSQLError(
            state: nil,
            message:
                "cannot connect to PostgreSQL: Millrace was built without the trait PostgreSQL; enable it where the "
                + "package is depended on")
    }

    var isAlive: Bool { false }

    static func place(_ parameters: String) -> String { "PostgreSQL" }

    @discardableResult
    func execute(_ sql: String, _ values: [PostgreSQLValue] = []) throws(PostgreSQLError) -> [[String?]] { [] }

    func execute(_ sql: String, each all: some Sequence<[PostgreSQLValue]>) throws(PostgreSQLError) {}
}
#endif
