// Generated from ProtocolSpecs/FindCoordinator.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Asks any broker which broker coordinates groups or transactions. The answer changes when the leader of a partition
/// of `__consumer_offsets`, `__transaction_state` or `__share_group_state` changes.
///
/// Kafka's `FindCoordinatorRequest`, versions 0-6.
public struct FindCoordinatorRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = FindCoordinatorResponse
    /// API key 10.
    public static var apiKey: APIKey { .findCoordinator }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "FindCoordinatorRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...6 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
    /// Group id or transactional id, as `KeyType` says; in version 0 always a group id. From version 4 in
    /// `CoordinatorKeys`.
    ///
    /// Kafka's `Key`, versions 0-3.
    public var key: String
    /// Kind of the keys: 0 group id, 1 transactional id, 2 share partition (version 6, only between brokers, written
    /// `GROUP:TOPIC_ID:PARTITION`, KIP-932). An unknown one gives INVALID_REQUEST.
    ///
    /// Kafka's `KeyType`, versions 1+.
    public var keyType: Int8
    /// Group ids or transactional ids to look up, all of the same kind (KIP-699).
    ///
    /// Kafka's `CoordinatorKeys`, versions 4+.
    public var coordinatorKeys: [String]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        key: String = "",
        keyType: Int8 = 0,
        coordinatorKeys: [String] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.key = key
        self.keyType = keyType
        self.coordinatorKeys = coordinatorKeys
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        if version <= 3 {
            self.key = reader.string("key", flexible: isFlexible)
        } else {
            self.key = ""
        }
        if version >= 1 {
            self.keyType = reader.int8("keyType")
        } else {
            self.keyType = 0
        }
        if version >= 4 {
            self.coordinatorKeys = reader.strings("coordinatorKeys", flexible: true)
        } else {
            self.coordinatorKeys = []
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
        if version <= 3 {
            writer.string(self.key, "key", flexible: isFlexible)
        } else {
            if !self.key.isEmpty { writer.unsupported("key") }
        }
        if version >= 1 {
            writer.int8(self.keyType)
        } else {
            if self.keyType != 0 { writer.unsupported("keyType") }
        }
        if version >= 4 {
            writer.strings(self.coordinatorKeys, "coordinatorKeys", flexible: true)
        } else {
            if !self.coordinatorKeys.isEmpty { writer.unsupported("coordinatorKeys") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}

/// Coordinators that a `FindCoordinatorRequest` asked for. They can be out of date at once; NOT_COORDINATOR from the
/// broker that was named asks for a new lookup.
///
/// Kafka's `FindCoordinatorResponse`, versions 0-6.
public struct FindCoordinatorResponse: KafkaResponse {
    /// API key 10.
    public static var apiKey: APIKey { .findCoordinator }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "FindCoordinatorResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...6 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
    /// Time for which the client must send nothing more on this connection because it exceeded a quota, in
    /// milliseconds; 0 if it did not. Below version 2 the client need not wait itself, as the broker holds it back
    /// (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 1+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// Error of the lookup; 0 if there is a coordinator. COORDINATOR_NOT_AVAILABLE asks for a retry, also while the
    /// internal topic is being created; GROUP_AUTHORIZATION_FAILED and TRANSACTIONAL_ID_AUTHORIZATION_FAILED are final.
    /// From version 4 in `Coordinators`.
    ///
    /// Kafka's `ErrorCode`, versions 0-3.
    public var errorCode: Int16
    /// Reason for the error, in words; null or a text such as `NONE` without an error.
    ///
    /// Kafka's `ErrorMessage`, versions 1-3. Null allowed from version 1. Dropped silently by versions without it.
    public var errorMessage: String?
    /// Broker id of the coordinator; -1 after an error.
    ///
    /// Kafka's `NodeId`, versions 0-3.
    public var nodeID: Int32
    /// Host name or address of the coordinator on the listener that the client used; empty after an error.
    ///
    /// Kafka's `Host`, versions 0-3.
    public var host: String
    /// TCP port of the coordinator on that listener; -1 after an error.
    ///
    /// Kafka's `Port`, versions 0-3.
    public var port: Int32
    /// Coordinator or error of each key of the request (KIP-699).
    ///
    /// Kafka's `Coordinators`, versions 4+.
    public var coordinators: [Coordinator]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        errorMessage: String? = "",
        nodeID: Int32 = 0,
        host: String = "",
        port: Int32 = 0,
        coordinators: [Coordinator] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.nodeID = nodeID
        self.host = host
        self.port = port
        self.coordinators = coordinators
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if a.errorMessage != b.errorMessage { return false }
        if a.nodeID != b.nodeID { return false }
        if a.host != b.host { return false }
        if a.port != b.port { return false }
        if !areEqual(a.coordinators, b.coordinators) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        if version >= 1 {
            self.throttleTimeMs = reader.int32("throttleTimeMs")
        } else {
            self.throttleTimeMs = 0
        }
        if version <= 3 {
            self.errorCode = reader.int16("errorCode")
        } else {
            self.errorCode = 0
        }
        if (1...3).contains(version) {
            self.errorMessage = reader.nullableString("errorMessage", flexible: isFlexible)
        } else {
            self.errorMessage = ""
        }
        if version <= 3 {
            self.nodeID = reader.int32("nodeID")
            self.host = reader.string("host", flexible: isFlexible)
            self.port = reader.int32("port")
        } else {
            self.nodeID = 0
            self.host = ""
            self.port = 0
        }
        if version >= 4 {
            self.coordinators = reader.structs("coordinators", flexible: true, version: version)
        } else {
            self.coordinators = []
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
        if version >= 1 {
            writer.int32(self.throttleTimeMs)
        }
        if version <= 3 {
            writer.int16(self.errorCode)
        } else {
            if self.errorCode != 0 { writer.unsupported("errorCode") }
        }
        if (1...3).contains(version) {
            writer.nullableString(self.errorMessage, "errorMessage", flexible: isFlexible)
        }
        if version <= 3 {
            writer.int32(self.nodeID)
            writer.string(self.host, "host", flexible: isFlexible)
            writer.int32(self.port)
        } else {
            if self.nodeID != 0 { writer.unsupported("nodeID") }
            if !self.host.isEmpty { writer.unsupported("host") }
            if self.port != 0 { writer.unsupported("port") }
        }
        if version >= 4 {
            writer.structs(self.coordinators, "coordinators", flexible: true, version: version)
        } else {
            if !self.coordinators.isEmpty { writer.unsupported("coordinators") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// Element of `coordinators`: Coordinator or error of each key of the request (KIP-699).
    ///
    /// Kafka's `Coordinator` in `FindCoordinatorResponse`, versions 4+.
    public struct Coordinator: Equatable, Sendable, WireStructure {
        /// Group id or transactional id, as in the request.
        ///
        /// Kafka's `Key`, versions 4+.
        public var key: String
        /// Broker id of the coordinator; -1 after an error.
        ///
        /// Kafka's `NodeId`, versions 4+.
        public var nodeID: Int32
        /// Host name or address of the coordinator on the listener that the client used; empty after an error.
        ///
        /// Kafka's `Host`, versions 4+.
        public var host: String
        /// TCP port of the coordinator on that listener; -1 after an error.
        ///
        /// Kafka's `Port`, versions 4+.
        public var port: Int32
        /// Error of the lookup of this key; 0 if there is a coordinator. COORDINATOR_NOT_AVAILABLE asks for a retry,
        /// also while the internal topic is being created; TRANSACTION_ABORTABLE may come from version 5 (KIP-890).
        ///
        /// Kafka's `ErrorCode`, versions 4+.
        public var errorCode: Int16
        /// Reason for the error, in words; Kafka's brokers leave it empty in most cases, so go by `ErrorCode`.
        ///
        /// Kafka's `ErrorMessage`, versions 4+. Null allowed from version 4. Dropped silently by versions without it.
        public var errorMessage: String?
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            key: String = "",
            nodeID: Int32 = 0,
            host: String = "",
            port: Int32 = 0,
            errorCode: Int16 = 0,
            errorMessage: String? = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.key = key
            self.nodeID = nodeID
            self.host = host
            self.port = port
            self.errorCode = errorCode
            self.errorMessage = errorMessage
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.key = reader.string("coordinators.key", flexible: true)
            self.nodeID = reader.int32("coordinators.nodeID")
            self.host = reader.string("coordinators.host", flexible: true)
            self.port = reader.int32("coordinators.port")
            self.errorCode = reader.int16("coordinators.errorCode")
            self.errorMessage = reader.nullableString("coordinators.errorMessage", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("coordinators.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.key, "coordinators.key", flexible: true)
            writer.int32(self.nodeID)
            writer.string(self.host, "coordinators.host", flexible: true)
            writer.int32(self.port)
            writer.int16(self.errorCode)
            writer.nullableString(self.errorMessage, "coordinators.errorMessage", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
