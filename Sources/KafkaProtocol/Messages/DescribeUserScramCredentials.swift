// Generated from ProtocolSpecs/DescribeUserScramCredentials.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeUserScramCredentialsRequest`, version 0.
public struct DescribeUserScramCredentialsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeUserScramCredentialsResponse
    /// API key 50.
    public static let apiKey = APIKey.describeUserScramCredentials
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeUserScramCredentialsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `Users`, versions 0+. Null allowed from version 0.
    public var users: [UserName]?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        users: [UserName]? = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.users = users
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "users"
        self.users = try reader.readNullableArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try UserName(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "users"
        try writer.writeNullableArray(self.users, flexible: true) { (value: UserName, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `UserName` of `DescribeUserScramCredentialsRequest`.
    public struct UserName: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "users.name"
            self.name = try reader.readString(flexible: true)
            reader.field = "users.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "users.name"
            try writer.writeString(self.name, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `DescribeUserScramCredentialsResponse`, version 0.
public struct DescribeUserScramCredentialsResponse: KafkaResponse {
    /// API key 50.
    public static let apiKey = APIKey.describeUserScramCredentials
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeUserScramCredentialsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// `Results`, versions 0+.
    public var results: [DescribeUserScramCredentialsResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        errorMessage: String? = "",
        results: [DescribeUserScramCredentialsResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.results = results
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "errorMessage"
        self.errorMessage = try reader.readNullableString(flexible: true)
        reader.field = "results"
        self.results = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DescribeUserScramCredentialsResult(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.writeInteger(self.errorCode)
        writer.field = "errorMessage"
        try writer.writeNullableString(self.errorMessage, flexible: true)
        writer.field = "results"
        try writer.writeArray(self.results, flexible: true) { (value: DescribeUserScramCredentialsResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `DescribeUserScramCredentialsResult` of `DescribeUserScramCredentialsResponse`.
    public struct DescribeUserScramCredentialsResult: Equatable, Sendable {
        /// `User`, versions 0+.
        public var user: String
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// `CredentialInfos`, versions 0+.
        public var credentialInfos: [CredentialInfo]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            user: String = "",
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            credentialInfos: [CredentialInfo] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.user = user
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.credentialInfos = credentialInfos
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.user"
            self.user = try reader.readString(flexible: true)
            reader.field = "results.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "results.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: true)
            reader.field = "results.credentialInfos"
            self.credentialInfos = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try CredentialInfo(from: &reader, version: version) }
            reader.field = "results.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "results.user"
            try writer.writeString(self.user, flexible: true)
            writer.writeInteger(self.errorCode)
            writer.field = "results.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: true)
            writer.field = "results.credentialInfos"
            try writer.writeArray(self.credentialInfos, flexible: true) { (value: CredentialInfo, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `CredentialInfo` of `DescribeUserScramCredentialsResponse`.
    public struct CredentialInfo: Equatable, Sendable {
        /// `Mechanism`, versions 0+.
        public var mechanism: Int8
        /// `Iterations`, versions 0+.
        public var iterations: Int32
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            mechanism: Int8 = 0,
            iterations: Int32 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.mechanism = mechanism
            self.iterations = iterations
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.credentialInfos.mechanism"
            self.mechanism = try reader.readInt8()
            reader.field = "results.credentialInfos.iterations"
            self.iterations = try reader.readInt32()
            reader.field = "results.credentialInfos.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.mechanism)
            writer.writeInteger(self.iterations)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
