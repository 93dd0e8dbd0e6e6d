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

/// A failure to store something or to read it back. Own design.
public struct StorageError: Error, Equatable, CustomStringConvertible {
    /// The file or directory.
    public let path: String
    /// The system call that failed; nil if the content is at fault.
    public let call: String?
    /// The call's error number; 0 if no call failed.
    public let errno: Int32
    /// The reason and a remedy.
    public let message: String

    init(_ path: String, _ message: String, call: String? = nil, errno: Int32 = 0) {
        self.path = path
        self.call = call
        self.errno = errno
        self.message = message
    }

    /// One line: the path, the reason, the system call.
    public var description: String { "\(path): \(message)" + (call.map { " (\($0))" } ?? "") }
}
