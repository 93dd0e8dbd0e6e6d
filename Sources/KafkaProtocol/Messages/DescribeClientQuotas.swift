// Generated from ProtocolSpecs/DescribeClientQuotas.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeClientQuotasRequest`, versions 0-1.
public struct DescribeClientQuotasRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeClientQuotasResponse
    /// API key 48.
    public static let apiKey = APIKey.describeClientQuotas
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeClientQuotasRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 1
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "components"
        self.components = try reader.readArray(flexible: version == 1) { (reader: inout WireReader) throws(WireError) in try ComponentData(from: &reader, version: version) }
        reader.field = "strict"
        self.strict = try reader.readBool()
        if version == 1 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "components"
        try writer.writeArray(self.components, flexible: version == 1) { (value: ComponentData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeBool(self.strict)
        if version == 1 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `ComponentData` of `DescribeClientQuotasRequest`.
    public struct ComponentData: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "components.entityType"
            self.entityType = try reader.readString(flexible: version == 1)
            reader.field = "components.matchType"
            self.matchType = try reader.readInt8()
            reader.field = "components.match"
            self.match = try reader.readNullableString(flexible: version == 1)
            if version == 1 {
                reader.field = "components.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "components.entityType"
            try writer.writeString(self.entityType, flexible: version == 1)
            writer.writeInteger(self.matchType)
            writer.field = "components.match"
            try writer.writeNullableString(self.match, flexible: version == 1)
            if version == 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `DescribeClientQuotasResponse`, versions 0-1.
public struct DescribeClientQuotasResponse: KafkaResponse {
    /// API key 48.
    public static let apiKey = APIKey.describeClientQuotas
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeClientQuotasResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 1
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "errorMessage"
        self.errorMessage = try reader.readNullableString(flexible: version == 1)
        reader.field = "entries"
        self.entries = try reader.readNullableArray(flexible: version == 1) { (reader: inout WireReader) throws(WireError) in try EntryData(from: &reader, version: version) }
        if version == 1 {
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
        try writer.writeNullableString(self.errorMessage, flexible: version == 1)
        writer.field = "entries"
        try writer.writeNullableArray(self.entries, flexible: version == 1) { (value: EntryData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version == 1 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `EntryData` of `DescribeClientQuotasResponse`.
    public struct EntryData: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "entries.entity"
            self.entity = try reader.readArray(flexible: version == 1) { (reader: inout WireReader) throws(WireError) in try EntityData(from: &reader, version: version) }
            reader.field = "entries.values"
            self.values = try reader.readArray(flexible: version == 1) { (reader: inout WireReader) throws(WireError) in try ValueData(from: &reader, version: version) }
            if version == 1 {
                reader.field = "entries.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "entries.entity"
            try writer.writeArray(self.entity, flexible: version == 1) { (value: EntityData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "entries.values"
            try writer.writeArray(self.values, flexible: version == 1) { (value: ValueData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version == 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `EntityData` of `DescribeClientQuotasResponse`.
    public struct EntityData: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "entries.entity.entityType"
            self.entityType = try reader.readString(flexible: version == 1)
            reader.field = "entries.entity.entityName"
            self.entityName = try reader.readNullableString(flexible: version == 1)
            if version == 1 {
                reader.field = "entries.entity.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "entries.entity.entityType"
            try writer.writeString(self.entityType, flexible: version == 1)
            writer.field = "entries.entity.entityName"
            try writer.writeNullableString(self.entityName, flexible: version == 1)
            if version == 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `ValueData` of `DescribeClientQuotasResponse`.
    public struct ValueData: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "entries.values.key"
            self.key = try reader.readString(flexible: version == 1)
            reader.field = "entries.values.value"
            self.value = try reader.readFloat64()
            if version == 1 {
                reader.field = "entries.values.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "entries.values.key"
            try writer.writeString(self.key, flexible: version == 1)
            writer.writeFloat64(self.value)
            if version == 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
