// Generated from ProtocolSpecs/DeleteAcls.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DeleteAclsRequest`, versions 0-3.
public struct DeleteAclsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DeleteAclsResponse
    /// API key 31.
    public static let apiKey = APIKey.deleteAcls
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DeleteAclsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `Filters`, versions 0+.
    public var filters: [DeleteAclsFilter]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        filters: [DeleteAclsFilter] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.filters = filters
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "filters"
        self.filters = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try DeleteAclsFilter(from: &reader, version: version) }
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "filters"
        try writer.writeArray(self.filters, flexible: version >= 2) { (value: DeleteAclsFilter, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DeleteAclsFilter` of `DeleteAclsRequest`.
    public struct DeleteAclsFilter: Equatable, Sendable {
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
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "filters.resourceTypeFilter"
            self.resourceTypeFilter = try reader.readInt8()
            reader.field = "filters.resourceNameFilter"
            self.resourceNameFilter = try reader.readNullableString(flexible: version >= 2)
            if version >= 1 {
                reader.field = "filters.patternTypeFilter"
                self.patternTypeFilter = try reader.readInt8()
            }
            reader.field = "filters.principalFilter"
            self.principalFilter = try reader.readNullableString(flexible: version >= 2)
            reader.field = "filters.hostFilter"
            self.hostFilter = try reader.readNullableString(flexible: version >= 2)
            reader.field = "filters.operation"
            self.operation = try reader.readInt8()
            reader.field = "filters.permissionType"
            self.permissionType = try reader.readInt8()
            if version >= 2 {
                reader.field = "filters.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.resourceTypeFilter)
            writer.field = "filters.resourceNameFilter"
            try writer.writeNullableString(self.resourceNameFilter, flexible: version >= 2)
            if version >= 1 {
                writer.writeInteger(self.patternTypeFilter)
            } else {
                if self.patternTypeFilter != 3 { throw writer.unsupportedField("filters.patternTypeFilter") }
            }
            writer.field = "filters.principalFilter"
            try writer.writeNullableString(self.principalFilter, flexible: version >= 2)
            writer.field = "filters.hostFilter"
            try writer.writeNullableString(self.hostFilter, flexible: version >= 2)
            writer.writeInteger(self.operation)
            writer.writeInteger(self.permissionType)
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `DeleteAclsResponse`, versions 0-3.
public struct DeleteAclsResponse: KafkaResponse {
    /// API key 31.
    public static let apiKey = APIKey.deleteAcls
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DeleteAclsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...3
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `FilterResults`, versions 0+.
    public var filterResults: [DeleteAclsFilterResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        filterResults: [DeleteAclsFilterResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.filterResults = filterResults
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "filterResults"
        self.filterResults = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try DeleteAclsFilterResult(from: &reader, version: version) }
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "filterResults"
        try writer.writeArray(self.filterResults, flexible: version >= 2) { (value: DeleteAclsFilterResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `DeleteAclsFilterResult` of `DeleteAclsResponse`.
    public struct DeleteAclsFilterResult: Equatable, Sendable {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// `MatchingAcls`, versions 0+.
        public var matchingAcls: [DeleteAclsMatchingAcl]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            matchingAcls: [DeleteAclsMatchingAcl] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.matchingAcls = matchingAcls
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "filterResults.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "filterResults.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: version >= 2)
            reader.field = "filterResults.matchingAcls"
            self.matchingAcls = try reader.readArray(flexible: version >= 2) { (reader: inout WireReader) throws(WireError) in try DeleteAclsMatchingAcl(from: &reader, version: version) }
            if version >= 2 {
                reader.field = "filterResults.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.field = "filterResults.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: version >= 2)
            writer.field = "filterResults.matchingAcls"
            try writer.writeArray(self.matchingAcls, flexible: version >= 2) { (value: DeleteAclsMatchingAcl, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `DeleteAclsMatchingAcl` of `DeleteAclsResponse`.
    public struct DeleteAclsMatchingAcl: Equatable, Sendable {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// `ResourceType`, versions 0+.
        public var resourceType: Int8
        /// `ResourceName`, versions 0+.
        public var resourceName: String
        /// `PatternType`, versions 1+.
        public var patternType: Int8
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
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            resourceType: Int8 = 0,
            resourceName: String = "",
            patternType: Int8 = 3,
            principal: String = "",
            host: String = "",
            operation: Int8 = 0,
            permissionType: Int8 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.resourceType = resourceType
            self.resourceName = resourceName
            self.patternType = patternType
            self.principal = principal
            self.host = host
            self.operation = operation
            self.permissionType = permissionType
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "filterResults.matchingAcls.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "filterResults.matchingAcls.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: version >= 2)
            reader.field = "filterResults.matchingAcls.resourceType"
            self.resourceType = try reader.readInt8()
            reader.field = "filterResults.matchingAcls.resourceName"
            self.resourceName = try reader.readString(flexible: version >= 2)
            if version >= 1 {
                reader.field = "filterResults.matchingAcls.patternType"
                self.patternType = try reader.readInt8()
            }
            reader.field = "filterResults.matchingAcls.principal"
            self.principal = try reader.readString(flexible: version >= 2)
            reader.field = "filterResults.matchingAcls.host"
            self.host = try reader.readString(flexible: version >= 2)
            reader.field = "filterResults.matchingAcls.operation"
            self.operation = try reader.readInt8()
            reader.field = "filterResults.matchingAcls.permissionType"
            self.permissionType = try reader.readInt8()
            if version >= 2 {
                reader.field = "filterResults.matchingAcls.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.field = "filterResults.matchingAcls.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: version >= 2)
            writer.writeInteger(self.resourceType)
            writer.field = "filterResults.matchingAcls.resourceName"
            try writer.writeString(self.resourceName, flexible: version >= 2)
            if version >= 1 {
                writer.writeInteger(self.patternType)
            } else {
                if self.patternType != 3 { throw writer.unsupportedField("filterResults.matchingAcls.patternType") }
            }
            writer.field = "filterResults.matchingAcls.principal"
            try writer.writeString(self.principal, flexible: version >= 2)
            writer.field = "filterResults.matchingAcls.host"
            try writer.writeString(self.host, flexible: version >= 2)
            writer.writeInteger(self.operation)
            writer.writeInteger(self.permissionType)
            if version >= 2 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
