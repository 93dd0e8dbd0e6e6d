// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A call about a file that failed.
public struct DiskError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The system call, such as "pwrite".
    public var call: String
    /// The error number of the call, as in errno(3); 0 if the failure was found without one.
    public var errno: Int32
    /// The file or directory.
    public var path: String
    /// Description of the failure, with the remedy if one is known.
    public var message: String

    /// Creates an error.
    public init(call: String, errno: Int32, path: String, message: String) {
        self.call = call
        self.errno = errno
        self.path = path
        self.message = message
    }

    /// One line: path, message and call.
    public var description: String {
        "\(path): \(message) (\(call)\(errno == 0 ? "" : ", error \(errno)"))"
    }
}
