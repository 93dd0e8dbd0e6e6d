// Generated from ProtocolSpecs/SaslHandshake.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

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
    /// `Mechanism`, versions 0+.
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
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `Mechanisms`, versions 0+.
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
