// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Result of reading a write-ahead log from its first file to its last.
public struct LogScan: Sendable {
    /// A file of the log.
    public struct File: Sendable {
        /// Name in the directory.
        public var name: String
        /// Number of whole records.
        public var recordCount: Int
        /// Offset after the last record.
        public var end: Int
        /// The latest time of a record; `nil` without records.
        public var maxTime: BatchTime?

        var number: UInt64
        var epoch: UInt64
        /// Offset up to which the file was on the disk when its last record was written.
        var synced = 0
    }

    /// Bytes that are no record in the middle of a file, and were passed over.
    public struct Damage: Sendable, CustomStringConvertible {
        /// Path of the file.
        public var file: String
        /// Offsets of the bytes.
        public var bytes: Range<Int>

        /// The file and the offsets.
        public var description: String { "\(file), bytes \(bytes.lowerBound) to \(bytes.upperBound)" }
    }

    /// The files, in order.
    public var files: [File] = []
    /// Bytes of an unfinished write at the end of the last file.
    public var tornBytes = 0
    /// Damage that was passed over; empty unless that was asked for.
    public var damage: [Damage] = []
    /// Files that are missing between others, and were passed over.
    public var missingFiles: [String] = []

    /// Number of whole records.
    public var recordCount: Int { files.reduce(0) { $0 + $1.recordCount } }
}
