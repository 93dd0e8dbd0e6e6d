// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The operating system's file calls; tests replace them.
protocol FileSystem: Sendable {
    /// Creates a directory and its parents, unless they exist.
    func makeDirectory(_ path: String) throws(StorageError)
    /// The names in a directory, sorted, without "." and ".."; empty if it does not exist.
    func names(in path: String) throws(StorageError) -> [String]
    /// Opens a file for reading and writing; creates it if it is missing.
    func open(_ path: String) throws(StorageError) -> Int32
    func close(_ descriptor: Int32)
    /// Reads a whole file.
    func read(_ path: String) throws(StorageError) -> ByteSlice
    /// Writes all of `bytes` at `offset`. After an error, a part may have been written.
    func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int, _ path: String
    ) throws(StorageError)
    func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(StorageError)
    /// Returns when the file's data is on the disk.
    func sync(_ descriptor: Int32, _ path: String) throws(StorageError)
    /// Returns when the directory's entries are on the disk.
    func syncDirectory(_ path: String) throws(StorageError)
    /// Atomically replaces a file by another.
    func rename(_ path: String, to target: String) throws(StorageError)
    /// Removes a file or an empty directory; has no effect if it is missing.
    func remove(_ path: String) throws(StorageError)
    /// Locks a file until the descriptor is closed or the process ends. Returns false if another process holds the
    /// lock.
    func lock(_ descriptor: Int32, _ path: String) throws(StorageError) -> Bool
    /// Releases the lock at once; a child process that inherited the descriptor would otherwise hold it a little
    /// longer.
    func unlock(_ descriptor: Int32)
}
