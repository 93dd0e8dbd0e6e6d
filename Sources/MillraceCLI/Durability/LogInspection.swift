// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// A file of a write-ahead log as text.
struct LogInspection {
    private(set) var lines: [String] = []
    /// Whether bytes are damaged that were on the disk.
    private(set) var isDamaged = false

    /// - Throws: `StorableError` if the bytes are not a log file.
    init(_ bytes: StoredBytes) throws {
        guard let head = try LogFormat.readHead(bytes) else {
            lines.append("no head: the file was being made when its writer ended")
            return
        }
        lines.append(
            "file \(head.number), epoch \(head.epoch), first time \(head.time), end of the file before \(head.previousEnd)"
        )
        var (offset, count, size) = (LogFormat.headSize, 0, 0)
        while offset < bytes.count {
            switch LogFormat.step(bytes, at: offset) {
            case .record(let record):
                lines.append(
                    "\(record.offset) time \(record.time) size \(record.payload.count) synced \(record.synced)")
                count += 1
                size += record.payload.count
                offset = record.end
            case .damage(let range):
                lines.append("\(range.lowerBound) DAMAGED up to \(range.upperBound): not a record, but was on the disk")
                isDamaged = true
                offset = range.upperBound
            case .end(let end):
                lines.append("\(end) unfinished write of \(bytes.count - end) bytes")
                offset = bytes.count
            }
        }
        lines.append("\(count) records, \(size) bytes of payload")
    }
}
