// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reads write-ahead logs. Reading beside a writer is safe: a record that is being written counts as an unfinished one.
struct LogScanner {
    let files: any FileSystem
    let directory: String
    /// Whether damaged records and missing files are passed over and counted, instead of an error.
    let skipsDamage: Bool

    /// A file whose creation was finished.
    private struct Opened {
        let name: LogFileName
        let bytes: StoredBytes
        let head: LogFormat.Head

        /// End of the file, as `next` says: bytes after it were written by a writer that had been replaced, or by a
        /// write that failed. nil if `next` does not follow on.
        func limit(before next: Opened) -> Int? {
            next.name.number == name.number + 1 ? Int(clamping: next.head.previousEnd) : nil
        }
    }

    /// Calls `body` with each record up to `end`, in order: its payload, its time, the name of its file and its offset.
    ///
    /// - Throws: `StreamingError.dataDamaged` with file and offset, also if the log does not reach `end`;
    ///   `.storageFailed`; errors of `body`.
    func scan(through end: LogPosition? = nil, _ body: (StoredBytes, BatchTime, String, Int) throws -> Void) throws
        -> LogScan
    {
        let names = try storing("the log in \(directory)") { LogFileName.log(try files.names(in: directory)) }
        var scan = LogScan()
        // The head of a file says where the file before it ends, so one is read when the next is open.
        var waiting: Opened?
        for name in names where name.number <= end?.file ?? .max {
            guard let file = try open(name) else { continue }
            if let waiting { try read(waiting, limit: waiting.limit(before: file), isLast: false, &scan, body) }
            waiting = file
        }
        if let waiting {
            let limit = waiting.name.number == end?.file ? end?.offset : nil
            try read(waiting, limit: limit, isLast: true, &scan, body)
        }
        if let end, end.offset > 0, scan.files.last?.number != end.file, !skipsDamage {
            throw StreamingError(
                code: .dataDamaged,
                message:
                    "the log in \(directory) ends before \(end), which the checkpoint refers to: restore its files, "
                    + "or skip damaged records")
        }
        return scan
    }

    /// Opens a file; `nil` if its creation was not finished, or if it was cleaned in the meantime.
    private func open(_ name: LogFileName) throws -> Opened? {
        let path = directory + "/" + name.text
        guard let bytes = try storing("the log file \(path)", { try files.contents(of: path) }) else { return nil }
        do {
            return try LogFormat.readHead(bytes).map { Opened(name: name, bytes: bytes, head: $0) }
        } catch {
            throw StreamingError(
                code: .dataDamaged, message: "the log file \(path) cannot be used", underlyingError: error)
        }
    }

    private func checkOrder(_ last: LogScan.File, _ name: LogFileName, _ scan: inout LogScan) throws {
        guard name.number > last.number + 1 else { return }
        let missing = LogFileName(number: last.number + 1, epoch: name.epoch).text
        guard skipsDamage else {
            throw StreamingError(
                code: .dataDamaged,
                message:
                    "the log in \(directory) lacks the file \(missing) between \(last.name) and \(name.text): restore "
                    + "it, or skip damaged records")
        }
        scan.missingFiles.append(missing)
    }

    private func read(
        _ opened: Opened, limit: Int?, isLast: Bool, _ scan: inout LogScan,
        _ body: (StoredBytes, BatchTime, String, Int) throws -> Void
    ) throws {
        let (name, bytes) = (opened.name, opened.bytes)
        if let last = scan.files.last { try checkOrder(last, name, &scan) }
        var file = LogScan.File(
            name: name.text, recordCount: 0, end: LogFormat.headSize, number: name.number, epoch: name.epoch)
        var offset = LogFormat.headSize
        reading: while offset < limit ?? .max {
            switch LogFormat.step(bytes, at: offset) {
            case .record(let record):
                let time = BatchTime(milliseconds: record.time)
                try body(bytes.copy(of: record.payload), time, name.text, offset)
                file.recordCount += 1
                file.maxTime = max(file.maxTime ?? time, time)
                offset = record.end
                file.end = offset
                file.synced = record.synced
            case .damage(let range):
                try note(range, of: name, &scan)
                offset = range.upperBound
            case .end(let end):
                if let limit { try note(end..<limit, of: name, &scan) }
                if isLast { scan.tornBytes = bytes.count - end }
                break reading
            }
        }
        scan.files.append(file)
    }

    private func note(_ range: Range<Int>, of name: LogFileName, _ scan: inout LogScan) throws {
        let damage = LogScan.Damage(file: directory + "/" + name.text, bytes: range)
        guard skipsDamage else {
            throw StreamingError(
                code: .dataDamaged,
                message: "the log file \(damage.file) is damaged at byte \(range.lowerBound): the bytes up to "
                    + "\(range.upperBound) are not a record, and they were on the disk; restore the file, or skip damaged "
                    + "records")
        }
        scan.damage.append(damage)
    }
}
