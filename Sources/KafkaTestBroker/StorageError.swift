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

/// Why something could not be stored or read back. Own design.
public struct StorageError: Error, Equatable, CustomStringConvertible {
    /// The file or directory.
    public let path: String
    /// The system call that failed; nil if the content is at fault.
    public let call: String?
    /// Its error number; 0 if no call failed.
    public let errno: Int32
    /// What is wrong and what to do.
    public let message: String

    init(_ path: String, _ message: String, call: String? = nil, errno: Int32 = 0) {
        self.path = path
        self.call = call
        self.errno = errno
        self.message = message
    }

    /// One line: the path, what is wrong, the system call.
    public var description: String { "\(path): \(message)" + (call.map { " (\($0))" } ?? "") }
}
