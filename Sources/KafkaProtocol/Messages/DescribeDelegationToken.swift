// Generated from ProtocolSpecs/DescribeDelegationToken.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeDelegationTokenRequest`, versions 0-3.
public struct DescribeDelegationTokenRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeDelegationTokenResponse
    /// API key 41.
    public static var apiKey: APIKey { .describeDelegationToken }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeDelegationTokenRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// `Owners`, versions 0+. Null allowed from version 0.
    public var owners: [DescribeDelegationTokenOwner]?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        owners: [DescribeDelegationTokenOwner]? = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.owners = owners
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if !areEqual(a.owners, b.owners) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.owners = reader.nullableStructs("owners", flexible: isFlexible, version: version)
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
        writer.nullableStructs(self.owners, "owners", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `DescribeDelegationTokenOwner` of `DescribeDelegationTokenRequest`.
    public struct DescribeDelegationTokenOwner: Equatable, Sendable, WireStructure {
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
            self.principalType = reader.string("owners.principalType", flexible: isFlexible)
            self.principalName = reader.string("owners.principalName", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("owners.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.string(self.principalType, "owners.principalType", flexible: isFlexible)
            writer.string(self.principalName, "owners.principalName", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `DescribeDelegationTokenResponse`, versions 0-3.
public struct DescribeDelegationTokenResponse: KafkaResponse {
    /// API key 41.
    public static var apiKey: APIKey { .describeDelegationToken }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeDelegationTokenResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `Tokens`, versions 0+.
    public var tokens: [DescribedDelegationToken]
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        errorCode: Int16 = 0,
        tokens: [DescribedDelegationToken] = [],
        throttleTimeMs: Int32 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.errorCode = errorCode
        self.tokens = tokens
        self.throttleTimeMs = throttleTimeMs
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.errorCode != b.errorCode { return false }
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.tokens, b.tokens) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.errorCode = reader.int16("errorCode")
        self.tokens = reader.structs("tokens", flexible: isFlexible, version: version)
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
        writer.structs(self.tokens, "tokens", flexible: isFlexible, version: version)
        writer.int32(self.throttleTimeMs)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `DescribedDelegationToken` of `DescribeDelegationTokenResponse`.
    public struct DescribedDelegationToken: Equatable, Sendable, WireStructure {
        /// `PrincipalType`, versions 0+.
        public var principalType: String
        /// `PrincipalName`, versions 0+.
        public var principalName: String
        /// `TokenRequesterPrincipalType`, versions 3+.
        public var tokenRequesterPrincipalType: String
        /// `TokenRequesterPrincipalName`, versions 3+.
        public var tokenRequesterPrincipalName: String
        /// `IssueTimestamp`, versions 0+.
        public var issueTimestamp: Int64
        /// `ExpiryTimestamp`, versions 0+.
        public var expiryTimestamp: Int64
        /// `MaxTimestamp`, versions 0+.
        public var maxTimestamp: Int64
        /// `TokenId`, versions 0+.
        public var tokenID: String
        /// `Hmac`, versions 0+.
        public var hmac: ByteSlice
        /// `Renewers`, versions 0+.
        public var renewers: [DescribedDelegationTokenRenewer]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            principalType: String = "",
            principalName: String = "",
            tokenRequesterPrincipalType: String = "",
            tokenRequesterPrincipalName: String = "",
            issueTimestamp: Int64 = 0,
            expiryTimestamp: Int64 = 0,
            maxTimestamp: Int64 = 0,
            tokenID: String = "",
            hmac: ByteSlice = .empty,
            renewers: [DescribedDelegationTokenRenewer] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.principalType = principalType
            self.principalName = principalName
            self.tokenRequesterPrincipalType = tokenRequesterPrincipalType
            self.tokenRequesterPrincipalName = tokenRequesterPrincipalName
            self.issueTimestamp = issueTimestamp
            self.expiryTimestamp = expiryTimestamp
            self.maxTimestamp = maxTimestamp
            self.tokenID = tokenID
            self.hmac = hmac
            self.renewers = renewers
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.principalType != b.principalType { return false }
            if a.principalName != b.principalName { return false }
            if a.tokenRequesterPrincipalType != b.tokenRequesterPrincipalType { return false }
            if a.tokenRequesterPrincipalName != b.tokenRequesterPrincipalName { return false }
            if a.issueTimestamp != b.issueTimestamp { return false }
            if a.expiryTimestamp != b.expiryTimestamp { return false }
            if a.maxTimestamp != b.maxTimestamp { return false }
            if a.tokenID != b.tokenID { return false }
            if a.hmac != b.hmac { return false }
            if !areEqual(a.renewers, b.renewers) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.principalType = reader.string("tokens.principalType", flexible: isFlexible)
            self.principalName = reader.string("tokens.principalName", flexible: isFlexible)
            if version == 3 {
                self.tokenRequesterPrincipalType = reader.string("tokens.tokenRequesterPrincipalType", flexible: true)
                self.tokenRequesterPrincipalName = reader.string("tokens.tokenRequesterPrincipalName", flexible: true)
            } else {
                self.tokenRequesterPrincipalType = ""
                self.tokenRequesterPrincipalName = ""
            }
            self.issueTimestamp = reader.int64("tokens.issueTimestamp")
            self.expiryTimestamp = reader.int64("tokens.expiryTimestamp")
            self.maxTimestamp = reader.int64("tokens.maxTimestamp")
            self.tokenID = reader.string("tokens.tokenID", flexible: isFlexible)
            self.hmac = reader.bytes("tokens.hmac", flexible: isFlexible)
            self.renewers = reader.structs("tokens.renewers", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("tokens.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.string(self.principalType, "tokens.principalType", flexible: isFlexible)
            writer.string(self.principalName, "tokens.principalName", flexible: isFlexible)
            if version == 3 {
                writer.string(self.tokenRequesterPrincipalType, "tokens.tokenRequesterPrincipalType", flexible: true)
                writer.string(self.tokenRequesterPrincipalName, "tokens.tokenRequesterPrincipalName", flexible: true)
            } else {
                if !self.tokenRequesterPrincipalType.isEmpty { writer.unsupported("tokens.tokenRequesterPrincipalType") }
                if !self.tokenRequesterPrincipalName.isEmpty { writer.unsupported("tokens.tokenRequesterPrincipalName") }
            }
            writer.int64(self.issueTimestamp)
            writer.int64(self.expiryTimestamp)
            writer.int64(self.maxTimestamp)
            writer.string(self.tokenID, "tokens.tokenID", flexible: isFlexible)
            writer.bytes(self.hmac, "tokens.hmac", flexible: isFlexible)
            writer.structs(self.renewers, "tokens.renewers", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `DescribedDelegationTokenRenewer` of `DescribeDelegationTokenResponse`.
    public struct DescribedDelegationTokenRenewer: Equatable, Sendable, WireStructure {
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
            self.principalType = reader.string("tokens.renewers.principalType", flexible: isFlexible)
            self.principalName = reader.string("tokens.renewers.principalName", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("tokens.renewers.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.string(self.principalType, "tokens.renewers.principalType", flexible: isFlexible)
            writer.string(self.principalName, "tokens.renewers.principalName", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
