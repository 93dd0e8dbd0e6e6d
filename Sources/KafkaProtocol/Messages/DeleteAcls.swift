// Generated from ProtocolSpecs/DeleteAcls.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DeleteAclsRequest`, versions 0-3.
public struct DeleteAclsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DeleteAclsResponse
    /// API key 31.
    public static var apiKey: APIKey { .deleteAcls }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DeleteAclsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if !areEqual(a.filters, b.filters) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.filters = reader.structs("filters", flexible: isFlexible, version: version)
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
        writer.structs(self.filters, "filters", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `DeleteAclsFilter` of `DeleteAclsRequest`.
    public struct DeleteAclsFilter: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.resourceTypeFilter = reader.int8("filters.resourceTypeFilter")
            self.resourceNameFilter = reader.nullableString("filters.resourceNameFilter", flexible: isFlexible)
            if version >= 1 {
                self.patternTypeFilter = reader.int8("filters.patternTypeFilter")
            } else {
                self.patternTypeFilter = 3
            }
            self.principalFilter = reader.nullableString("filters.principalFilter", flexible: isFlexible)
            self.hostFilter = reader.nullableString("filters.hostFilter", flexible: isFlexible)
            self.operation = reader.int8("filters.operation")
            self.permissionType = reader.int8("filters.permissionType")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("filters.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.int8(self.resourceTypeFilter)
            writer.nullableString(self.resourceNameFilter, "filters.resourceNameFilter", flexible: isFlexible)
            if version >= 1 {
                writer.int8(self.patternTypeFilter)
            } else {
                if self.patternTypeFilter != 3 { writer.unsupported("filters.patternTypeFilter") }
            }
            writer.nullableString(self.principalFilter, "filters.principalFilter", flexible: isFlexible)
            writer.nullableString(self.hostFilter, "filters.hostFilter", flexible: isFlexible)
            writer.int8(self.operation)
            writer.int8(self.permissionType)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `DeleteAclsResponse`, versions 0-3.
public struct DeleteAclsResponse: KafkaResponse {
    /// API key 31.
    public static var apiKey: APIKey { .deleteAcls }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DeleteAclsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...3 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.filterResults, b.filterResults) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.filterResults = reader.structs("filterResults", flexible: isFlexible, version: version)
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
        writer.structs(self.filterResults, "filterResults", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `DeleteAclsFilterResult` of `DeleteAclsResponse`.
    public struct DeleteAclsFilterResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.errorCode != b.errorCode { return false }
            if a.errorMessage != b.errorMessage { return false }
            if !areEqual(a.matchingAcls, b.matchingAcls) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.errorCode = reader.int16("filterResults.errorCode")
            self.errorMessage = reader.nullableString("filterResults.errorMessage", flexible: isFlexible)
            self.matchingAcls = reader.structs("filterResults.matchingAcls", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("filterResults.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "filterResults.errorMessage", flexible: isFlexible)
            writer.structs(self.matchingAcls, "filterResults.matchingAcls", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `DeleteAclsMatchingAcl` of `DeleteAclsResponse`.
    public struct DeleteAclsMatchingAcl: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 2
            self.errorCode = reader.int16("filterResults.matchingAcls.errorCode")
            self.errorMessage = reader.nullableString("filterResults.matchingAcls.errorMessage", flexible: isFlexible)
            self.resourceType = reader.int8("filterResults.matchingAcls.resourceType")
            self.resourceName = reader.string("filterResults.matchingAcls.resourceName", flexible: isFlexible)
            if version >= 1 {
                self.patternType = reader.int8("filterResults.matchingAcls.patternType")
            } else {
                self.patternType = 3
            }
            self.principal = reader.string("filterResults.matchingAcls.principal", flexible: isFlexible)
            self.host = reader.string("filterResults.matchingAcls.host", flexible: isFlexible)
            self.operation = reader.int8("filterResults.matchingAcls.operation")
            self.permissionType = reader.int8("filterResults.matchingAcls.permissionType")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("filterResults.matchingAcls.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 2
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "filterResults.matchingAcls.errorMessage", flexible: isFlexible)
            writer.int8(self.resourceType)
            writer.string(self.resourceName, "filterResults.matchingAcls.resourceName", flexible: isFlexible)
            if version >= 1 {
                writer.int8(self.patternType)
            } else {
                if self.patternType != 3 { writer.unsupported("filterResults.matchingAcls.patternType") }
            }
            writer.string(self.principal, "filterResults.matchingAcls.principal", flexible: isFlexible)
            writer.string(self.host, "filterResults.matchingAcls.host", flexible: isFlexible)
            writer.int8(self.operation)
            writer.int8(self.permissionType)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
