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
    public static let apiKey = APIKey.findCoordinator
    /// Kafka's name of the message.
    public static let messageName: StaticString = "FindCoordinatorRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...6
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 3
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
        self.init()
        try reader.begin(Self.self, version: version)
        if version <= 3 {
            reader.field = "key"
            self.key = try reader.readString(flexible: version == 3)
        }
        if version >= 1 {
            reader.field = "keyType"
            self.keyType = try reader.readInt8()
        }
        if version >= 4 {
            reader.field = "coordinatorKeys"
            self.coordinatorKeys = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
        }
        if version >= 3 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version <= 3 {
            writer.field = "key"
            try writer.writeString(self.key, flexible: version == 3)
        } else {
            if self.key != "" { throw writer.unsupportedField("key") }
        }
        if version >= 1 {
            writer.writeInteger(self.keyType)
        } else {
            if self.keyType != 0 { throw writer.unsupportedField("keyType") }
        }
        if version >= 4 {
            writer.field = "coordinatorKeys"
            try writer.writeArray(self.coordinatorKeys, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
        } else {
            if !self.coordinatorKeys.isEmpty { throw writer.unsupportedField("coordinatorKeys") }
        }
        if version >= 3 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Coordinators that a `FindCoordinatorRequest` asked for. They can be out of date at once; NOT_COORDINATOR from the
/// broker that was named asks for a new lookup.
///
/// Kafka's `FindCoordinatorResponse`, versions 0-6.
public struct FindCoordinatorResponse: KafkaResponse {
    /// API key 10.
    public static let apiKey = APIKey.findCoordinator
    /// Kafka's name of the message.
    public static let messageName: StaticString = "FindCoordinatorResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...6
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 3
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

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        if version >= 1 {
            reader.field = "throttleTimeMs"
            self.throttleTimeMs = try reader.readInt32()
        }
        if version <= 3 {
            reader.field = "errorCode"
            self.errorCode = try reader.readInt16()
        }
        if (1...3).contains(version) {
            reader.field = "errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: version == 3)
        }
        if version <= 3 {
            reader.field = "nodeID"
            self.nodeID = try reader.readInt32()
        }
        if version <= 3 {
            reader.field = "host"
            self.host = try reader.readString(flexible: version == 3)
        }
        if version <= 3 {
            reader.field = "port"
            self.port = try reader.readInt32()
        }
        if version >= 4 {
            reader.field = "coordinators"
            self.coordinators = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try Coordinator(from: &reader, version: version) }
        }
        if version >= 3 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        if version >= 1 {
            writer.writeInteger(self.throttleTimeMs)
        }
        if version <= 3 {
            writer.writeInteger(self.errorCode)
        } else {
            if self.errorCode != 0 { throw writer.unsupportedField("errorCode") }
        }
        if (1...3).contains(version) {
            writer.field = "errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: version == 3)
        }
        if version <= 3 {
            writer.writeInteger(self.nodeID)
        } else {
            if self.nodeID != 0 { throw writer.unsupportedField("nodeID") }
        }
        if version <= 3 {
            writer.field = "host"
            try writer.writeString(self.host, flexible: version == 3)
        } else {
            if self.host != "" { throw writer.unsupportedField("host") }
        }
        if version <= 3 {
            writer.writeInteger(self.port)
        } else {
            if self.port != 0 { throw writer.unsupportedField("port") }
        }
        if version >= 4 {
            writer.field = "coordinators"
            try writer.writeArray(self.coordinators, flexible: true) { (value: Coordinator, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        } else {
            if !self.coordinators.isEmpty { throw writer.unsupportedField("coordinators") }
        }
        if version >= 3 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// Element of `coordinators`: Coordinator or error of each key of the request (KIP-699).
    ///
    /// Kafka's `Coordinator` in `FindCoordinatorResponse`, versions 4+.
    public struct Coordinator: Equatable, Sendable {
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "coordinators.key"
            self.key = try reader.readString(flexible: true)
            reader.field = "coordinators.nodeID"
            self.nodeID = try reader.readInt32()
            reader.field = "coordinators.host"
            self.host = try reader.readString(flexible: true)
            reader.field = "coordinators.port"
            self.port = try reader.readInt32()
            reader.field = "coordinators.errorCode"
            self.errorCode = try reader.readInt16()
            reader.field = "coordinators.errorMessage"
            self.errorMessage = try reader.readNullableString(flexible: true)
            reader.field = "coordinators.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "coordinators.key"
            try writer.writeString(self.key, flexible: true)
            writer.writeInteger(self.nodeID)
            writer.field = "coordinators.host"
            try writer.writeString(self.host, flexible: true)
            writer.writeInteger(self.port)
            writer.writeInteger(self.errorCode)
            writer.field = "coordinators.errorMessage"
            try writer.writeNullableString(self.errorMessage, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
