// Generated from ProtocolSpecs/ApiVersions.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ApiVersionsRequest`, versions 0-4.
public struct ApiVersionsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ApiVersionsResponse
    /// API key 18.
    public static let apiKey = APIKey.apiVersions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ApiVersionsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...4
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 3
    /// `ClientSoftwareName`, versions 3+. Dropped silently by versions without it.
    public var clientSoftwareName: String
    /// `ClientSoftwareVersion`, versions 3+. Dropped silently by versions without it.
    public var clientSoftwareVersion: String
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        clientSoftwareName: String = "",
        clientSoftwareVersion: String = "",
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.clientSoftwareName = clientSoftwareName
        self.clientSoftwareVersion = clientSoftwareVersion
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 3 {
            reader.field = "clientSoftwareName"
            self.clientSoftwareName = try reader.readString(flexible: true)
        }
        if version >= 3 {
            reader.field = "clientSoftwareVersion"
            self.clientSoftwareVersion = try reader.readString(flexible: true)
        }
        if version >= 3 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 3 {
            writer.field = "clientSoftwareName"
            try writer.writeString(self.clientSoftwareName, flexible: true)
        }
        if version >= 3 {
            writer.field = "clientSoftwareVersion"
            try writer.writeString(self.clientSoftwareVersion, flexible: true)
        }
        if version >= 3 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `ApiVersionsResponse`, versions 0-4.
public struct ApiVersionsResponse: KafkaResponse {
    /// API key 18.
    public static let apiKey = APIKey.apiVersions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ApiVersionsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...4
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 3
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ApiKeys`, versions 0+.
    public var apiKeys: [ApiVersion]
    /// `ThrottleTimeMs`, versions 1+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// `SupportedFeatures`, versions 3+. Tag 0. Dropped silently by versions without it.
    public var supportedFeatures: [SupportedFeatureKey]
    /// `FinalizedFeaturesEpoch`, versions 3+. Tag 1. Dropped silently by versions without it.
    public var finalizedFeaturesEpoch: Int64
    /// `FinalizedFeatures`, versions 3+. Tag 2. Dropped silently by versions without it.
    public var finalizedFeatures: [FinalizedFeatureKey]
    /// `ZkMigrationReady`, versions 3+. Tag 3. Dropped silently by versions without it.
    public var zkMigrationReady: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        errorCode: Int16 = 0,
        apiKeys: [ApiVersion] = [],
        throttleTimeMs: Int32 = 0,
        supportedFeatures: [SupportedFeatureKey] = [],
        finalizedFeaturesEpoch: Int64 = -1,
        finalizedFeatures: [FinalizedFeatureKey] = [],
        zkMigrationReady: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.errorCode = errorCode
        self.apiKeys = apiKeys
        self.throttleTimeMs = throttleTimeMs
        self.supportedFeatures = supportedFeatures
        self.finalizedFeaturesEpoch = finalizedFeaturesEpoch
        self.finalizedFeatures = finalizedFeatures
        self.zkMigrationReady = zkMigrationReady
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "apiKeys"
        self.apiKeys = try reader.readArray(flexible: version >= 3) { (reader: inout WireReader) throws(WireError) in try ApiVersion(from: &reader, version: version) }
        if version >= 1 {
            reader.field = "throttleTimeMs"
            self.throttleTimeMs = try reader.readInt32()
        }
        if version >= 3 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields {
                (tag: UInt32, reader: inout WireReader) throws(WireError) -> Bool in
                switch tag {
                case 0:
                    reader.field = "supportedFeatures"
                    self.supportedFeatures = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try SupportedFeatureKey(from: &reader, version: version) }
                case 1:
                    reader.field = "finalizedFeaturesEpoch"
                    self.finalizedFeaturesEpoch = try reader.readInt64()
                case 2:
                    reader.field = "finalizedFeatures"
                    self.finalizedFeatures = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try FinalizedFeatureKey(from: &reader, version: version) }
                case 3:
                    reader.field = "zkMigrationReady"
                    self.zkMigrationReady = try reader.readBool()
                default: return false
                }
                return true
            }
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.errorCode)
        writer.field = "apiKeys"
        try writer.writeArray(self.apiKeys, flexible: version >= 3) { (value: ApiVersion, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 1 {
            writer.writeInteger(self.throttleTimeMs)
        }
        if version >= 3 {
            var tagged: [TaggedField] = []
            if !self.supportedFeatures.isEmpty {
                writer.field = "supportedFeatures"
                tagged.append(
                    try writer.taggedField(0) {
                    (writer: inout WireWriter) throws(WireError) in
                    try writer.writeArray(self.supportedFeatures, flexible: true) { (value: SupportedFeatureKey, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
                })
            }
            if self.finalizedFeaturesEpoch != -1 {
                writer.field = "finalizedFeaturesEpoch"
                tagged.append(
                    try writer.taggedField(1) {
                    (writer: inout WireWriter) throws(WireError) in
                    writer.writeInteger(self.finalizedFeaturesEpoch)
                })
            }
            if !self.finalizedFeatures.isEmpty {
                writer.field = "finalizedFeatures"
                tagged.append(
                    try writer.taggedField(2) {
                    (writer: inout WireWriter) throws(WireError) in
                    try writer.writeArray(self.finalizedFeatures, flexible: true) { (value: FinalizedFeatureKey, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
                })
            }
            if self.zkMigrationReady {
                writer.field = "zkMigrationReady"
                tagged.append(
                    try writer.taggedField(3) {
                    (writer: inout WireWriter) throws(WireError) in
                    writer.writeBool(self.zkMigrationReady)
                })
            }
            writer.writeTaggedFields(tagged, unknown: unknownTaggedFields)
        }
    }

    /// A `ApiVersion` of `ApiVersionsResponse`.
    public struct ApiVersion: Equatable, Sendable {
        /// `ApiKey`, versions 0+.
        public var apiKey: Int16
        /// `MinVersion`, versions 0+.
        public var minVersion: Int16
        /// `MaxVersion`, versions 0+.
        public var maxVersion: Int16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            apiKey: Int16 = 0,
            minVersion: Int16 = 0,
            maxVersion: Int16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.apiKey = apiKey
            self.minVersion = minVersion
            self.maxVersion = maxVersion
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "apiKeys.apiKey"
            self.apiKey = try reader.readInt16()
            reader.field = "apiKeys.minVersion"
            self.minVersion = try reader.readInt16()
            reader.field = "apiKeys.maxVersion"
            self.maxVersion = try reader.readInt16()
            if version >= 3 {
                reader.field = "apiKeys.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.apiKey)
            writer.writeInteger(self.minVersion)
            writer.writeInteger(self.maxVersion)
            if version >= 3 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `SupportedFeatureKey` of `ApiVersionsResponse`.
    public struct SupportedFeatureKey: Equatable, Sendable {
        /// `Name`, versions 3+.
        public var name: String
        /// `MinVersion`, versions 3+.
        public var minVersion: Int16
        /// `MaxVersion`, versions 3+.
        public var maxVersion: Int16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            minVersion: Int16 = 0,
            maxVersion: Int16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.minVersion = minVersion
            self.maxVersion = maxVersion
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "supportedFeatures.name"
            self.name = try reader.readString(flexible: true)
            reader.field = "supportedFeatures.minVersion"
            self.minVersion = try reader.readInt16()
            reader.field = "supportedFeatures.maxVersion"
            self.maxVersion = try reader.readInt16()
            reader.field = "supportedFeatures.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "supportedFeatures.name"
            try writer.writeString(self.name, flexible: true)
            writer.writeInteger(self.minVersion)
            writer.writeInteger(self.maxVersion)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `FinalizedFeatureKey` of `ApiVersionsResponse`.
    public struct FinalizedFeatureKey: Equatable, Sendable {
        /// `Name`, versions 3+.
        public var name: String
        /// `MaxVersionLevel`, versions 3+.
        public var maxVersionLevel: Int16
        /// `MinVersionLevel`, versions 3+.
        public var minVersionLevel: Int16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            maxVersionLevel: Int16 = 0,
            minVersionLevel: Int16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.maxVersionLevel = maxVersionLevel
            self.minVersionLevel = minVersionLevel
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "finalizedFeatures.name"
            self.name = try reader.readString(flexible: true)
            reader.field = "finalizedFeatures.maxVersionLevel"
            self.maxVersionLevel = try reader.readInt16()
            reader.field = "finalizedFeatures.minVersionLevel"
            self.minVersionLevel = try reader.readInt16()
            reader.field = "finalizedFeatures.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "finalizedFeatures.name"
            try writer.writeString(self.name, flexible: true)
            writer.writeInteger(self.maxVersionLevel)
            writer.writeInteger(self.minVersionLevel)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
