// Generated from ProtocolSpecs/ApiVersions.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Asks which versions of which APIs the broker speaks. Clients send it first on every connection, even before SASL, in
/// the highest version that they know; a broker that does not know this version answers in version 0 with
/// UNSUPPORTED_VERSION.
///
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
    /// Name of the client library, for the metrics and logs of the broker (KIP-511). Letters, digits, `-` and `.`, with
    /// a letter or digit at both ends; anything else gives INVALID_REQUEST.
    ///
    /// Kafka's `ClientSoftwareName`, versions 3+. Dropped silently by versions without it.
    public var clientSoftwareName: String
    /// Version of the client library, under the same rule as `ClientSoftwareName` (KIP-511).
    ///
    /// Kafka's `ClientSoftwareVersion`, versions 3+. Dropped silently by versions without it.
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

/// Versions that the broker speaks, and the features of the cluster. Its header is always of version 0, even in
/// flexible versions, so that any client can read it (KIP-511).
///
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
    /// Error of the request; 0 if there is none. UNSUPPORTED_VERSION comes in a body of version 0; from Kafka 2.4 on
    /// its `ApiKeys` holds the versions of this API only, so ask again with the highest of them. INVALID_REQUEST
    /// refuses the software name or version.
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// APIs that the broker offers on this listener, each with its range of versions. An API that is not listed cannot
    /// be used.
    ///
    /// Kafka's `ApiKeys`, versions 0+.
    public var apiKeys: [ApiVersion]
    /// Time for which the client must send nothing more on this connection because it exceeded a quota, in
    /// milliseconds; 0 if it did not. Below version 2 the client need not wait itself, as the broker holds it back
    /// (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 1+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// Features that this broker could run, each with its range of levels (KIP-584). Below version 4, features whose
    /// lowest level is 0 are left out (KAFKA-17011).
    ///
    /// Kafka's `SupportedFeatures`, versions 3+. Tag 0. Dropped silently by versions without it.
    public var supportedFeatures: [SupportedFeatureKey]
    /// Number that grows with every change of `FinalizedFeatures`, and in KRaft with all metadata; -1 if unknown, then
    /// ignore `FinalizedFeatures`. Of two answers, the one with the higher number is the newer (KIP-584).
    ///
    /// Kafka's `FinalizedFeaturesEpoch`, versions 3+. Tag 1. Dropped silently by versions without it.
    public var finalizedFeaturesEpoch: Int64
    /// Features that are switched on for the whole cluster, with their levels (KIP-584); features at level 0 are left
    /// out. `transaction.version` 2 here allows the transactions of KIP-890.
    ///
    /// Kafka's `FinalizedFeatures`, versions 3+. Tag 2. Dropped silently by versions without it.
    public var finalizedFeatures: [FinalizedFeatureKey]
    /// Whether a KRaft controller is ready for the migration from ZooKeeper (KIP-866). Clients ignore it; false since
    /// 4.0.
    ///
    /// Kafka's `ZkMigrationReady`, versions 3+. Tag 3. Dropped silently by versions without it.
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

    /// Element of `apiKeys`: APIs that the broker offers on this listener, each with its range of versions. An API that
    /// is not listed cannot be used.
    ///
    /// Kafka's `ApiVersion` in `ApiVersionsResponse`, versions 0+.
    public struct ApiVersion: Equatable, Sendable {
        /// Number of the API, such as 0 for `Produce`.
        ///
        /// Kafka's `ApiKey`, versions 0+.
        public var apiKey: Int16
        /// Lowest version that the broker speaks. Brokers from 4.0 on say 0 for `Produce`, but refuse versions below 3.
        ///
        /// Kafka's `MinVersion`, versions 0+.
        public var minVersion: Int16
        /// Highest version that the broker speaks. Use the lower one of this and the client's own highest.
        ///
        /// Kafka's `MaxVersion`, versions 0+.
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

    /// Element of `supportedFeatures`: Features that this broker could run, each with its range of levels (KIP-584).
    /// Below version 4, features whose lowest level is 0 are left out (KAFKA-17011).
    ///
    /// Kafka's `SupportedFeatureKey` in `ApiVersionsResponse`, versions 3+.
    public struct SupportedFeatureKey: Equatable, Sendable {
        /// Name of the feature, such as `metadata.version` or `transaction.version`.
        ///
        /// Kafka's `Name`, versions 3+.
        public var name: String
        /// Lowest level of the feature that the broker can run.
        ///
        /// Kafka's `MinVersion`, versions 3+.
        public var minVersion: Int16
        /// Highest level of the feature that the broker can run.
        ///
        /// Kafka's `MaxVersion`, versions 3+.
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

    /// Element of `finalizedFeatures`: Features that are switched on for the whole cluster, with their levels
    /// (KIP-584); features at level 0 are left out. `transaction.version` 2 here allows the transactions of KIP-890.
    ///
    /// Kafka's `FinalizedFeatureKey` in `ApiVersionsResponse`, versions 3+.
    public struct FinalizedFeatureKey: Equatable, Sendable {
        /// Name of the feature, such as `metadata.version` or `transaction.version`.
        ///
        /// Kafka's `Name`, versions 3+.
        public var name: String
        /// Level at which the cluster runs the feature.
        ///
        /// Kafka's `MaxVersionLevel`, versions 3+.
        public var maxVersionLevel: Int16
        /// Lowest level that brokers must support; in KRaft clusters the same as `MaxVersionLevel`.
        ///
        /// Kafka's `MinVersionLevel`, versions 3+.
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
