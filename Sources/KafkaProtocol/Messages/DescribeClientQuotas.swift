// Generated from ProtocolSpecs/DescribeClientQuotas.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeClientQuotasRequest`, versions 0-1.
public struct DescribeClientQuotasRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeClientQuotasResponse
    /// API key 48.
    public static var apiKey: APIKey { .describeClientQuotas }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeClientQuotasRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 1 }
    /// `Components`, versions 0+.
    public var components: [ComponentData]
    /// `Strict`, versions 0+.
    public var strict: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        components: [ComponentData] = [],
        strict: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.components = components
        self.strict = strict
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.strict != b.strict { return false }
        if !areEqual(a.components, b.components) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 1
        self.components = reader.structs("components", flexible: isFlexible, version: version)
        self.strict = reader.bool("strict")
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
        let isFlexible = version == 1
        writer.structs(self.components, "components", flexible: isFlexible, version: version)
        writer.bool(self.strict)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `ComponentData` of `DescribeClientQuotasRequest`.
    public struct ComponentData: Equatable, Sendable, WireStructure {
        /// `EntityType`, versions 0+.
        public var entityType: String
        /// `MatchType`, versions 0+.
        public var matchType: Int8
        /// `Match`, versions 0+. Null allowed from version 0.
        public var match: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            entityType: String = "",
            matchType: Int8 = 0,
            match: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.entityType = entityType
            self.matchType = matchType
            self.match = match
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 1
            self.entityType = reader.string("components.entityType", flexible: isFlexible)
            self.matchType = reader.int8("components.matchType")
            self.match = reader.nullableString("components.match", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("components.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 1
            writer.string(self.entityType, "components.entityType", flexible: isFlexible)
            writer.int8(self.matchType)
            writer.nullableString(self.match, "components.match", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `DescribeClientQuotasResponse`, versions 0-1.
public struct DescribeClientQuotasResponse: KafkaResponse {
    /// API key 48.
    public static var apiKey: APIKey { .describeClientQuotas }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeClientQuotasResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 1 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// `Entries`, versions 0+. Null allowed from version 0.
    public var entries: [EntryData]?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        errorMessage: String? = "",
        entries: [EntryData]? = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.entries = entries
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if a.errorMessage != b.errorMessage { return false }
        if !areEqual(a.entries, b.entries) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 1
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.errorMessage = reader.nullableString("errorMessage", flexible: isFlexible)
        self.entries = reader.nullableStructs("entries", flexible: isFlexible, version: version)
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
        let isFlexible = version == 1
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.nullableString(self.errorMessage, "errorMessage", flexible: isFlexible)
        writer.nullableStructs(self.entries, "entries", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `EntryData` of `DescribeClientQuotasResponse`.
    public struct EntryData: Equatable, Sendable, WireStructure {
        /// `Entity`, versions 0+.
        public var entity: [EntityData]
        /// `Values`, versions 0+.
        public var values: [ValueData]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            entity: [EntityData] = [],
            values: [ValueData] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.entity = entity
            self.values = values
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if !areEqual(a.entity, b.entity) { return false }
            if !areEqual(a.values, b.values) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 1
            self.entity = reader.structs("entries.entity", flexible: isFlexible, version: version)
            self.values = reader.structs("entries.values", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("entries.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 1
            writer.structs(self.entity, "entries.entity", flexible: isFlexible, version: version)
            writer.structs(self.values, "entries.values", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `EntityData` of `DescribeClientQuotasResponse`.
    public struct EntityData: Equatable, Sendable, WireStructure {
        /// `EntityType`, versions 0+.
        public var entityType: String
        /// `EntityName`, versions 0+. Null allowed from version 0.
        public var entityName: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            entityType: String = "",
            entityName: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.entityType = entityType
            self.entityName = entityName
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 1
            self.entityType = reader.string("entries.entity.entityType", flexible: isFlexible)
            self.entityName = reader.nullableString("entries.entity.entityName", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("entries.entity.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 1
            writer.string(self.entityType, "entries.entity.entityType", flexible: isFlexible)
            writer.nullableString(self.entityName, "entries.entity.entityName", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `ValueData` of `DescribeClientQuotasResponse`.
    public struct ValueData: Equatable, Sendable, WireStructure {
        /// `Key`, versions 0+.
        public var key: String
        /// `Value`, versions 0+.
        public var value: Double
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            key: String = "",
            value: Double = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.key = key
            self.value = value
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 1
            self.key = reader.string("entries.values.key", flexible: isFlexible)
            self.value = reader.float64("entries.values.value")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("entries.values.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 1
            writer.string(self.key, "entries.values.key", flexible: isFlexible)
            writer.float64(self.value)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
