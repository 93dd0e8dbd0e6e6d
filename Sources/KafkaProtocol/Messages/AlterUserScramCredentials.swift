// Generated from ProtocolSpecs/AlterUserScramCredentials.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `AlterUserScramCredentialsRequest`, version 0.
public struct AlterUserScramCredentialsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AlterUserScramCredentialsResponse
    /// API key 51.
    public static let apiKey = APIKey.alterUserScramCredentials
    /// Kafka's name of the message.
    public static let messageName: StaticString = "AlterUserScramCredentialsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "deletions"
        self.deletions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try ScramCredentialDeletion(from: &reader, version: version) }
        reader.field = "upsertions"
        self.upsertions = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try ScramCredentialUpsertion(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "deletions"
        try writer.writeArray(self.deletions, flexible: true) { (value: ScramCredentialDeletion, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.field = "upsertions"
        try writer.writeArray(self.upsertions, flexible: true) { (value: ScramCredentialUpsertion, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `ScramCredentialDeletion` of `AlterUserScramCredentialsRequest`.
    public struct ScramCredentialDeletion: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "deletions.name"
            self.name = try reader.readString(flexible: true)
            reader.field = "deletions.mechanism"
            self.mechanism = try reader.readInt8()
            reader.field = "deletions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "deletions.name"
            try writer.writeString(self.name, flexible: true)
            writer.writeInteger(self.mechanism)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `ScramCredentialUpsertion` of `AlterUserScramCredentialsRequest`.
    public struct ScramCredentialUpsertion: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "upsertions.name"
            self.name = try reader.readString(flexible: true)
            reader.field = "upsertions.mechanism"
            self.mechanism = try reader.readInt8()
            reader.field = "upsertions.iterations"
            self.iterations = try reader.readInt32()
            reader.field = "upsertions.salt"
            self.salt = try reader.readBytes(flexible: true)
            reader.field = "upsertions.saltedPassword"
            self.saltedPassword = try reader.readBytes(flexible: true)
            reader.field = "upsertions.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "upsertions.name"
            try writer.writeString(self.name, flexible: true)
            writer.writeInteger(self.mechanism)
            writer.writeInteger(self.iterations)
            writer.field = "upsertions.salt"
            try writer.writeBytes(self.salt, flexible: true)
            writer.field = "upsertions.saltedPassword"
            try writer.writeBytes(self.saltedPassword, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `AlterUserScramCredentialsResponse`, version 0.
public struct AlterUserScramCredentialsResponse: KafkaResponse {
    /// API key 51.
    public static let apiKey = APIKey.alterUserScramCredentials
    /// Kafka's name of the message.
    public static let messageName: StaticString = "AlterUserScramCredentialsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...0
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "results"
        self.results = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try AlterUserScramCredentialsResult(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "results"
        try writer.writeArray(self.results, flexible: true) { (value: AlterUserScramCredentialsResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `AlterUserScramCredentialsResult` of `AlterUserScramCredentialsResponse`.
    public struct AlterUserScramCredentialsResult: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.user"
            self.user = try reader.readString(flexible: true)
            reader.field = "results.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "results.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: true)
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
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
