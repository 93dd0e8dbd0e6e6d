// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Why bytes could not be read as, or a value not be written as, a Kafka message.
///
/// Never retriable: the same bytes fail again. Own design.
public struct WireError: Error, Equatable, Sendable {
    /// The kind of failure.
    public struct Code: Equatable, Sendable, CustomStringConvertible {
        /// The name that `description` prints.
        public let description: String

        /// The input ends inside a value.
        public static let truncated = Code(description: "truncated")
        /// A length or count is negative where that has no meaning, or larger than the bytes that remain or the limit.
        public static let invalidLength = Code(description: "invalidLength")
        /// A variable-length integer does not end within its 5 or 10 bytes, or does not fit its type.
        public static let invalidVarint = Code(description: "invalidVarint")
        /// A value is outside what its field may hold.
        public static let invalidValue = Code(description: "invalidValue")
        /// A null stands where the version does not allow one.
        public static let unexpectedNull = Code(description: "unexpectedNull")
        /// Bytes are left after the last field.
        public static let trailingBytes = Code(description: "trailingBytes")
        /// The message has no such version, or the chosen version cannot carry a field that is set.
        public static let unsupportedVersion = Code(description: "unsupportedVersion")
        /// A checksum differs from the one computed over the bytes.
        public static let checksumMismatch = Code(description: "checksumMismatch")
        /// A compression codec that does not exist or is not built in.
        public static let unsupportedCodec = Code(description: "unsupportedCodec")
        /// Compressed bytes that do not decompress.
        public static let corruptCompression = Code(description: "corruptCompression")
        /// A configured limit (frame, decompressed size, record count, nesting) was reached.
        public static let limitExceeded = Code(description: "limitExceeded")
    }

    /// The kind of failure.
    public var code: Code
    /// Where, in bytes from the start of the block that was read or of what was written.
    public var byteOffset: Int
    /// The message's name, such as `FetchResponse`; nil below messages.
    public var message: String?
    /// The version that was read or written; nil where there is none.
    public var version: Int16?
    /// The path of the field, such as `responses.partitions.records`; nil outside fields.
    public var field: String?
    /// What was found and what was allowed.
    public var detail: String

    /// Creates an error with all its facts.
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
    /// One line: message, version, field, offset, what happened.
    public var description: String {
        var text = ""
        if let message { text += message }
        if let version { text += " v\(version)" }
        if let field { text += " \(field)" }
        if !text.isEmpty { text += ": " }
        return text + "\(detail) (\(code), byte \(byteOffset))"
    }
}
