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
    public static let apiKey = APIKey.saslHandshake
    /// Kafka's name of the message.
    public static let messageName: StaticString = "SaslHandshakeRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = nil
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "mechanism"
        self.mechanism = try reader.readString(flexible: false)
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "mechanism"
        try writer.writeString(self.mechanism, flexible: false)
    }
}

/// Answer of the broker to the chosen mechanism. If it does not take it, it closes the connection afterwards.
///
/// Kafka's `SaslHandshakeResponse`, versions 0-1.
public struct SaslHandshakeResponse: KafkaResponse {
    /// API key 17.
    public static let apiKey = APIKey.saslHandshake
    /// Kafka's name of the message.
    public static let messageName: StaticString = "SaslHandshakeResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = nil
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "mechanisms"
        self.mechanisms = try reader.readArray(flexible: false) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: false) }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.errorCode)
        writer.field = "mechanisms"
        try writer.writeArray(self.mechanisms, flexible: false) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: false) }
    }
}
