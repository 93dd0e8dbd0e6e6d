// Generated from ProtocolSpecs/CreateAcls.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `CreateAclsRequest`, versions 0-3.
public struct CreateAclsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = CreateAclsResponse
    /// API key 30.
    public static var apiKey: APIKey { .createAcls }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "CreateAclsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if !areEqual(a.creations, b.creations) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.creations = reader.structs("creations", flexible: isFlexible, version: version)
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
        writer.structs(self.creations, "creations", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `AclCreation` of `CreateAclsRequest`.
    public struct AclCreation: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.resourceType = reader.int8("creations.resourceType")
            self.resourceName = reader.string("creations.resourceName", flexible: isFlexible)
            if version >= 1 {
                self.resourcePatternType = reader.int8("creations.resourcePatternType")
            } else {
                self.resourcePatternType = 3
            }
            self.principal = reader.string("creations.principal", flexible: isFlexible)
            self.host = reader.string("creations.host", flexible: isFlexible)
            self.operation = reader.int8("creations.operation")
            self.permissionType = reader.int8("creations.permissionType")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("creations.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.int8(self.resourceType)
            writer.string(self.resourceName, "creations.resourceName", flexible: isFlexible)
            if version >= 1 {
                writer.int8(self.resourcePatternType)
            } else {
                if self.resourcePatternType != 3 { writer.unsupported("creations.resourcePatternType") }
            }
            writer.string(self.principal, "creations.principal", flexible: isFlexible)
            writer.string(self.host, "creations.host", flexible: isFlexible)
            writer.int8(self.operation)
            writer.int8(self.permissionType)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `CreateAclsResponse`, versions 0-3.
public struct CreateAclsResponse: KafkaResponse {
    /// API key 30.
    public static var apiKey: APIKey { .createAcls }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "CreateAclsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.results, b.results) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.results = reader.structs("results", flexible: isFlexible, version: version)
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
        writer.int32(self.throttleTimeMs)
        writer.structs(self.results, "results", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `AclCreationResult` of `CreateAclsResponse`.
    public struct AclCreationResult: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.errorCode = reader.int16("results.errorCode")
            self.errorMessage = reader.nullableString("results.errorMessage", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("results.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "results.errorMessage", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
