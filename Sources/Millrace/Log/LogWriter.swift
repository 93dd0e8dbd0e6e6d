// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Writes the files of a log. Blocks its thread; used by one at a time.
struct LogWriter {
    /// The file that records go to.
    private struct Current {
        let file: any DiskFile
        let name: LogFileName
        /// Offset up to which the file is on the disk.
        var synced: Int
        var time: BatchTime
        var maxTime: BatchTime
        /// Whether the file has a head and its name is on the disk.
        var isReady = false
    }

    private let files: any FileSystem
    private let directory: String
    private let epoch: UInt64
    private let settings: WriteAheadLog.Settings
    private var current: Current?
    /// Files before the current one, with the latest times in them.
    private var older: [(name: LogFileName, maxTime: BatchTime?)]
    private var nextNumber: UInt64
    private var previousEnd: Int

    /// A writer that continues the log of `scan` in a new file.
    init(
        files: any FileSystem, directory: String, epoch: UInt64, settings: WriteAheadLog.Settings, after scan: LogScan
    ) {
        self.files = files
        self.directory = directory
        self.epoch = epoch
        self.settings = settings
        older = scan.files.map { (LogFileName(number: $0.number, epoch: $0.epoch), $0.maxTime) }
        nextNumber = (older.last?.name.number ?? 0) + 1
        previousEnd = scan.files.last?.end ?? 0
    }

    /// Names of the files, oldest first.
    var fileNames: [String] { (older.map(\.name) + (current.map { [$0.name] } ?? [])).map(\.text) }

    /// Writes records with one write and one sync; they are on the disk when it returns.
    ///
    /// After a failure none of them counts as written, although a reader may find some, and the writer can be used
    /// again.
    mutating func write(
        _ records: [(payload: StoredBytes, time: BatchTime)]
    ) throws(DiskError) -> LogPosition {
        guard let first = records.first else { return LogPosition(file: nextNumber - 1, offset: previousEnd) }
        if let file = current, isFull(file, first.time) { retire() }
        var file: Current
        if let current { file = current } else { file = try makeFile(first.time) }
        var buffer = StoreWriter(capacity: 1024)
        if !file.isReady {
            let head = LogFormat.Head(
                epoch: epoch, number: file.name.number, previousEnd: UInt64(previousEnd), time: file.time.milliseconds)
            LogFormat.writeHead(head, into: &buffer)
        }
        for record in records {
            LogFormat.writeRecord(
                record.payload, time: record.time.milliseconds, synced: file.synced, into: &buffer)
            file.maxTime = max(file.maxTime, record.time)
        }
        current = file
        do throws(DiskError) {
            try append(buffer, to: file)
        } catch {
            abandon(file)
            throw error
        }
        file.synced += buffer.count
        file.isReady = true
        current = file
        return LogPosition(file: file.name.number, offset: file.synced)
    }

    private func append(_ buffer: borrowing StoreWriter, to file: Current) throws(DiskError) {
        unsafe try buffer.withWritten { (bytes) throws(DiskError) in
            unsafe try file.file.write(bytes, at: file.synced)
        }
        try file.file.sync()
        if !file.isReady { try files.syncDirectory(directory) }
    }

    private func isFull(_ file: Current, _ time: BatchTime) -> Bool {
        let isLarge = file.synced >= settings.rollingBytes / WriteAheadLog.Settings.smallestPart
        let isOld = time - file.time >= settings.rollingInterval
        // Records have the offset in 4 bytes.
        let limit = min(settings.rollingBytes, Int(UInt32.max))
        return file.isReady && (isLarge && isOld || file.synced >= limit)
    }

    private mutating func makeFile(_ time: BatchTime) throws(DiskError) -> Current {
        let name = LogFileName(number: nextNumber, epoch: epoch)
        let file = try files.open(directory + "/" + name.text)
        // A failed attempt may have left bytes.
        try file.truncate(to: 0)
        return Current(file: file, name: name, synced: 0, time: time, maxTime: time)
    }

    /// Ends the current file.
    private mutating func retire() {
        guard let file = current else { return }
        file.file.close()
        older.append((file.name, file.maxTime))
        nextNumber = file.name.number + 1
        previousEnd = file.synced
        current = nil
    }

    /// After a failure the kernel may have dropped the bytes and say nothing at the next sync: the file ends where it
    /// was synced last, as the head of the next file says, and records go to that one.
    private mutating func abandon(_ file: Current) {
        // Not truncated: if this writer hung and was replaced, its successor may have read these bytes and counts on
        // them.
        if file.isReady {
            retire()
        } else {
            file.file.close()
            current = nil
        }
    }

    /// Removes files all of whose records are before `time`, but never the current one. Returns their number.
    mutating func clean(before time: BatchTime) throws(DiskError) -> Int {
        var removed = 0
        while let file = older.first, older.count > 1 || current?.isReady == true,
            file.maxTime.map({ $0 < time }) ?? true
        {
            try files.remove(directory + "/" + file.name.text)
            older.removeFirst()
            removed += 1
        }
        return removed
    }

    /// Closes the current file.
    mutating func close() {
        current?.file.close()
        current = nil
    }
}
