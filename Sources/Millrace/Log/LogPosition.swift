// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The end of a record in a write-ahead log.
public struct LogPosition: Codable, Storable, Hashable, Sendable, CustomStringConvertible {
    /// "LogPosition", also if the type moves.
    public static let storableName = "LogPosition"

    /// Number of the file.
    public var file: UInt64
    /// Offset in the file, in bytes.
    public var offset: Int

    /// A position.
    public init(file: UInt64, offset: Int) {
        self.file = file
        self.offset = offset
    }

    /// File and offset in words.
    public var description: String { "file \(file), byte \(offset)" }
}
