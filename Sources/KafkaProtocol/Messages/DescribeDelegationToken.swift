// Generated from ProtocolSpecs/DescribeDelegationToken.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeDelegationTokenRequest`, versions 0-3.
public struct DescribeDelegationTokenRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeDelegationTokenResponse
    /// API key 41.
    public static let apiKey = APIKey.describeDelegationToken
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeDelegationTokenRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "owners"
        self.owners = try reader.readNullableArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try DescribeDelegationTokenOwner(from: &reader, version: version) }
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "owners"
        try writer.writeNullableArray(self.owners, flexible: version >= 2) { (value: DescribeDelegationTokenOwner, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DescribeDelegationTokenOwner` of `DescribeDelegationTokenRequest`.
    public struct DescribeDelegationTokenOwner: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "owners.principalType"
            self.principalType = try reader.readString(flexible: version >= 2)
            reader.field = "owners.principalName"
            self.principalName = try reader.readString(flexible: version >= 2)
            if version >= 2 {
                reader.field = "owners.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "owners.principalType"
            try writer.writeString(self.principalType, flexible: version >= 2)
            writer.field = "owners.principalName"
            try writer.writeString(self.principalName, flexible: version >= 2)
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `DescribeDelegationTokenResponse`, versions 0-3.
public struct DescribeDelegationTokenResponse: KafkaResponse {
    /// API key 41.
    public static let apiKey = APIKey.describeDelegationToken
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeDelegationTokenResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "tokens"
        self.tokens = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try DescribedDelegationToken(from: &reader, version: version) }
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.errorCode)
        writer.field = "tokens"
        try writer.writeArray(self.tokens, flexible: version >= 2) { (value: DescribedDelegationToken, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeInteger(self.throttleTimeMs)
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DescribedDelegationToken` of `DescribeDelegationTokenResponse`.
    public struct DescribedDelegationToken: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "tokens.principalType"
            self.principalType = try reader.readString(flexible: version >= 2)
            reader.field = "tokens.principalName"
            self.principalName = try reader.readString(flexible: version >= 2)
            if version == 3 {
                reader.field = "tokens.tokenRequesterPrincipalType"
                self.tokenRequesterPrincipalType = try reader.readString(flexible: true)
            }
            if version == 3 {
                reader.field = "tokens.tokenRequesterPrincipalName"
                self.tokenRequesterPrincipalName = try reader.readString(flexible: true)
            }
            reader.field = "tokens.issueTimestamp"
            self.issueTimestamp = try reader.readInt64()
            reader.field = "tokens.expiryTimestamp"
            self.expiryTimestamp = try reader.readInt64()
            reader.field = "tokens.maxTimestamp"
            self.maxTimestamp = try reader.readInt64()
            reader.field = "tokens.tokenID"
            self.tokenID = try reader.readString(flexible: version >= 2)
            reader.field = "tokens.hmac"
            self.hmac = try reader.readBytes(flexible: version >= 2)
            reader.field = "tokens.renewers"
            self.renewers = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try DescribedDelegationTokenRenewer(from: &reader, version: version) }
            if version >= 2 {
                reader.field = "tokens.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "tokens.principalType"
            try writer.writeString(self.principalType, flexible: version >= 2)
            writer.field = "tokens.principalName"
            try writer.writeString(self.principalName, flexible: version >= 2)
            if version == 3 {
                writer.field = "tokens.tokenRequesterPrincipalType"
                try writer.writeString(self.tokenRequesterPrincipalType, flexible: true)
            } else {
                if self.tokenRequesterPrincipalType != "" { throw writer.unsupportedField("tokens.tokenRequesterPrincipalType") }
            }
            if version == 3 {
                writer.field = "tokens.tokenRequesterPrincipalName"
                try writer.writeString(self.tokenRequesterPrincipalName, flexible: true)
            } else {
                if self.tokenRequesterPrincipalName != "" { throw writer.unsupportedField("tokens.tokenRequesterPrincipalName") }
            }
            writer.writeInteger(self.issueTimestamp)
            writer.writeInteger(self.expiryTimestamp)
            writer.writeInteger(self.maxTimestamp)
            writer.field = "tokens.tokenID"
            try writer.writeString(self.tokenID, flexible: version >= 2)
            writer.field = "tokens.hmac"
            try writer.writeBytes(self.hmac, flexible: version >= 2)
            writer.field = "tokens.renewers"
            try writer.writeArray(self.renewers, flexible: version >= 2) { (value: DescribedDelegationTokenRenewer, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `DescribedDelegationTokenRenewer` of `DescribeDelegationTokenResponse`.
    public struct DescribedDelegationTokenRenewer: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "tokens.renewers.principalType"
            self.principalType = try reader.readString(flexible: version >= 2)
            reader.field = "tokens.renewers.principalName"
            self.principalName = try reader.readString(flexible: version >= 2)
            if version >= 2 {
                reader.field = "tokens.renewers.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "tokens.renewers.principalType"
            try writer.writeString(self.principalType, flexible: version >= 2)
            writer.field = "tokens.renewers.principalName"
            try writer.writeString(self.principalName, flexible: version >= 2)
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
