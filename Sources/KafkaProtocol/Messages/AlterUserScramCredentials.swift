// Generated from ProtocolSpecs/AlterUserScramCredentials.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `AlterUserScramCredentialsRequest`, version 0.
public struct AlterUserScramCredentialsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AlterUserScramCredentialsResponse
    /// API key 51.
    public static var apiKey: APIKey { .alterUserScramCredentials }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AlterUserScramCredentialsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `Deletions`, versions 0+.
    public var deletions: [ScramCredentialDeletion]
    /// `Upsertions`, versions 0+.
    public var upsertions: [ScramCredentialUpsertion]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        deletions: [ScramCredentialDeletion] = [],
        upsertions: [ScramCredentialUpsertion] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.deletions = deletions
        self.upsertions = upsertions
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if !areEqual(a.deletions, b.deletions) { return false }
        if !areEqual(a.upsertions, b.upsertions) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.deletions = reader.structs("deletions", flexible: true, version: version)
        self.upsertions = reader.structs("upsertions", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.structs(self.deletions, "deletions", flexible: true, version: version)
        writer.structs(self.upsertions, "upsertions", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `ScramCredentialDeletion` of `AlterUserScramCredentialsRequest`.
    public struct ScramCredentialDeletion: Equatable, Sendable, WireStructure {
        /// `Name`, versions 0+.
        public var name: String
        /// `Mechanism`, versions 0+.
        public var mechanism: Int8
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            mechanism: Int8 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.mechanism = mechanism
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.string("deletions.name", flexible: true)
            self.mechanism = reader.int8("deletions.mechanism")
            self.unknownTaggedFields = reader.taggedFields("deletions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "deletions.name", flexible: true)
            writer.int8(self.mechanism)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// A `ScramCredentialUpsertion` of `AlterUserScramCredentialsRequest`.
    public struct ScramCredentialUpsertion: Equatable, Sendable, WireStructure {
        /// `Name`, versions 0+.
        public var name: String
        /// `Mechanism`, versions 0+.
        public var mechanism: Int8
        /// `Iterations`, versions 0+.
        public var iterations: Int32
        /// `Salt`, versions 0+.
        public var salt: ByteSlice
        /// `SaltedPassword`, versions 0+.
        public var saltedPassword: ByteSlice
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            mechanism: Int8 = 0,
            iterations: Int32 = 0,
            salt: ByteSlice = .empty,
            saltedPassword: ByteSlice = .empty,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.mechanism = mechanism
            self.iterations = iterations
            self.salt = salt
            self.saltedPassword = saltedPassword
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.string("upsertions.name", flexible: true)
            self.mechanism = reader.int8("upsertions.mechanism")
            self.iterations = reader.int32("upsertions.iterations")
            self.salt = reader.bytes("upsertions.salt", flexible: true)
            self.saltedPassword = reader.bytes("upsertions.saltedPassword", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("upsertions.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "upsertions.name", flexible: true)
            writer.int8(self.mechanism)
            writer.int32(self.iterations)
            writer.bytes(self.salt, "upsertions.salt", flexible: true)
            writer.bytes(self.saltedPassword, "upsertions.saltedPassword", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Kafka's `AlterUserScramCredentialsResponse`, version 0.
public struct AlterUserScramCredentialsResponse: KafkaResponse {
    /// API key 51.
    public static var apiKey: APIKey { .alterUserScramCredentials }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AlterUserScramCredentialsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...0 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Results`, versions 0+.
    public var results: [AlterUserScramCredentialsResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        results: [AlterUserScramCredentialsResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.results = results
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.results, b.results) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.results = reader.structs("results", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.structs(self.results, "results", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `AlterUserScramCredentialsResult` of `AlterUserScramCredentialsResponse`.
    public struct AlterUserScramCredentialsResult: Equatable, Sendable, WireStructure {
        /// `User`, versions 0+.
        public var user: String
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            user: String = "",
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.user = user
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.user = reader.string("results.user", flexible: true)
            self.errorCode = reader.int16("results.errorCode")
            self.errorMessage = reader.nullableString("results.errorMessage", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("results.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.user, "results.user", flexible: true)
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "results.errorMessage", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
