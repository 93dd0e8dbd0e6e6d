// Generated from ProtocolSpecs/AlterClientQuotas.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `AlterClientQuotasRequest`, versions 0-1.
public struct AlterClientQuotasRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AlterClientQuotasResponse
    /// API key 49.
    public static var apiKey: APIKey { .alterClientQuotas }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AlterClientQuotasRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 1 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.validateOnly != b.validateOnly { return false }
        if !areEqual(a.entries, b.entries) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 1
        self.entries = reader.structs("entries", flexible: isFlexible, version: version)
        self.validateOnly = reader.bool("validateOnly")
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
        writer.structs(self.entries, "entries", flexible: isFlexible, version: version)
        writer.bool(self.validateOnly)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `EntryData` of `AlterClientQuotasRequest`.
    public struct EntryData: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if !areEqual(a.entity, b.entity) { return false }
            if !areEqual(a.ops, b.ops) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 1
            self.entity = reader.structs("entries.entity", flexible: isFlexible, version: version)
            self.ops = reader.structs("entries.ops", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("entries.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 1
            writer.structs(self.entity, "entries.entity", flexible: isFlexible, version: version)
            writer.structs(self.ops, "entries.ops", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `EntityData` of `AlterClientQuotasRequest`.
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

    /// A `OpData` of `AlterClientQuotasRequest`.
    public struct OpData: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 1
            self.key = reader.string("entries.ops.key", flexible: isFlexible)
            self.value = reader.float64("entries.ops.value")
            self.remove = reader.bool("entries.ops.remove")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("entries.ops.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 1
            writer.string(self.key, "entries.ops.key", flexible: isFlexible)
            writer.float64(self.value)
            writer.bool(self.remove)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `AlterClientQuotasResponse`, versions 0-1.
public struct AlterClientQuotasResponse: KafkaResponse {
    /// API key 49.
    public static var apiKey: APIKey { .alterClientQuotas }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AlterClientQuotasResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...1 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 1 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if !areEqual(a.entries, b.entries) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version == 1
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.entries = reader.structs("entries", flexible: isFlexible, version: version)
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
        writer.structs(self.entries, "entries", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `EntryData` of `AlterClientQuotasResponse`.
    public struct EntryData: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.errorCode != b.errorCode { return false }
            if a.errorMessage != b.errorMessage { return false }
            if !areEqual(a.entity, b.entity) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version == 1
            self.errorCode = reader.int16("entries.errorCode")
            self.errorMessage = reader.nullableString("entries.errorMessage", flexible: isFlexible)
            self.entity = reader.structs("entries.entity", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("entries.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version == 1
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "entries.errorMessage", flexible: isFlexible)
            writer.structs(self.entity, "entries.entity", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `EntityData` of `AlterClientQuotasResponse`.
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
}
