// Generated from ProtocolSpecs/CreateDelegationToken.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `CreateDelegationTokenRequest`, versions 0-3.
public struct CreateDelegationTokenRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = CreateDelegationTokenResponse
    /// API key 38.
    public static var apiKey: APIKey { .createDelegationToken }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "CreateDelegationTokenRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// `OwnerPrincipalType`, versions 3+. Null allowed from version 3.
    public var ownerPrincipalType: String?
    /// `OwnerPrincipalName`, versions 3+. Null allowed from version 3.
    public var ownerPrincipalName: String?
    /// `Renewers`, versions 0+.
    public var renewers: [CreatableRenewers]
    /// `MaxLifetimeMs`, versions 0+.
    public var maxLifetimeMs: Int64
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        ownerPrincipalType: String? = "",
        ownerPrincipalName: String? = "",
        renewers: [CreatableRenewers] = [],
        maxLifetimeMs: Int64 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.ownerPrincipalType = ownerPrincipalType
        self.ownerPrincipalName = ownerPrincipalName
        self.renewers = renewers
        self.maxLifetimeMs = maxLifetimeMs
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.ownerPrincipalType != b.ownerPrincipalType { return false }
        if a.ownerPrincipalName != b.ownerPrincipalName { return false }
        if a.maxLifetimeMs != b.maxLifetimeMs { return false }
        if !areEqual(a.renewers, b.renewers) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        if version == 3 {
            self.ownerPrincipalType = reader.nullableString("ownerPrincipalType", flexible: true)
            self.ownerPrincipalName = reader.nullableString("ownerPrincipalName", flexible: true)
        } else {
            self.ownerPrincipalType = ""
            self.ownerPrincipalName = ""
        }
        self.renewers = reader.structs("renewers", flexible: isFlexible, version: version)
        self.maxLifetimeMs = reader.int64("maxLifetimeMs")
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
        let isFlexible = version >= 2
        if version == 3 {
            writer.nullableString(self.ownerPrincipalType, "ownerPrincipalType", flexible: true)
            writer.nullableString(self.ownerPrincipalName, "ownerPrincipalName", flexible: true)
        } else {
            if self.ownerPrincipalType != "" { writer.unsupported("ownerPrincipalType") }
            if self.ownerPrincipalName != "" { writer.unsupported("ownerPrincipalName") }
        }
        writer.structs(self.renewers, "renewers", flexible: isFlexible, version: version)
        writer.int64(self.maxLifetimeMs)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `CreatableRenewers` of `CreateDelegationTokenRequest`.
    public struct CreatableRenewers: Equatable, Sendable, WireStructure {
        /// `PrincipalType`, versions 0+.
        public var principalType: String
        /// `PrincipalName`, versions 0+.
        public var principalName: String
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            principalType: String = "",
            principalName: String = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.principalType = principalType
            self.principalName = principalName
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.principalType = reader.string("renewers.principalType", flexible: isFlexible)
            self.principalName = reader.string("renewers.principalName", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("renewers.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.string(self.principalType, "renewers.principalType", flexible: isFlexible)
            writer.string(self.principalName, "renewers.principalName", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `CreateDelegationTokenResponse`, versions 0-3.
public struct CreateDelegationTokenResponse: KafkaResponse {
    /// API key 38.
    public static var apiKey: APIKey { .createDelegationToken }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "CreateDelegationTokenResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `PrincipalType`, versions 0+.
    public var principalType: String
    /// `PrincipalName`, versions 0+.
    public var principalName: String
    /// `TokenRequesterPrincipalType`, versions 3+.
    public var tokenRequesterPrincipalType: String
    /// `TokenRequesterPrincipalName`, versions 3+.
    public var tokenRequesterPrincipalName: String
    /// `IssueTimestampMs`, versions 0+.
    public var issueTimestampMs: Int64
    /// `ExpiryTimestampMs`, versions 0+.
    public var expiryTimestampMs: Int64
    /// `MaxTimestampMs`, versions 0+.
    public var maxTimestampMs: Int64
    /// `TokenId`, versions 0+.
    public var tokenID: String
    /// `Hmac`, versions 0+.
    public var hmac: ByteSlice
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        errorCode: Int16 = 0,
        principalType: String = "",
        principalName: String = "",
        tokenRequesterPrincipalType: String = "",
        tokenRequesterPrincipalName: String = "",
        issueTimestampMs: Int64 = 0,
        expiryTimestampMs: Int64 = 0,
        maxTimestampMs: Int64 = 0,
        tokenID: String = "",
        hmac: ByteSlice = .empty,
        throttleTimeMs: Int32 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.errorCode = errorCode
        self.principalType = principalType
        self.principalName = principalName
        self.tokenRequesterPrincipalType = tokenRequesterPrincipalType
        self.tokenRequesterPrincipalName = tokenRequesterPrincipalName
        self.issueTimestampMs = issueTimestampMs
        self.expiryTimestampMs = expiryTimestampMs
        self.maxTimestampMs = maxTimestampMs
        self.tokenID = tokenID
        self.hmac = hmac
        self.throttleTimeMs = throttleTimeMs
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.errorCode = reader.int16("errorCode")
        self.principalType = reader.string("principalType", flexible: isFlexible)
        self.principalName = reader.string("principalName", flexible: isFlexible)
        if version == 3 {
            self.tokenRequesterPrincipalType = reader.string("tokenRequesterPrincipalType", flexible: true)
            self.tokenRequesterPrincipalName = reader.string("tokenRequesterPrincipalName", flexible: true)
        } else {
            self.tokenRequesterPrincipalType = ""
            self.tokenRequesterPrincipalName = ""
        }
        self.issueTimestampMs = reader.int64("issueTimestampMs")
        self.expiryTimestampMs = reader.int64("expiryTimestampMs")
        self.maxTimestampMs = reader.int64("maxTimestampMs")
        self.tokenID = reader.string("tokenID", flexible: isFlexible)
        self.hmac = reader.bytes("hmac", flexible: isFlexible)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
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
        let isFlexible = version >= 2
        writer.int16(self.errorCode)
        writer.string(self.principalType, "principalType", flexible: isFlexible)
        writer.string(self.principalName, "principalName", flexible: isFlexible)
        if version == 3 {
            writer.string(self.tokenRequesterPrincipalType, "tokenRequesterPrincipalType", flexible: true)
            writer.string(self.tokenRequesterPrincipalName, "tokenRequesterPrincipalName", flexible: true)
        } else {
            if !self.tokenRequesterPrincipalType.isEmpty { writer.unsupported("tokenRequesterPrincipalType") }
            if !self.tokenRequesterPrincipalName.isEmpty { writer.unsupported("tokenRequesterPrincipalName") }
        }
        writer.int64(self.issueTimestampMs)
        writer.int64(self.expiryTimestampMs)
        writer.int64(self.maxTimestampMs)
        writer.string(self.tokenID, "tokenID", flexible: isFlexible)
        writer.bytes(self.hmac, "hmac", flexible: isFlexible)
        writer.int32(self.throttleTimeMs)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}
