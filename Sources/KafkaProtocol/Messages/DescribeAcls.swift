// Generated from ProtocolSpecs/DescribeAcls.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeAclsRequest`, versions 0-3.
public struct DescribeAclsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeAclsResponse
    /// API key 29.
    public static let apiKey = APIKey.describeAcls
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeAclsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "resourceTypeFilter"
        self.resourceTypeFilter = try reader.readInt8()
        reader.field = "resourceNameFilter"
        self.resourceNameFilter = try reader.readNullableString(flexible: version >= 2)
        if version >= 1 {
            reader.field = "patternTypeFilter"
            self.patternTypeFilter = try reader.readInt8()
        }
        reader.field = "principalFilter"
        self.principalFilter = try reader.readNullableString(flexible: version >= 2)
        reader.field = "hostFilter"
        self.hostFilter = try reader.readNullableString(flexible: version >= 2)
        reader.field = "operation"
        self.operation = try reader.readInt8()
        reader.field = "permissionType"
        self.permissionType = try reader.readInt8()
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.resourceTypeFilter)
        writer.field = "resourceNameFilter"
        try writer.writeNullableString(self.resourceNameFilter, flexible: version >= 2)
        if version >= 1 {
            writer.writeInteger(self.patternTypeFilter)
        } else {
            if self.patternTypeFilter != 3 { throw writer.unsupportedField("patternTypeFilter") }
        }
        writer.field = "principalFilter"
        try writer.writeNullableString(self.principalFilter, flexible: version >= 2)
        writer.field = "hostFilter"
        try writer.writeNullableString(self.hostFilter, flexible: version >= 2)
        writer.writeInteger(self.operation)
        writer.writeInteger(self.permissionType)
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `DescribeAclsResponse`, versions 0-3.
public struct DescribeAclsResponse: KafkaResponse {
    /// API key 29.
    public static let apiKey = APIKey.describeAcls
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeAclsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "errorMessage"
        self.errorMessage = try reader.readNullableString(flexible: version >= 2)
        reader.field = "resources"
        self.resources = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try DescribeAclsResource(from: &reader, version: version) }
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.writeInteger(self.errorCode)
        writer.field = "errorMessage"
        try writer.writeNullableString(self.errorMessage, flexible: version >= 2)
        writer.field = "resources"
        try writer.writeArray(self.resources, flexible: version >= 2) { (value: DescribeAclsResource, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DescribeAclsResource` of `DescribeAclsResponse`.
    public struct DescribeAclsResource: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "resources.resourceType"
            self.resourceType = try reader.readInt8()
            reader.field = "resources.resourceName"
            self.resourceName = try reader.readString(flexible: version >= 2)
            if version >= 1 {
                reader.field = "resources.patternType"
                self.patternType = try reader.readInt8()
            }
            reader.field = "resources.acls"
            self.acls = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try AclDescription(from: &reader, version: version) }
            if version >= 2 {
                reader.field = "resources.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.resourceType)
            writer.field = "resources.resourceName"
            try writer.writeString(self.resourceName, flexible: version >= 2)
            if version >= 1 {
                writer.writeInteger(self.patternType)
            } else {
                if self.patternType != 3 { throw writer.unsupportedField("resources.patternType") }
            }
            writer.field = "resources.acls"
            try writer.writeArray(self.acls, flexible: version >= 2) { (value: AclDescription, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `AclDescription` of `DescribeAclsResponse`.
    public struct AclDescription: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "resources.acls.principal"
            self.principal = try reader.readString(flexible: version >= 2)
            reader.field = "resources.acls.host"
            self.host = try reader.readString(flexible: version >= 2)
            reader.field = "resources.acls.operation"
            self.operation = try reader.readInt8()
            reader.field = "resources.acls.permissionType"
            self.permissionType = try reader.readInt8()
            if version >= 2 {
                reader.field = "resources.acls.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "resources.acls.principal"
            try writer.writeString(self.principal, flexible: version >= 2)
            writer.field = "resources.acls.host"
            try writer.writeString(self.host, flexible: version >= 2)
            writer.writeInteger(self.operation)
            writer.writeInteger(self.permissionType)
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
