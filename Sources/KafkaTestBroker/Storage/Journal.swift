// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import Synchronization

/// What a cluster knows beside records, as a file of entries that are only appended: what was written last of a thing
/// counts.
///
/// An entry is its length, the CRC-32C of its bytes and the CRC-32C of these eight, all big-endian, and its bytes: the
/// changes of one update, which so are stored together or not at all. Own design.
final class Journal: Sendable {
    private struct State {
        var size = 0
        /// Entries that could not be written yet.
        var pending: [UInt8] = []
        /// The size of the journal when it held nothing that is out of date.
        var snapshotSize = 0
    }

    private static let headerSize = 12
    /// The largest entry, in bytes: a larger length is damage.
    private static let maxEntrySize = 1 << 30
    /// What may be out of date beyond the size of what is not, before the journal is written anew.
    private static let slack = 8 << 20

    private let disk: Disk
    private let path: String
    private let state = Mutex(State())

    init(disk: Disk) {
        self.disk = disk
        path = disk.root + "/metadata.log"
    }

    /// Whether there is an entry that could not be written.
    var isBehind: Bool { state.withLock { !$0.pending.isEmpty } }
    /// Whether most of the journal is out of date.
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

    /// Writes an entry behind the last one. Returns false if that failed: the entry then is kept, and written first the
    /// next time.
    func append(_ bytes: ByteSlice) -> Bool {
        state.withLock { $0.pending += Self.entry(bytes).bytes }
        return flush()
    }

    /// Writes what could not be written before; true if nothing is left.
    func flush() -> Bool {
        state.withLock { state in
            guard !state.pending.isEmpty else { return true }
            // Over whatever a failed attempt has left there: that was the beginning of the same bytes.
            let isWritten = unsafe state.pending.withUnsafeBytes { bytes in
                unsafe disk.write(bytes, to: path, at: state.size)
            }
            guard isWritten else { return false }
            state.size += state.pending.count
            state.pending = []
            return true
        }
    }

    /// Puts a journal of one entry, which has to say everything, in the place of this one. A failure changes nothing.
    @discardableResult
    func replace(with bytes: ByteSlice) -> Bool {
        state.withLock { state in
            let entry = Self.entry(bytes)
            let fresh = path + ".new"
            // Nothing of an earlier attempt may stand behind the entry.
            guard disk.truncate(fresh, to: 0) else { return false }
            let isWritten = unsafe entry.withUnsafeBytes { unsafe disk.write($0, to: fresh, at: 0) }
            guard isWritten, disk.sync(fresh) else { return false }
            let isThere = disk.attempt { () throws(StorageError) in try disk.rename(fresh, to: path) }
            guard isThere else { return false }
            // Either of the two is there after a loss of power, and both say the same.
            _ = disk.syncDirectory(disk.root)
            state = State(size: entry.count, pending: [], snapshotSize: entry.count)
            return true
        }
    }

    /// Removes what was discarded, once the disk itself has the entries that make it obsolete: after a loss of power a
    /// journal that is older would need it.
    func removeDiscarded() {
        if disk.hasDiscarded, disk.sync(path) { disk.removeDiscarded() }
    }

    // MARK: Reading

    /// Reads all entries, in order, after a start, and cuts off what a write that did not end has left behind them.
    ///
    /// - Throws: `StorageError` for an entry that is damaged and not the last.
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
            throw disk.lastError ?? StorageError(path, "cannot be cut to \(position) bytes")
        }
        let size = position
        state.withLock { $0.size = size }
    }

    /// The entry at `position`; nil if there is only the beginning of one.
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
            // The last one was not written to its end.
            if end == rest.count { return nil }
        } else if !rest.bytes.contains(where: { $0 != 0 }) {
            return nil
        }
        throw StorageError(
            path,
            "the entry at byte \(position) is damaged, and more follow it: cut the file there to go on without them")
    }
}
