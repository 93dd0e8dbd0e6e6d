// Generated from ProtocolSpecs/DescribeAcls.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeAclsRequest`, versions 0-3.
public struct DescribeAclsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeAclsResponse
    /// API key 29.
    public static var apiKey: APIKey { .describeAcls }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeAclsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// `ResourceTypeFilter`, versions 0+.
    public var resourceTypeFilter: Int8
    /// `ResourceNameFilter`, versions 0+. Null allowed from version 0.
    public var resourceNameFilter: String?
    /// `PatternTypeFilter`, versions 1+.
    public var patternTypeFilter: Int8
    /// `PrincipalFilter`, versions 0+. Null allowed from version 0.
    public var principalFilter: String?
    /// `HostFilter`, versions 0+. Null allowed from version 0.
    public var hostFilter: String?
    /// `Operation`, versions 0+.
    public var operation: Int8
    /// `PermissionType`, versions 0+.
    public var permissionType: Int8
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        resourceTypeFilter: Int8 = 0,
        resourceNameFilter: String? = "",
        patternTypeFilter: Int8 = 3,
        principalFilter: String? = "",
        hostFilter: String? = "",
        operation: Int8 = 0,
        permissionType: Int8 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.resourceTypeFilter = resourceTypeFilter
        self.resourceNameFilter = resourceNameFilter
        self.patternTypeFilter = patternTypeFilter
        self.principalFilter = principalFilter
        self.hostFilter = hostFilter
        self.operation = operation
        self.permissionType = permissionType
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.resourceTypeFilter = reader.int8("resourceTypeFilter")
        self.resourceNameFilter = reader.nullableString("resourceNameFilter", flexible: isFlexible)
        if version >= 1 {
            self.patternTypeFilter = reader.int8("patternTypeFilter")
        } else {
            self.patternTypeFilter = 3
        }
        self.principalFilter = reader.nullableString("principalFilter", flexible: isFlexible)
        self.hostFilter = reader.nullableString("hostFilter", flexible: isFlexible)
        self.operation = reader.int8("operation")
        self.permissionType = reader.int8("permissionType")
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
        writer.int8(self.resourceTypeFilter)
        writer.nullableString(self.resourceNameFilter, "resourceNameFilter", flexible: isFlexible)
        if version >= 1 {
            writer.int8(self.patternTypeFilter)
        } else {
            if self.patternTypeFilter != 3 { writer.unsupported("patternTypeFilter") }
        }
        writer.nullableString(self.principalFilter, "principalFilter", flexible: isFlexible)
        writer.nullableString(self.hostFilter, "hostFilter", flexible: isFlexible)
        writer.int8(self.operation)
        writer.int8(self.permissionType)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}

/// Kafka's `DescribeAclsResponse`, versions 0-3.
public struct DescribeAclsResponse: KafkaResponse {
    /// API key 29.
    public static var apiKey: APIKey { .describeAcls }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeAclsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// `Resources`, versions 0+.
    public var resources: [DescribeAclsResource]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        errorMessage: String? = "",
        resources: [DescribeAclsResource] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.resources = resources
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if a.errorMessage != b.errorMessage { return false }
        if !areEqual(a.resources, b.resources) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.errorMessage = reader.nullableString("errorMessage", flexible: isFlexible)
        self.resources = reader.structs("resources", flexible: isFlexible, version: version)
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
        writer.int16(self.errorCode)
        writer.nullableString(self.errorMessage, "errorMessage", flexible: isFlexible)
        writer.structs(self.resources, "resources", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `DescribeAclsResource` of `DescribeAclsResponse`.
    public struct DescribeAclsResource: Equatable, Sendable, WireStructure {
        /// `ResourceType`, versions 0+.
        public var resourceType: Int8
        /// `ResourceName`, versions 0+.
        public var resourceName: String
        /// `PatternType`, versions 1+.
        public var patternType: Int8
        /// `Acls`, versions 0+.
        public var acls: [AclDescription]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            resourceType: Int8 = 0,
            resourceName: String = "",
            patternType: Int8 = 3,
            acls: [AclDescription] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.resourceType = resourceType
            self.resourceName = resourceName
            self.patternType = patternType
            self.acls = acls
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.resourceType != b.resourceType { return false }
            if a.resourceName != b.resourceName { return false }
            if a.patternType != b.patternType { return false }
            if !areEqual(a.acls, b.acls) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.resourceType = reader.int8("resources.resourceType")
            self.resourceName = reader.string("resources.resourceName", flexible: isFlexible)
            if version >= 1 {
                self.patternType = reader.int8("resources.patternType")
            } else {
                self.patternType = 3
            }
            self.acls = reader.structs("resources.acls", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("resources.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.int8(self.resourceType)
            writer.string(self.resourceName, "resources.resourceName", flexible: isFlexible)
            if version >= 1 {
                writer.int8(self.patternType)
            } else {
                if self.patternType != 3 { writer.unsupported("resources.patternType") }
            }
            writer.structs(self.acls, "resources.acls", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `AclDescription` of `DescribeAclsResponse`.
    public struct AclDescription: Equatable, Sendable, WireStructure {
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
            principal: String = "",
            host: String = "",
            operation: Int8 = 0,
            permissionType: Int8 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.principal = principal
            self.host = host
            self.operation = operation
            self.permissionType = permissionType
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.principal = reader.string("resources.acls.principal", flexible: isFlexible)
            self.host = reader.string("resources.acls.host", flexible: isFlexible)
            self.operation = reader.int8("resources.acls.operation")
            self.permissionType = reader.int8("resources.acls.permissionType")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("resources.acls.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.string(self.principal, "resources.acls.principal", flexible: isFlexible)
            writer.string(self.host, "resources.acls.host", flexible: isFlexible)
            writer.int8(self.operation)
            writer.int8(self.permissionType)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
