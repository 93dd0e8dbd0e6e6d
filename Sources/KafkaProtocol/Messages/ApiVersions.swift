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
    public static var apiKey: APIKey { .apiVersions }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ApiVersionsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...4 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
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
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        if version >= 3 {
            self.clientSoftwareName = reader.string("clientSoftwareName", flexible: true)
            self.clientSoftwareVersion = reader.string("clientSoftwareVersion", flexible: true)
        } else {
            self.clientSoftwareName = ""
            self.clientSoftwareVersion = ""
        }
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
        let isFlexible = version >= 3
        if version >= 3 {
            writer.string(self.clientSoftwareName, "clientSoftwareName", flexible: true)
            writer.string(self.clientSoftwareVersion, "clientSoftwareVersion", flexible: true)
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}

/// Versions that the broker speaks, and the features of the cluster. Its header is always of version 0, even in
/// flexible versions, so that any client can read it (KIP-511).
///
/// Kafka's `ApiVersionsResponse`, versions 0-4.
public struct ApiVersionsResponse: KafkaResponse {
    /// API key 18.
    public static var apiKey: APIKey { .apiVersions }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ApiVersionsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...4 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.errorCode != b.errorCode { return false }
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.finalizedFeaturesEpoch != b.finalizedFeaturesEpoch { return false }
        if a.zkMigrationReady != b.zkMigrationReady { return false }
        if !areEqual(a.apiKeys, b.apiKeys) { return false }
        if !areEqual(a.supportedFeatures, b.supportedFeatures) { return false }
        if !areEqual(a.finalizedFeatures, b.finalizedFeatures) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        self.errorCode = reader.int16("errorCode")
        self.apiKeys = reader.structs("apiKeys", flexible: isFlexible, version: version)
        if version >= 1 {
            self.throttleTimeMs = reader.int32("throttleTimeMs")
        } else {
            self.throttleTimeMs = 0
        }
        self.supportedFeatures = []
        self.finalizedFeaturesEpoch = -1
        self.finalizedFeatures = []
        self.zkMigrationReady = false
        self.unknownTaggedFields = []
        if isFlexible, var section = reader.taggedSection("taggedFields") {
            while section.next(&reader) {
                switch section.tag {
                case 0:
                    self.supportedFeatures = section.value.structs("supportedFeatures", flexible: true, version: version)
                case 1:
                    self.finalizedFeaturesEpoch = section.value.int64("finalizedFeaturesEpoch")
                case 2:
                    self.finalizedFeatures = section.value.structs("finalizedFeatures", flexible: true, version: version)
                case 3:
                    self.zkMigrationReady = section.value.bool("zkMigrationReady")
                default: section.keep()
                }
            }
            self.unknownTaggedFields = section.unknown
        }
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        writer.int16(self.errorCode)
        writer.structs(self.apiKeys, "apiKeys", flexible: isFlexible, version: version)
        if version >= 1 {
            writer.int32(self.throttleTimeMs)
        }
        if isFlexible {
            var tagged: [TaggedField] = []
            if !self.supportedFeatures.isEmpty {
                var inner = writer.taggedWriter()
                inner.structs(self.supportedFeatures, "supportedFeatures", flexible: true, version: version)
                writer.add(0, inner, to: &tagged)
            }
            if self.finalizedFeaturesEpoch != -1 {
                var inner = writer.taggedWriter()
                inner.int64(self.finalizedFeaturesEpoch)
                writer.add(1, inner, to: &tagged)
            }
            if !self.finalizedFeatures.isEmpty {
                var inner = writer.taggedWriter()
                inner.structs(self.finalizedFeatures, "finalizedFeatures", flexible: true, version: version)
                writer.add(2, inner, to: &tagged)
            }
            if self.zkMigrationReady {
                var inner = writer.taggedWriter()
                inner.bool(self.zkMigrationReady)
                writer.add(3, inner, to: &tagged)
            }
            writer.writeTaggedFields(tagged, unknown: self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `apiKeys`: APIs that the broker offers on this listener, each with its range of versions. An API that
    /// is not listed cannot be used.
    ///
    /// Kafka's `ApiVersion` in `ApiVersionsResponse`, versions 0+.
    public struct ApiVersion: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 3
            self.apiKey = reader.int16("apiKeys.apiKey")
            self.minVersion = reader.int16("apiKeys.minVersion")
            self.maxVersion = reader.int16("apiKeys.maxVersion")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("apiKeys.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 3
            writer.int16(self.apiKey)
            writer.int16(self.minVersion)
            writer.int16(self.maxVersion)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// Element of `supportedFeatures`: Features that this broker could run, each with its range of levels (KIP-584).
    /// Below version 4, features whose lowest level is 0 are left out (KAFKA-17011).
    ///
    /// Kafka's `SupportedFeatureKey` in `ApiVersionsResponse`, versions 3+.
    public struct SupportedFeatureKey: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.string("supportedFeatures.name", flexible: true)
            self.minVersion = reader.int16("supportedFeatures.minVersion")
            self.maxVersion = reader.int16("supportedFeatures.maxVersion")
            self.unknownTaggedFields = reader.taggedFields("supportedFeatures.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "supportedFeatures.name", flexible: true)
            writer.int16(self.minVersion)
            writer.int16(self.maxVersion)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }

    /// Element of `finalizedFeatures`: Features that are switched on for the whole cluster, with their levels
    /// (KIP-584); features at level 0 are left out. `transaction.version` 2 here allows the transactions of KIP-890.
    ///
    /// Kafka's `FinalizedFeatureKey` in `ApiVersionsResponse`, versions 3+.
    public struct FinalizedFeatureKey: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.name = reader.string("finalizedFeatures.name", flexible: true)
            self.maxVersionLevel = reader.int16("finalizedFeatures.maxVersionLevel")
            self.minVersionLevel = reader.int16("finalizedFeatures.minVersionLevel")
            self.unknownTaggedFields = reader.taggedFields("finalizedFeatures.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.name, "finalizedFeatures.name", flexible: true)
            writer.int16(self.maxVersionLevel)
            writer.int16(self.minVersionLevel)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
