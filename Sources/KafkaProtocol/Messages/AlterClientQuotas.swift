// Generated from ProtocolSpecs/AlterClientQuotas.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `AlterClientQuotasRequest`, versions 0-1.
public struct AlterClientQuotasRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AlterClientQuotasResponse
    /// API key 49.
    public static let apiKey = APIKey.alterClientQuotas
    /// Kafka's name of the message.
    public static let messageName: StaticString = "AlterClientQuotasRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 1
    /// `Entries`, versions 0+.
    public var entries: [EntryData]
    /// `ValidateOnly`, versions 0+.
    public var validateOnly: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        entries: [EntryData] = [],
        validateOnly: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.entries = entries
        self.validateOnly = validateOnly
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "entries"
        self.entries = try reader.readArray(flexible: version == 1) { (reader: inout WireReader) throws(WireError) in try EntryData(from: &reader, version: version) }
        reader.field = "validateOnly"
        self.validateOnly = try reader.readBool()
        if version == 1 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "entries"
        try writer.writeArray(self.entries, flexible: version == 1) { (value: EntryData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeBool(self.validateOnly)
        if version == 1 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `EntryData` of `AlterClientQuotasRequest`.
    public struct EntryData: Equatable, Sendable {
        /// `Entity`, versions 0+.
        public var entity: [EntityData]
        /// `Ops`, versions 0+.
        public var ops: [OpData]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            entity: [EntityData] = [],
            ops: [OpData] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.entity = entity
            self.ops = ops
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "entries.entity"
            self.entity = try reader.readArray(flexible: version == 1) { (reader: inout WireReader) throws(WireError) in try EntityData(from: &reader, version: version) }
            reader.field = "entries.ops"
            self.ops = try reader.readArray(flexible: version == 1) { (reader: inout WireReader) throws(WireError) in try OpData(from: &reader, version: version) }
            if version == 1 {
                reader.field = "entries.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "entries.entity"
            try writer.writeArray(self.entity, flexible: version == 1) { (value: EntityData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.field = "entries.ops"
            try writer.writeArray(self.ops, flexible: version == 1) { (value: OpData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version == 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `EntityData` of `AlterClientQuotasRequest`.
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

    /// A `OpData` of `AlterClientQuotasRequest`.
    public struct OpData: Equatable, Sendable {
        /// `Key`, versions 0+.
        public var key: String
        /// `Value`, versions 0+.
        public var value: Double
        /// `Remove`, versions 0+.
        public var remove: Bool
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            key: String = "",
            value: Double = 0,
            remove: Bool = false,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.key = key
            self.value = value
            self.remove = remove
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "entries.ops.key"
            self.key = try reader.readString(flexible: version == 1)
            reader.field = "entries.ops.value"
            self.value = try reader.readFloat64()
            reader.field = "entries.ops.remove"
            self.remove = try reader.readBool()
            if version == 1 {
                reader.field = "entries.ops.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "entries.ops.key"
            try writer.writeString(self.key, flexible: version == 1)
            writer.writeFloat64(self.value)
            writer.writeBool(self.remove)
            if version == 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `AlterClientQuotasResponse`, versions 0-1.
public struct AlterClientQuotasResponse: KafkaResponse {
    /// API key 49.
    public static let apiKey = APIKey.alterClientQuotas
    /// Kafka's name of the message.
    public static let messageName: StaticString = "AlterClientQuotasResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...1
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 1
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `Entries`, versions 0+.
    public var entries: [EntryData]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        entries: [EntryData] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.entries = entries
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "entries"
        self.entries = try reader.readArray(flexible: version == 1) { (reader: inout WireReader) throws(WireError) in try EntryData(from: &reader, version: version) }
        if version == 1 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.field = "entries"
        try writer.writeArray(self.entries, flexible: version == 1) { (value: EntryData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version == 1 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `EntryData` of `AlterClientQuotasResponse`.
    public struct EntryData: Equatable, Sendable {
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// `Entity`, versions 0+.
        public var entity: [EntityData]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            entity: [EntityData] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.entity = entity
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "entries.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "entries.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: version == 1)
            reader.field = "entries.entity"
            self.entity = try reader.readArray(flexible: version == 1) { (reader: inout WireReader) throws(WireError) in try EntityData(from: &reader, version: version) }
            if version == 1 {
                reader.field = "entries.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.errorCode)
            writer.field = "entries.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: version == 1)
            writer.field = "entries.entity"
            try writer.writeArray(self.entity, flexible: version == 1) { (value: EntityData, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version == 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `EntityData` of `AlterClientQuotasResponse`.
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
}
