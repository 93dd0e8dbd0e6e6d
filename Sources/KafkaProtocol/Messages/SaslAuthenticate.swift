// Generated from ProtocolSpecs/SaslAuthenticate.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Carries one token of the SASL exchange to the broker, after `SaslHandshake` version 1 (KIP-152); repeated until the
/// mechanism is done. From version 1 the client may authenticate again on the same connection, which begins with
/// `SaslHandshake` (KIP-368).
///
/// Kafka's `SaslAuthenticateRequest`, versions 0-2.
public struct SaslAuthenticateRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = SaslAuthenticateResponse
    /// API key 36.
    public static var apiKey: APIKey { .saslAuthenticate }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "SaslAuthenticateRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// Token of the client, in the format of the mechanism. It can hold a password, so keep it out of logs.
    ///
    /// Kafka's `AuthBytes`, versions 0+.
    public var authBytes: ByteSlice
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        authBytes: ByteSlice = .empty,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.authBytes = authBytes
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.authBytes = reader.bytes("authBytes", flexible: isFlexible)
        if isFlexible {
            self.unknownTaggedFields = reader.taggedFields("taggedFields")
        } else {
            self.unknownTaggedFields = []
        }
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        writer.bytes(self.authBytes, "authBytes", flexible: isFlexible)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}

/// Carries the broker's token of the SASL exchange, or its refusal. After a refusal the broker closes the connection.
///
/// Kafka's `SaslAuthenticateResponse`, versions 0-2.
public struct SaslAuthenticateResponse: KafkaResponse {
    /// API key 36.
    public static var apiKey: APIKey { .saslAuthenticate }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "SaslAuthenticateResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// Error of the exchange; 0 if it goes on or has succeeded. SASL_AUTHENTICATION_FAILED refuses the credentials, so
    /// a retry with the same ones is useless. ILLEGAL_SASL_STATE means that no token was expected now.
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// Reason for the refusal, in words; null if there is none.
    ///
    /// Kafka's `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// Token of the broker, in the format of the mechanism; empty if it has none to send.
    ///
    /// Kafka's `AuthBytes`, versions 0+.
    public var authBytes: ByteSlice
    /// Time until the session expires, in milliseconds; 0 for no limit, also in every response but the last of the
    /// exchange. After that the broker closes the connection unless the client has authenticated again (KIP-368); Java
    /// clients do so after 85 to 95 % of it.
    ///
    /// Kafka's `SessionLifetimeMs`, versions 1+. Dropped silently by versions without it.
    public var sessionLifetimeMs: Int64
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        errorCode: Int16 = 0,
        errorMessage: String? = "",
        authBytes: ByteSlice = .empty,
        sessionLifetimeMs: Int64 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.authBytes = authBytes
        self.sessionLifetimeMs = sessionLifetimeMs
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        self.errorCode = reader.int16("errorCode")
        self.errorMessage = reader.nullableString("errorMessage", flexible: isFlexible)
        self.authBytes = reader.bytes("authBytes", flexible: isFlexible)
        if version >= 1 {
            self.sessionLifetimeMs = reader.int64("sessionLifetimeMs")
        } else {
            self.sessionLifetimeMs = 0
        }
        if isFlexible {
            self.unknownTaggedFields = reader.taggedFields("taggedFields")
        } else {
            self.unknownTaggedFields = []
        }
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 2
        writer.int16(self.errorCode)
        writer.nullableString(self.errorMessage, "errorMessage", flexible: isFlexible)
        writer.bytes(self.authBytes, "authBytes", flexible: isFlexible)
        if version >= 1 {
            writer.int64(self.sessionLifetimeMs)
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}
