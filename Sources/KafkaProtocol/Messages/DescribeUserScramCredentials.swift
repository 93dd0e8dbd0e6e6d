// Generated from ProtocolSpecs/DescribeUserScramCredentials.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeUserScramCredentialsRequest`, version 0.
public struct DescribeUserScramCredentialsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeUserScramCredentialsResponse
    /// API key 50.
    public static var apiKey: APIKey { .describeUserScramCredentials }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeUserScramCredentialsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if !areEqual(a.users, b.users) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.users = reader.nullableStructs("users", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.nullableStructs(self.users, "users", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `UserName` of `DescribeUserScramCredentialsRequest`.
    public struct UserName: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.string("users.name", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("users.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "users.name", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Kafka's `DescribeUserScramCredentialsResponse`, version 0.
public struct DescribeUserScramCredentialsResponse: KafkaResponse {
    /// API key 50.
    public static var apiKey: APIKey { .describeUserScramCredentials }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeUserScramCredentialsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if a.errorMessage != b.errorMessage { return false }
        if !areEqual(a.results, b.results) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.errorMessage = reader.nullableString("errorMessage", flexible: true)
        self.results = reader.structs("results", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.nullableString(self.errorMessage, "errorMessage", flexible: true)
        writer.structs(self.results, "results", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `DescribeUserScramCredentialsResult` of `DescribeUserScramCredentialsResponse`.
    public struct DescribeUserScramCredentialsResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.user != b.user { return false }
            if a.errorCode != b.errorCode { return false }
            if a.errorMessage != b.errorMessage { return false }
            if !areEqual(a.credentialInfos, b.credentialInfos) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.user = reader.string("results.user", flexible: true)
            self.errorCode = reader.int16("results.errorCode")
            self.errorMessage = reader.nullableString("results.errorMessage", flexible: true)
            self.credentialInfos = reader.structs("results.credentialInfos", flexible: true, version: version)
            self.unknownTaggedFields = reader.taggedFields("results.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.user, "results.user", flexible: true)
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "results.errorMessage", flexible: true)
            writer.structs(self.credentialInfos, "results.credentialInfos", flexible: true, version: version)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `CredentialInfo` of `DescribeUserScramCredentialsResponse`.
    public struct CredentialInfo: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.mechanism = reader.int8("results.credentialInfos.mechanism")
            self.iterations = reader.int32("results.credentialInfos.iterations")
            self.unknownTaggedFields = reader.taggedFields("results.credentialInfos.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int8(self.mechanism)
            writer.int32(self.iterations)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
