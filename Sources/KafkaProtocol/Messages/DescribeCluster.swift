// Generated from ProtocolSpecs/DescribeCluster.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `DescribeClusterRequest`, versions 0-2.
public struct DescribeClusterRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = DescribeClusterResponse
    /// API key 60.
    public static let apiKey = APIKey.describeCluster
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeClusterRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `IncludeClusterAuthorizedOperations`, versions 0+.
    public var includeClusterAuthorizedOperations: Bool
    /// `EndpointType`, versions 1+.
    public var endpointType: Int8
    /// `IncludeFencedBrokers`, versions 2+.
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "includeClusterAuthorizedOperations"
        self.includeClusterAuthorizedOperations = try reader.readBool()
        if version >= 1 {
            reader.field = "endpointType"
            self.endpointType = try reader.readInt8()
        }
        if version == 2 {
            reader.field = "includeFencedBrokers"
            self.includeFencedBrokers = try reader.readBool()
        }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeBool(self.includeClusterAuthorizedOperations)
        if version >= 1 {
            writer.writeInteger(self.endpointType)
        } else {
            if self.endpointType != 1 { throw writer.unsupportedField("endpointType") }
        }
        if version == 2 {
            writer.writeBool(self.includeFencedBrokers)
        } else {
            if self.includeFencedBrokers { throw writer.unsupportedField("includeFencedBrokers") }
        }
        writer.writeTaggedFields(unknownTaggedFields)
    }
}

/// Kafka's `DescribeClusterResponse`, versions 0-2.
public struct DescribeClusterResponse: KafkaResponse {
    /// API key 60.
    public static let apiKey = APIKey.describeCluster
    /// Kafka's name of the message.
    public static let messageName: StaticString = "DescribeClusterResponse"
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
    /// `EndpointType`, versions 1+.
    public var endpointType: Int8
    /// `ClusterId`, versions 0+.
    public var clusterID: String
    /// `ControllerId`, versions 0+.
    public var controllerID: Int32
    /// `Brokers`, versions 0+.
    public var brokers: [DescribeClusterBroker]
    /// `ClusterAuthorizedOperations`, versions 0+.
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
        if version >= 1 {
            reader.field = "endpointType"
            self.endpointType = try reader.readInt8()
        }
        reader.field = "clusterID"
        self.clusterID = try reader.readString(flexible: true)
        reader.field = "controllerID"
        self.controllerID = try reader.readInt32()
        reader.field = "brokers"
        self.brokers = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try DescribeClusterBroker(from: &reader, version: version) }
        reader.field = "clusterAuthorizedOperations"
        self.clusterAuthorizedOperations = try reader.readInt32()
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
        if version >= 1 {
            writer.writeInteger(self.endpointType)
        } else {
            if self.endpointType != 1 { throw writer.unsupportedField("endpointType") }
        }
        writer.field = "clusterID"
        try writer.writeString(self.clusterID, flexible: true)
        writer.writeInteger(self.controllerID)
        writer.field = "brokers"
        try writer.writeArray(self.brokers, flexible: true) { (value: DescribeClusterBroker, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeInteger(self.clusterAuthorizedOperations)
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `DescribeClusterBroker` of `DescribeClusterResponse`.
    public struct DescribeClusterBroker: Equatable, Sendable {
        /// `BrokerId`, versions 0+.
        public var brokerID: Int32
        /// `Host`, versions 0+.
        public var host: String
        /// `Port`, versions 0+.
        public var port: Int32
        /// `Rack`, versions 0+. Null allowed from version 0.
        public var rack: String?
        /// `IsFenced`, versions 2+.
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

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "brokers.brokerID"
            self.brokerID = try reader.readInt32()
            reader.field = "brokers.host"
            self.host = try reader.readString(flexible: true)
            reader.field = "brokers.port"
            self.port = try reader.readInt32()
            reader.field = "brokers.rack"
            self.rack = try reader.readNullableString(flexible: true)
            if version == 2 {
                reader.field = "brokers.isFenced"
                self.isFenced = try reader.readBool()
            }
            reader.field = "brokers.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.brokerID)
            writer.field = "brokers.host"
            try writer.writeString(self.host, flexible: true)
            writer.writeInteger(self.port)
            writer.field = "brokers.rack"
            try writer.writeNullableString(self.rack, flexible: true)
            if version == 2 {
                writer.writeBool(self.isFenced)
            } else {
                if self.isFenced { throw writer.unsupportedField("brokers.isFenced") }
            }
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
