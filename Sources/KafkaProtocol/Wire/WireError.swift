// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Bytes that are not a valid Kafka message, or a value that cannot be encoded as one.
///
/// Never retriable: the same bytes fail again.
public struct WireError: Error, Equatable, Sendable {
    /// The kind of failure.
    public struct Code: Equatable, Sendable, CustomStringConvertible {
        /// The name that `description` prints.
        public let description: String

        /// The input ends inside a value.
        public static let truncated = Code(description: "truncated")
        /// A length or count is negative where the format does not allow it, or larger than the remaining bytes or the
        /// limit.
        public static let invalidLength = Code(description: "invalidLength")
        /// A variable-length integer does not end within its 5 or 10 bytes, or does not fit its type.
        public static let invalidVarint = Code(description: "invalidVarint")
        /// A value is outside the range of its field.
        public static let invalidValue = Code(description: "invalidValue")
        /// A null in a field that is not nullable in this version.
        public static let unexpectedNull = Code(description: "unexpectedNull")
        /// Bytes are left over after the last field.
        public static let trailingBytes = Code(description: "trailingBytes")
        /// The message does not have this version, or a field is set that this version does not have.
        public static let unsupportedVersion = Code(description: "unsupportedVersion")
        /// A checksum differs from the one computed over the bytes.
        public static let checksumMismatch = Code(description: "checksumMismatch")
        /// A compression codec that is unknown or not built in.
        public static let unsupportedCodec = Code(description: "unsupportedCodec")
        /// Compressed bytes that do not decompress.
        public static let corruptCompression = Code(description: "corruptCompression")
        /// A configured limit was exceeded: frame, decompressed size, record count or nesting.
        public static let limitExceeded = Code(description: "limitExceeded")
    }

    /// The kind of failure.
    public var code: Code
    /// Position of the error in bytes, from the start of the block being read or of the output being written.
    public var byteOffset: Int
    /// Name of the message, such as `FetchResponse`; nil for bytes outside a message.
    public var message: String?
    /// Version being read or written; nil for bytes without a version.
    public var version: Int16?
    /// Path of the field, such as `responses.partitions.records`; nil outside a field.
    public var field: String?
    /// Value found and value allowed, for people.
    public var detail: String

    /// An error with the given properties.
    public init(
        _ code: Code, byteOffset: Int, message: String? = nil, version: Int16? = nil, field: String? = nil,
        detail: String
    ) {
        self.code = code
        self.byteOffset = byteOffset
        self.message = message
        self.version = version
        self.field = field
        self.detail = detail
    }
}

extension WireError: CustomStringConvertible {
    /// One line: message, version, field, detail, code and offset.
    public var description: String {
        var text = ""
        if let message { text += message }
        if let version { text += " v\(version)" }
        if let field { text += " \(field)" }
        if !text.isEmpty { text += ": " }
        return text + "\(detail) (\(code), byte \(byteOffset))"
    }
}
