// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An open file. Used by one thread at a time.
package protocol DiskFile: AnyObject, Sendable {
    /// The path, for errors.
    var path: String { get }
    /// The size in bytes.
    func size() throws(DiskError) -> Int
    /// Writes all of `bytes` at `offset`. After an error a part may have been written.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DiskError)
    /// Reads into `target` from `offset` on; returns fewer bytes than it has room for only at the end of the file.
    func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) throws(DiskError) -> Int
    /// Cuts or extends the file.
    func truncate(to size: Int) throws(DiskError)
    /// Returns when the data is on the disk.
    func sync() throws(DiskError)
    /// Locks the file until it is closed or the process ends. Returns false if another opening of it has the lock.
    func lock() throws(DiskError) -> Bool
    /// Closes the file. Idempotent; the last reference closes it too.
    func close()
}

extension DiskFile {
    /// Reads `count` bytes from `offset` on, or fewer at the end of the file.
    package func read(_ count: Int, at offset: Int) throws(DiskError) -> StoredBytes {
        unsafe try StoredBytes(capacity: count) { (target) throws(DiskError) in
            unsafe try read(into: target, at: offset)
        }
    }
}
