// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import Synchronization

/// The cluster's state except for records, as an append-only file: the last entry about a thing counts.
///
/// An entry has a length, the CRC-32C of its bytes, the CRC-32C of these eight bytes, all big-endian, and its bytes. It
/// holds all changes of one update, so they are stored together or not at all. Own design.
final class Journal: Sendable {
    private struct State {
        var size = 0
        /// Entries not written yet.
        var pending: [UInt8] = []
        /// The size of the journal after it was last replaced, without outdated entries.
        var snapshotSize = 0
    }

    private static let headerSize = 12
    /// Maximum size of an entry in bytes; a larger length is damage.
    private static let maxEntrySize = 1 << 30
    /// Outdated bytes that are always allowed before the journal is replaced.
    private static let slack = 8 << 20

    private let disk: Disk
    private let path: String
    private let state = Mutex(State())

    init(disk: Disk) {
        self.disk = disk
        path = disk.root + "/metadata.log"
    }

    /// Whether an entry could not be written.
    var isBehind: Bool { state.withLock { !$0.pending.isEmpty } }
    /// Whether most of the journal is outdated.
    var isStale: Bool { state.withLock { $0.size > 4 * $0.snapshotSize + Self.slack } }

    private static func entry(_ bytes: ByteSlice) -> ByteSlice {
        var header = WireWriter(capacity: headerSize)
        header.writeInteger(UInt32(bytes.count))
        header.writeInteger(CRC32C.checksum(bytes))
        let sum = unsafe header.withWritten(from: 0) { unsafe CRC32C.checksum($0) }
        header.writeInteger(sum)
        header.writeRaw(bytes)
        return header.finish()
    }

    // MARK: Writing

    /// Appends an entry. On failure returns false and keeps the entry, which is written first the next time.
    func append(_ bytes: ByteSlice) -> Bool {
        state.withLock { $0.pending += Self.entry(bytes).bytes }
        return flush()
    }

    /// Writes pending entries. Returns true if none are left.
    func flush() -> Bool {
        state.withLock { state in
            guard !state.pending.isEmpty else { return true }
            // A failed attempt may have left the beginning of the same bytes there.
            let isWritten = unsafe state.pending.withUnsafeBytes { bytes in
                unsafe disk.write(bytes, to: path, at: state.size)
            }
            guard isWritten else { return false }
            state.size += state.pending.count
            state.pending = []
            return true
        }
    }

    /// Replaces the journal by one entry, which must hold the whole state. A failure changes nothing.
    @discardableResult
    func replace(with bytes: ByteSlice) -> Bool {
        state.withLock { state in
            let entry = Self.entry(bytes)
            let fresh = path + ".new"
            // Bytes of an earlier attempt must not follow the entry.
            guard disk.truncate(fresh, to: 0) else { return false }
            let isWritten = unsafe entry.withUnsafeBytes { unsafe disk.write($0, to: fresh, at: 0) }
            guard isWritten, disk.sync(fresh) else { return false }
            let isThere = disk.attempt { () throws(StorageError) in try disk.rename(fresh, to: path) }
            guard isThere else { return false }
            // After a loss of power one of both journals is there, and both are equivalent.
            _ = disk.syncDirectory(disk.root)
            state = State(size: entry.count, pending: [], snapshotSize: entry.count)
            return true
        }
    }

    /// Removes discarded paths once the journal is synced: an older journal would need them after a loss of power.
    func removeDiscarded() {
        if disk.hasDiscarded, disk.sync(path) { disk.removeDiscarded() }
    }

    // MARK: Reading

    /// Reads all entries in order, at a start, and truncates an incomplete write at the end.
    ///
    /// - Throws: `StorageError` for a damaged entry that is not the last.
    func load(_ body: (ByteSlice) throws(WireError) -> Void) throws(StorageError) {
        let bytes = try disk.files.read(path)
        var position = 0
        while position < bytes.count {
            guard let entry = try entry(in: bytes, at: position) else { break }
            do throws(WireError) {
                try body(entry)
            } catch {
                throw StorageError(path, "the entry at byte \(position) is from another version: \(error)")
            }
            position += Self.headerSize + entry.count
        }
        if position < bytes.count, !disk.truncate(path, to: position) {
            throw disk.lastError ?? StorageError(path, "cannot be truncated to \(position) bytes")
        }
        let size = position
        state.withLock { $0.size = size }
    }

    /// The entry at `position`; nil if it is incomplete.
    private func entry(in bytes: ByteSlice, at position: Int) throws(StorageError) -> ByteSlice? {
        let rest = bytes[position..<bytes.count]
        guard rest.count >= Self.headerSize else { return nil }
        var reader = WireReader(rest)
        var header: (length: Int, sum: UInt32, headerSum: UInt32) = (0, 0, 0)
        do throws(WireError) {
            header = (Int(try reader.readUInt32()), try reader.readUInt32(), try reader.readUInt32())
        } catch {
            return nil
        }
        let end = Self.headerSize + header.length
        if CRC32C.checksum(rest[0..<8]) == header.headerSum, header.length <= Self.maxEntrySize {
            if end > rest.count { return nil }
            let entry = rest[Self.headerSize..<end]
            if CRC32C.checksum(entry) == header.sum { return entry }
            // The last entry was not written completely.
            if end == rest.count { return nil }
        } else if !rest.bytes.contains(where: { $0 != 0 }) {
            return nil
        }
        throw StorageError(
            path,
            "the entry at byte \(position) is damaged and more entries follow: truncate the file there to continue without them"
        )
    }
}
