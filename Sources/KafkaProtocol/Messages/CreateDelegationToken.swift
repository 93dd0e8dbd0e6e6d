// Generated from ProtocolSpecs/CreateDelegationToken.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `CreateDelegationTokenRequest`, versions 0-3.
public struct CreateDelegationTokenRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = CreateDelegationTokenResponse
    /// API key 38.
    public static let apiKey = APIKey.createDelegationToken
    /// Kafka's name of the message.
    public static let messageName: StaticString = "CreateDelegationTokenRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version == 3 {
            reader.field = "ownerPrincipalType"
            self.ownerPrincipalType = try reader.readNullableString(flexible: true)
        }
        if version == 3 {
            reader.field = "ownerPrincipalName"
            self.ownerPrincipalName = try reader.readNullableString(flexible: true)
        }
        reader.field = "renewers"
        self.renewers = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try CreatableRenewers(from: &reader, version: version) }
        reader.field = "maxLifetimeMs"
        self.maxLifetimeMs = try reader.readInt64()
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version == 3 {
            writer.field = "ownerPrincipalType"
            try writer.writeNullableString(self.ownerPrincipalType, flexible: true)
        } else {
            if self.ownerPrincipalType != "" { throw writer.unsupportedField("ownerPrincipalType") }
        }
        if version == 3 {
            writer.field = "ownerPrincipalName"
            try writer.writeNullableString(self.ownerPrincipalName, flexible: true)
        } else {
            if self.ownerPrincipalName != "" { throw writer.unsupportedField("ownerPrincipalName") }
        }
        writer.field = "renewers"
        try writer.writeArray(self.renewers, flexible: version >= 2) { (value: CreatableRenewers, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeInteger(self.maxLifetimeMs)
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `CreatableRenewers` of `CreateDelegationTokenRequest`.
    public struct CreatableRenewers: Equatable, Sendable {
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
            reader.field = "renewers.principalType"
            self.principalType = try reader.readString(flexible: version >= 2)
            reader.field = "renewers.principalName"
            self.principalName = try reader.readString(flexible: version >= 2)
            if version >= 2 {
                reader.field = "renewers.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "renewers.principalType"
            try writer.writeString(self.principalType, flexible: version >= 2)
            writer.field = "renewers.principalName"
            try writer.writeString(self.principalName, flexible: version >= 2)
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `CreateDelegationTokenResponse`, versions 0-3.
public struct CreateDelegationTokenResponse: KafkaResponse {
    /// API key 38.
    public static let apiKey = APIKey.createDelegationToken
    /// Kafka's name of the message.
    public static let messageName: StaticString = "CreateDelegationTokenResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "principalType"
        self.principalType = try reader.readString(flexible: version >= 2)
        reader.field = "principalName"
        self.principalName = try reader.readString(flexible: version >= 2)
        if version == 3 {
            reader.field = "tokenRequesterPrincipalType"
            self.tokenRequesterPrincipalType = try reader.readString(flexible: true)
        }
        if version == 3 {
            reader.field = "tokenRequesterPrincipalName"
            self.tokenRequesterPrincipalName = try reader.readString(flexible: true)
        }
        reader.field = "issueTimestampMs"
        self.issueTimestampMs = try reader.readInt64()
        reader.field = "expiryTimestampMs"
        self.expiryTimestampMs = try reader.readInt64()
        reader.field = "maxTimestampMs"
        self.maxTimestampMs = try reader.readInt64()
        reader.field = "tokenID"
        self.tokenID = try reader.readString(flexible: version >= 2)
        reader.field = "hmac"
        self.hmac = try reader.readBytes(flexible: version >= 2)
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
        writer.field = "principalType"
        try writer.writeString(self.principalType, flexible: version >= 2)
        writer.field = "principalName"
        try writer.writeString(self.principalName, flexible: version >= 2)
        if version == 3 {
            writer.field = "tokenRequesterPrincipalType"
            try writer.writeString(self.tokenRequesterPrincipalType, flexible: true)
        } else {
            if self.tokenRequesterPrincipalType != "" { throw writer.unsupportedField("tokenRequesterPrincipalType") }
        }
        if version == 3 {
            writer.field = "tokenRequesterPrincipalName"
            try writer.writeString(self.tokenRequesterPrincipalName, flexible: true)
        } else {
            if self.tokenRequesterPrincipalName != "" { throw writer.unsupportedField("tokenRequesterPrincipalName") }
        }
        writer.writeInteger(self.issueTimestampMs)
        writer.writeInteger(self.expiryTimestampMs)
        writer.writeInteger(self.maxTimestampMs)
        writer.field = "tokenID"
        try writer.writeString(self.tokenID, flexible: version >= 2)
        writer.field = "hmac"
        try writer.writeBytes(self.hmac, flexible: version >= 2)
        writer.writeInteger(self.throttleTimeMs)
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
