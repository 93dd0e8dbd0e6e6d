// Millrace
// SPDX-License-Identifier: Apache-2.0

#if SQLite
internal import CSQLite

/// A connection to a database file, which is made if it is missing.
///
/// `@unchecked Sendable`: the pointer does not change until `deinit`, and SQLite itself serializes the calls of a
/// connection that is opened with SQLITE_OPEN_FULLMUTEX.
@safe
final class SQLiteDatabase: @unchecked Sendable {
    private let connection: OpaquePointer
    private let path: String

    /// - Throws: `SQLiteError`.
    init(_ path: String) throws(SQLiteError) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX
        let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let connection = unsafe opened else {
            let reason = unsafe opened.map { unsafe String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            unsafe sqlite3_close_v2(opened)
            throw SQLiteError(code: code, message: "the database \(path) cannot be opened: \(reason)")
        }
        unsafe self.connection = unsafe connection
        self.path = path
        unsafe sqlite3_extended_result_codes(connection, 1)
        // Another process may write meanwhile.
        unsafe sqlite3_busy_timeout(connection, 10_000)
        // A commit is on the disk when it returns.
        try execute("PRAGMA synchronous = FULL")
    }

    deinit { unsafe sqlite3_close_v2(connection) }

    private func failure(_ code: Int32, _ sql: String) -> SQLiteError {
        let reason = unsafe String(cString: sqlite3_errmsg(connection))
        return SQLiteError(code: code, message: "\(path): \(reason), in: \(sql)")
    }

    /// Runs a statement once, with values for its parameters; returns its rows.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) -> [[SQLiteValue]] {
        var rows: [[SQLiteValue]] = []
        try execute(sql, each: CollectionOfOne(values)) { rows.append($0) }
        return rows
    }

    /// Runs a statement once for each element, which are values for its parameters.
    func execute(
        _ sql: String, each all: some Sequence<[SQLiteValue]>, row: ([SQLiteValue]) -> Void = { _ in }
    ) throws(SQLiteError) {
        var prepared: OpaquePointer?
        let code = unsafe sqlite3_prepare_v2(connection, sql, -1, &prepared, nil)
        guard code == SQLITE_OK, let statement = unsafe prepared else { throw failure(code, sql) }
        defer { unsafe sqlite3_finalize(statement) }
        let parameters = Int(unsafe sqlite3_bind_parameter_count(statement))
        for values in all {
            guard values.count == parameters else {
                throw SQLiteError(
                    code: SQLITE_RANGE, message: "\(values.count) values for the \(parameters) parameters of: \(sql)")
            }
            for (index, value) in values.enumerated() {
                let code = unsafe Self.bind(value, to: Int32(index + 1), of: statement)
                guard code == SQLITE_OK else { throw failure(code, sql) }
            }
            var step = unsafe sqlite3_step(statement)
            while step == SQLITE_ROW {
                unsafe row(Self.row(statement))
                step = unsafe sqlite3_step(statement)
            }
            guard step == SQLITE_DONE else { throw failure(step, sql) }
            unsafe sqlite3_reset(statement)
        }
    }

    private static func bind(_ value: SQLiteValue, to index: Int32, of statement: OpaquePointer) -> Int32 {
        // SQLITE_TRANSIENT, −1 as a pointer: SQLite copies the bytes before the call returns.
        let copies = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        return switch value {
        case .null: unsafe sqlite3_bind_null(statement, index)
        case .integer(let number): unsafe sqlite3_bind_int64(statement, index, number)
        case .real(let number): unsafe sqlite3_bind_double(statement, index, number)
        case .text(let text):
            unsafe sqlite3_bind_text(statement, index, text, Int32(clamping: text.utf8.count), copies)
        case .blob(let bytes) where bytes.isEmpty: unsafe sqlite3_bind_zeroblob(statement, index, 0)
        case .blob(let bytes):
            unsafe bytes.withUnsafeBytes { buffer in
                unsafe sqlite3_bind_blob(statement, index, buffer.baseAddress, Int32(clamping: buffer.count), copies)
            }
        }
    }

    private static func row(_ statement: OpaquePointer) -> [SQLiteValue] {
        let columns = unsafe sqlite3_column_count(statement)
        return (0..<columns).map { column in
            switch unsafe sqlite3_column_type(statement, column) {
            case SQLITE_INTEGER: return .integer(unsafe sqlite3_column_int64(statement, column))
            case SQLITE_FLOAT: return .real(unsafe sqlite3_column_double(statement, column))
            case SQLITE_TEXT:
                // Valid until the next step, and terminated by a zero byte.
                guard let text = unsafe sqlite3_column_text(statement, column) else { return .null }
                return .text(unsafe String(cString: text))
            case SQLITE_BLOB:
                let count = Int(unsafe sqlite3_column_bytes(statement, column))
                // Valid until the next step, and `count` bytes long.
                guard let bytes = unsafe sqlite3_column_blob(statement, column) else { return .blob([]) }
                return .blob(unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count)))
            default: return .null
            }
        }
    }
}
#else
/// The place of a connection in a build without SQLite: it cannot be opened.
final class SQLiteDatabase: Sendable {
    /// - Throws: `SQLiteError` that names the trait.
    init(_ path: String) throws(SQLiteError) {
        throw SQLiteError(
            code: 0,
            message:
                "the database \(path) cannot be opened: Millrace was built without the trait SQLite; enable it where "
                + "the package is depended on")
    }

    @discardableResult
    func execute(_ sql: String, _ values: [SQLiteValue] = []) throws(SQLiteError) -> [[SQLiteValue]] { [] }

    func execute(_ sql: String, each all: some Sequence<[SQLiteValue]>) throws(SQLiteError) {}
}
#endif
