// Generated from ProtocolSpecs/CreateAcls.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `CreateAclsRequest`, versions 0-3.
public struct CreateAclsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = CreateAclsResponse
    /// API key 30.
    public static let apiKey = APIKey.createAcls
    /// Kafka's name of the message.
    public static let messageName: StaticString = "CreateAclsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `Creations`, versions 0+.
    public var creations: [AclCreation]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        creations: [AclCreation] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.creations = creations
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "creations"
        self.creations = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try AclCreation(from: &reader, version: version) }
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "creations"
        try writer.writeArray(self.creations, flexible: version >= 2) { (value: AclCreation, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `AclCreation` of `CreateAclsRequest`.
    public struct AclCreation: Equatable, Sendable {
        /// `ResourceType`, versions 0+.
        public var resourceType: Int8
        /// `ResourceName`, versions 0+.
        public var resourceName: String
        /// `ResourcePatternType`, versions 1+.
        public var resourcePatternType: Int8
        /// `Principal`, versions 0+.
        public var principal: String
        /// `Host`, versions 0+.
        public var host: String
        /// `Operation`, versions 0+.
        public var operation: Int8
        /// `PermissionType`, versions 0+.
        public var permissionType: Int8
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            resourceType: Int8 = 0,
            resourceName: String = "",
            resourcePatternType: Int8 = 3,
            principal: String = "",
            host: String = "",
            operation: Int8 = 0,
            permissionType: Int8 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.resourceType = resourceType
            self.resourceName = resourceName
            self.resourcePatternType = resourcePatternType
            self.principal = principal
            self.host = host
            self.operation = operation
            self.permissionType = permissionType
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "creations.resourceType"
            self.resourceType = try reader.readInt8()
            reader.field = "creations.resourceName"
            self.resourceName = try reader.readString(flexible: version >= 2)
            if version >= 1 {
                reader.field = "creations.resourcePatternType"
                self.resourcePatternType = try reader.readInt8()
            }
            reader.field = "creations.principal"
            self.principal = try reader.readString(flexible: version >= 2)
            reader.field = "creations.host"
            self.host = try reader.readString(flexible: version >= 2)
            reader.field = "creations.operation"
            self.operation = try reader.readInt8()
            reader.field = "creations.permissionType"
            self.permissionType = try reader.readInt8()
            if version >= 2 {
                reader.field = "creations.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.resourceType)
            writer.field = "creations.resourceName"
            try writer.writeString(self.resourceName, flexible: version >= 2)
            if version >= 1 {
                writer.writeInteger(self.resourcePatternType)
            } else {
                if self.resourcePatternType != 3 { throw writer.unsupportedField("creations.resourcePatternType") }
            }
            writer.field = "creations.principal"
            try writer.writeString(self.principal, flexible: version >= 2)
            writer.field = "creations.host"
            try writer.writeString(self.host, flexible: version >= 2)
            writer.writeInteger(self.operation)
            writer.writeInteger(self.permissionType)
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `CreateAclsResponse`, versions 0-3.
public struct CreateAclsResponse: KafkaResponse {
    /// API key 30.
    public static let apiKey = APIKey.createAcls
    /// Kafka's name of the message.
    public static let messageName: StaticString = "CreateAclsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Results`, versions 0+.
    public var results: [AclCreationResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        results: [AclCreationResult] = [],
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
        self.results = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try AclCreationResult(from: &reader, version: version) }
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "results"
        try writer.writeArray(self.results, flexible: version >= 2) { (value: AclCreationResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `AclCreationResult` of `CreateAclsResponse`.
    public struct AclCreationResult: Equatable, Sendable {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "results.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: version >= 2)
            if version >= 2 {
                reader.field = "results.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.field = "results.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: version >= 2)
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
