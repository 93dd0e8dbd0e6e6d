// Generated from ProtocolSpecs/UpdateFeatures.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `UpdateFeaturesRequest`, versions 0-2.
public struct UpdateFeaturesRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = UpdateFeaturesResponse
    /// API key 57.
    public static var apiKey: APIKey { .updateFeatures }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "UpdateFeaturesRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `timeoutMs`, versions 0+.
    public var timeoutMs: Int32
    /// `FeatureUpdates`, versions 0+.
    public var featureUpdates: [FeatureUpdateKey]
    /// `ValidateOnly`, versions 1+.
    public var validateOnly: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        timeoutMs: Int32 = 60000,
        featureUpdates: [FeatureUpdateKey] = [],
        validateOnly: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.timeoutMs = timeoutMs
        self.featureUpdates = featureUpdates
        self.validateOnly = validateOnly
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.timeoutMs != b.timeoutMs { return false }
        if a.validateOnly != b.validateOnly { return false }
        if !areEqual(a.featureUpdates, b.featureUpdates) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.timeoutMs = reader.int32("timeoutMs")
        self.featureUpdates = reader.structs("featureUpdates", flexible: true, version: version)
        if version >= 1 {
            self.validateOnly = reader.bool("validateOnly")
        } else {
            self.validateOnly = false
        }
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.timeoutMs)
        writer.structs(self.featureUpdates, "featureUpdates", flexible: true, version: version)
        if version >= 1 {
            writer.bool(self.validateOnly)
        } else {
            if self.validateOnly { writer.unsupported("validateOnly") }
        }
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `FeatureUpdateKey` of `UpdateFeaturesRequest`.
    public struct FeatureUpdateKey: Equatable, Sendable, WireStructure {
        /// `Feature`, versions 0+.
        public var feature: String
        /// `MaxVersionLevel`, versions 0+.
        public var maxVersionLevel: Int16
        /// `AllowDowngrade`, version 0.
        public var allowDowngrade: Bool
        /// `UpgradeType`, versions 1+.
        public var upgradeType: Int8
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            feature: String = "",
            maxVersionLevel: Int16 = 0,
            allowDowngrade: Bool = false,
            upgradeType: Int8 = 1,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.feature = feature
            self.maxVersionLevel = maxVersionLevel
            self.allowDowngrade = allowDowngrade
            self.upgradeType = upgradeType
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.feature = reader.string("featureUpdates.feature", flexible: true)
            self.maxVersionLevel = reader.int16("featureUpdates.maxVersionLevel")
            if version == 0 {
                self.allowDowngrade = reader.bool("featureUpdates.allowDowngrade")
            } else {
                self.allowDowngrade = false
            }
            if version >= 1 {
                self.upgradeType = reader.int8("featureUpdates.upgradeType")
            } else {
                self.upgradeType = 1
            }
            self.unknownTaggedFields = reader.taggedFields("featureUpdates.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.feature, "featureUpdates.feature", flexible: true)
            writer.int16(self.maxVersionLevel)
            if version == 0 {
                writer.bool(self.allowDowngrade)
            } else {
                if self.allowDowngrade { writer.unsupported("featureUpdates.allowDowngrade") }
            }
            if version >= 1 {
                writer.int8(self.upgradeType)
            } else {
                if self.upgradeType != 1 { writer.unsupported("featureUpdates.upgradeType") }
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}

/// Kafka's `UpdateFeaturesResponse`, versions 0-2.
public struct UpdateFeaturesResponse: KafkaResponse {
    /// API key 57.
    public static var apiKey: APIKey { .updateFeatures }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "UpdateFeaturesResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// `Results`, versions 0-1. Dropped silently by versions without it.
    public var results: [UpdatableFeatureResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        errorMessage: String? = "",
        results: [UpdatableFeatureResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.results = results
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if a.errorMessage != b.errorMessage { return false }
        if !areEqual(a.results, b.results) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.errorMessage = reader.nullableString("errorMessage", flexible: true)
        if version <= 1 {
            self.results = reader.structs("results", flexible: true, version: version)
        } else {
            self.results = []
        }
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.nullableString(self.errorMessage, "errorMessage", flexible: true)
        if version <= 1 {
            writer.structs(self.results, "results", flexible: true, version: version)
        }
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `UpdatableFeatureResult` of `UpdateFeaturesResponse`.
    public struct UpdatableFeatureResult: Equatable, Sendable, WireStructure {
        /// `Feature`, versions 0+.
        public var feature: String
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// `ErrorMessage`, versions 0+. Null allowed from version 0.
        public var errorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            feature: String = "",
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.feature = feature
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.feature = reader.string("results.feature", flexible: true)
            self.errorCode = reader.int16("results.errorCode")
            self.errorMessage = reader.nullableString("results.errorMessage", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("results.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.feature, "results.feature", flexible: true)
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "results.errorMessage", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
