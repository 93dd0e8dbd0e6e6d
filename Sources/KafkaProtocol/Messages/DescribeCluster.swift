// Generated from ProtocolSpecs/DescribeCluster.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Asks for the nodes of the cluster and its id, without topics (KIP-700). Any broker answers; a controller answers if
/// asked for controllers.
///
/// Kafka's `DescribeClusterRequest`, versions 0-2.
public struct DescribeClusterRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeClusterResponse
    /// API key 60.
    public static var apiKey: APIKey { .describeCluster }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeClusterRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// True to fill `ClusterAuthorizedOperations` in the answer.
    ///
    /// Kafka's `IncludeClusterAuthorizedOperations`, versions 0+.
    public var includeClusterAuthorizedOperations: Bool
    /// Kind of nodes to list: 1 brokers, 2 controllers (KIP-919). Must be the kind of the node that is asked, otherwise
    /// MISMATCHED_ENDPOINT_TYPE.
    ///
    /// Kafka's `EndpointType`, versions 1+.
    public var endpointType: Int8
    /// True to list also brokers that are registered but fenced, for example because they are down (KIP-1073).
    ///
    /// Kafka's `IncludeFencedBrokers`, versions 2+.
    public var includeFencedBrokers: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        includeClusterAuthorizedOperations: Bool = false,
        endpointType: Int8 = 1,
        includeFencedBrokers: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.includeClusterAuthorizedOperations = includeClusterAuthorizedOperations
        self.endpointType = endpointType
        self.includeFencedBrokers = includeFencedBrokers
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.includeClusterAuthorizedOperations = reader.bool("includeClusterAuthorizedOperations")
        if version >= 1 {
            self.endpointType = reader.int8("endpointType")
        } else {
            self.endpointType = 1
        }
        if version == 2 {
            self.includeFencedBrokers = reader.bool("includeFencedBrokers")
        } else {
            self.includeFencedBrokers = false
        }
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.bool(self.includeClusterAuthorizedOperations)
        if version >= 1 {
            writer.int8(self.endpointType)
        } else {
            if self.endpointType != 1 { writer.unsupported("endpointType") }
        }
        if version == 2 {
            writer.bool(self.includeFencedBrokers)
        } else {
            if self.includeFencedBrokers { writer.unsupported("includeFencedBrokers") }
        }
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}

/// Lists the nodes with the addresses of the listener that the request came through.
///
/// Kafka's `DescribeClusterResponse`, versions 0-2.
public struct DescribeClusterResponse: KafkaResponse {
    /// API key 60.
    public static var apiKey: APIKey { .describeCluster }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "DescribeClusterResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. The broker answers
    /// first and then does not read from the connection for this long (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// 0 or the error. From version 1 on MISMATCHED_ENDPOINT_TYPE or UNSUPPORTED_ENDPOINT_TYPE; a controller answers
    /// CLUSTER_AUTHORIZATION_FAILED without the right Alter on the cluster.
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// Text for people that goes with the error; null if there is none.
    ///
    /// Kafka's `ErrorMessage`, versions 0+. Null allowed from version 0.
    public var errorMessage: String?
    /// Kind of nodes in `Brokers`: 1 brokers, 2 controllers.
    ///
    /// Kafka's `EndpointType`, versions 1+.
    public var endpointType: Int8
    /// Id of the cluster, usually 22 characters of base64; a client can check with it that it talks to the right
    /// cluster.
    ///
    /// Kafka's `ClusterId`, versions 0+.
    public var clusterID: String
    /// Id of the leading controller if controllers are listed. With brokers of KRaft it is any live broker, which
    /// forwards to the controller; -1 if unknown.
    ///
    /// Kafka's `ControllerId`, versions 0+.
    public var controllerID: Int32
    /// The listed brokers, or controllers with endpoint type 2.
    ///
    /// Kafka's `Brokers`, versions 0+.
    public var brokers: [DescribeClusterBroker]
    /// Operations that the caller may do on the cluster, bit N for the operation with ACL code N (5 create, 7 alter, 8
    /// describe). -2147483648 if the request did not ask for it, 0 without the right Describe.
    ///
    /// Kafka's `ClusterAuthorizedOperations`, versions 0+.
    public var clusterAuthorizedOperations: Int32
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        errorMessage: String? = nil,
        endpointType: Int8 = 1,
        clusterID: String = "",
        controllerID: Int32 = -1,
        brokers: [DescribeClusterBroker] = [],
        clusterAuthorizedOperations: Int32 = -2147483648,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.errorMessage = errorMessage
        self.endpointType = endpointType
        self.clusterID = clusterID
        self.controllerID = controllerID
        self.brokers = brokers
        self.clusterAuthorizedOperations = clusterAuthorizedOperations
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if a.errorMessage != b.errorMessage { return false }
        if a.endpointType != b.endpointType { return false }
        if a.clusterID != b.clusterID { return false }
        if a.controllerID != b.controllerID { return false }
        if a.clusterAuthorizedOperations != b.clusterAuthorizedOperations { return false }
        if !areEqual(a.brokers, b.brokers) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.errorMessage = reader.nullableString("errorMessage", flexible: true)
        if version >= 1 {
            self.endpointType = reader.int8("endpointType")
        } else {
            self.endpointType = 1
        }
        self.clusterID = reader.string("clusterID", flexible: true)
        self.controllerID = reader.int32("controllerID")
        self.brokers = reader.structs("brokers", flexible: true, version: version)
        self.clusterAuthorizedOperations = reader.int32("clusterAuthorizedOperations")
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.nullableString(self.errorMessage, "errorMessage", flexible: true)
        if version >= 1 {
            writer.int8(self.endpointType)
        } else {
            if self.endpointType != 1 { writer.unsupported("endpointType") }
        }
        writer.string(self.clusterID, "clusterID", flexible: true)
        writer.int32(self.controllerID)
        writer.structs(self.brokers, "brokers", flexible: true, version: version)
        writer.int32(self.clusterAuthorizedOperations)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// Element of `brokers`: The listed brokers, or controllers with endpoint type 2.
    ///
    /// Kafka's `DescribeClusterBroker` in `DescribeClusterResponse`, versions 0+.
    public struct DescribeClusterBroker: Equatable, Sendable, WireStructure {
        /// Id of the node, its `node.id`.
        ///
        /// Kafka's `BrokerId`, versions 0+.
        public var brokerID: Int32
        /// Host name or IP address that the node advertises for the listener.
        ///
        /// Kafka's `Host`, versions 0+.
        public var host: String
        /// TCP port that the node advertises for the listener.
        ///
        /// Kafka's `Port`, versions 0+.
        public var port: Int32
        /// Rack of the broker, its `broker.rack`; null if it has none.
        ///
        /// Kafka's `Rack`, versions 0+. Null allowed from version 0.
        public var rack: String?
        /// True if the controller has fenced the broker, so that it leads no partition; only if the request asked for
        /// such brokers.
        ///
        /// Kafka's `IsFenced`, versions 2+.
        public var isFenced: Bool
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            brokerID: Int32 = 0,
            host: String = "",
            port: Int32 = 0,
            rack: String? = nil,
            isFenced: Bool = false,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.brokerID = brokerID
            self.host = host
            self.port = port
            self.rack = rack
            self.isFenced = isFenced
            self.unknownTaggedFields = unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            self.brokerID = reader.int32("brokers.brokerID")
            self.host = reader.string("brokers.host", flexible: true)
            self.port = reader.int32("brokers.port")
            self.rack = reader.nullableString("brokers.rack", flexible: true)
            if version == 2 {
                self.isFenced = reader.bool("brokers.isFenced")
            } else {
                self.isFenced = false
            }
            self.unknownTaggedFields = reader.taggedFields("brokers.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.int32(self.brokerID)
            writer.string(self.host, "brokers.host", flexible: true)
            writer.int32(self.port)
            writer.nullableString(self.rack, "brokers.rack", flexible: true)
            if version == 2 {
                writer.bool(self.isFenced)
            } else {
                if self.isFenced { writer.unsupported("brokers.isFenced") }
            }
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
