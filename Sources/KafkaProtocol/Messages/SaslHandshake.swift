// Generated from ProtocolSpecs/SaslHandshake.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Chooses the SASL mechanism of a connection, before any other request but `ApiVersions` (KIP-43). The version decides
/// what follows: after 0 raw SASL tokens, each after a length of four bytes; after 1 `SaslAuthenticate` requests
/// (KIP-152).
///
/// Kafka's `SaslHandshakeRequest`, versions 0-1.
public struct SaslHandshakeRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = SaslHandshakeResponse
    /// API key 17.
    public static var apiKey: APIKey { .saslHandshake }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "SaslHandshakeRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { nil }
    /// Name of the mechanism, in capitals, such as `PLAIN`, `SCRAM-SHA-256`, `GSSAPI` or `OAUTHBEARER`. When a
    /// connection authenticates again, it must be the same as before.
    ///
    /// Kafka's `Mechanism`, versions 0+.
    public var mechanism: String

    /// Creates a value; fields left out have the protocol's default.
    public init(
        mechanism: String = ""
    ) {
        self.mechanism = mechanism
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.mechanism = reader.string("mechanism", flexible: false)
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.string(self.mechanism, "mechanism", flexible: false)
        try writer.check()
    }
}

/// Answer of the broker to the chosen mechanism. If it does not take it, it closes the connection afterwards.
///
/// Kafka's `SaslHandshakeResponse`, versions 0-1.
public struct SaslHandshakeResponse: KafkaResponse {
    /// API key 17.
    public static var apiKey: APIKey { .saslHandshake }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "SaslHandshakeResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { nil }
    /// Error of the choice; 0 if the mechanism is taken. After UNSUPPORTED_SASL_MECHANISM choose one of `Mechanisms`,
    /// on a new connection. ILLEGAL_SASL_STATE means that the listener has no SASL or that the connection is past this
    /// step.
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// Names of the mechanisms that the broker has switched on for this listener, also when `ErrorCode` is
    /// UNSUPPORTED_SASL_MECHANISM.
    ///
    /// Kafka's `Mechanisms`, versions 0+.
    public var mechanisms: [String]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        errorCode: Int16 = 0,
        mechanisms: [String] = []
    ) {
        self.errorCode = errorCode
        self.mechanisms = mechanisms
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.errorCode = reader.int16("errorCode")
        self.mechanisms = reader.strings("mechanisms", flexible: false)
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int16(self.errorCode)
        writer.strings(self.mechanisms, "mechanisms", flexible: false)
        try writer.check()
    }
}
