// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An error about stored bytes: damaged, of another type, or of a version that this program does not know.
///
/// Trying again cannot help. Own design.
public struct StorableError: Error, Sendable, CustomStringConvertible {
    /// The kind of failure. More may be added; compare with `==`.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Value: String {  // Descriptions print the raw value.
            case truncated, invalidLength, invalidValue, unknownVersion, typeMismatch, tooDeep, damaged
        }
        private let value: Value
        private init(_ value: Value) { self.value = value }

        /// The bytes end inside a value.
        public static let truncated = Code(.truncated)
        /// A length or count is greater than the bytes that follow it.
        public static let invalidLength = Code(.invalidLength)
        /// The bytes are not a value of the type.
        public static let invalidValue = Code(.invalidValue)
        /// The value was stored by a newer version of its type.
        public static let unknownVersion = Code(.unknownVersion)
        /// The bytes hold values of another type.
        public static let typeMismatch = Code(.typeMismatch)
        /// Values are nested more than `StoreWriter.maxDepth` levels deep.
        public static let tooDeep = Code(.tooDeep)
        /// A checksum or a magic number does not match.
        public static let damaged = Code(.damaged)

        /// The code's name.
        public var description: String { value.rawValue }
    }

    /// The kind of failure.
    public var code: Code
    /// Description of the failure, with the remedy if one is known.
    public var message: String
    /// Offset of the byte where reading failed, from the start of the bytes; `nil` when storing.
    public var byteOffset: Int?

    /// Creates an error.
    public init(_ code: Code, _ message: String, byteOffset: Int? = nil) {
        self.code = code
        self.message = message
        self.byteOffset = byteOffset
    }

    /// One line: code, place and message.
    public var description: String {
        let place = byteOffset.map { " (byte \($0))" } ?? ""
        return "\(code)\(place): \(message)"
    }
}
