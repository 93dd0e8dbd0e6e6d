// Generated from ProtocolSpecs/UpdateFeatures.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `UpdateFeaturesRequest`, versions 0-2.
public struct UpdateFeaturesRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = UpdateFeaturesResponse
    /// API key 57.
    public static let apiKey = APIKey.updateFeatures
    /// Kafka's name of the message.
    public static let messageName: StaticString = "UpdateFeaturesRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "timeoutMs"
        self.timeoutMs = try reader.readInt32()
        reader.field = "featureUpdates"
        self.featureUpdates = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try FeatureUpdateKey(from: &reader, version: version) }
        if version >= 1 {
            reader.field = "validateOnly"
            self.validateOnly = try reader.readBool()
        }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.timeoutMs)
        writer.field = "featureUpdates"
        try writer.writeArray(self.featureUpdates, flexible: true) { (value: FeatureUpdateKey, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 1 {
            writer.writeBool(self.validateOnly)
        } else {
            if self.validateOnly { throw writer.unsupportedField("validateOnly") }
        }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `FeatureUpdateKey` of `UpdateFeaturesRequest`.
    public struct FeatureUpdateKey: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "featureUpdates.feature"
            self.feature = try reader.readString(flexible: true)
            reader.field = "featureUpdates.maxVersionLevel"
            self.maxVersionLevel = try reader.readInt16()
            if version == 0 {
                reader.field = "featureUpdates.allowDowngrade"
                self.allowDowngrade = try reader.readBool()
            }
            if version >= 1 {
                reader.field = "featureUpdates.upgradeType"
                self.upgradeType = try reader.readInt8()
            }
            reader.field = "featureUpdates.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "featureUpdates.feature"
            try writer.writeString(self.feature, flexible: true)
            writer.writeInteger(self.maxVersionLevel)
            if version == 0 {
                writer.writeBool(self.allowDowngrade)
            } else {
                if self.allowDowngrade { throw writer.unsupportedField("featureUpdates.allowDowngrade") }
            }
            if version >= 1 {
                writer.writeInteger(self.upgradeType)
            } else {
                if self.upgradeType != 1 { throw writer.unsupportedField("featureUpdates.upgradeType") }
            }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `UpdateFeaturesResponse`, versions 0-2.
public struct UpdateFeaturesResponse: KafkaResponse {
    /// API key 57.
    public static let apiKey = APIKey.updateFeatures
    /// Kafka's name of the message.
    public static let messageName: StaticString = "UpdateFeaturesResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "errorMessage"
        self.errorMessage = try reader.readNullableString(flexible: true)
        if version <= 1 {
            reader.field = "results"
            self.results = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try UpdatableFeatureResult(from: &reader, version: version) }
        }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.writeInteger(self.errorCode)
        writer.field = "errorMessage"
        try writer.writeNullableString(self.errorMessage, flexible: true)
        if version <= 1 {
            writer.field = "results"
            try writer.writeArray(self.results, flexible: true) { (value: UpdatableFeatureResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `UpdatableFeatureResult` of `UpdateFeaturesResponse`.
    public struct UpdatableFeatureResult: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "results.feature"
            self.feature = try reader.readString(flexible: true)
            reader.field = "results.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "results.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: true)
            reader.field = "results.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "results.feature"
            try writer.writeString(self.feature, flexible: true)
            writer.writeInteger(self.errorCode)
            writer.field = "results.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
