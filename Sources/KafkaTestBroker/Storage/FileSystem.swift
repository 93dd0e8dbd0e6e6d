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

/// What storage asks of the operating system; tests put another one in its place.
protocol FileSystem: Sendable {
    /// Makes a directory and those above it; one that is there already is fine.
    func makeDirectory(_ path: String) throws(StorageError)
    /// The names in a directory, sorted, without "." and ".."; none if it does not exist.
    func names(in path: String) throws(StorageError) -> [String]
    /// Opens a file for reading and writing; makes it if it is missing.
    func open(_ path: String) throws(StorageError) -> Int32
    func close(_ descriptor: Int32)
    /// All of a file.
    func read(_ path: String) throws(StorageError) -> ByteSlice
    /// Writes all of `bytes` at `offset`. After an error some of them may stand there.
    func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int, _ path: String
    ) throws(StorageError)
    func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(StorageError)
    /// Returns when what was written is on the disk.
    func sync(_ descriptor: Int32, _ path: String) throws(StorageError)
    /// Returns when the names in a directory are on the disk.
    func syncDirectory(_ path: String) throws(StorageError)
    /// Puts a file in another's place in one step.
    func rename(_ path: String, to target: String) throws(StorageError)
    /// Removes a file, or a directory that is empty; one that is missing is fine.
    func remove(_ path: String) throws(StorageError)
    /// Takes the lock of a file, which goes with the descriptor or the process; false if another process has it.
    func lock(_ descriptor: Int32, _ path: String) throws(StorageError) -> Bool
    /// Lets go of the lock, which a process that was just started from this one would keep a little longer.
    func unlock(_ descriptor: Int32)
}
