// Generated from ProtocolSpecs/WriteTxnMarkers.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `WriteTxnMarkersRequest`, versions 0-2.
public struct WriteTxnMarkersRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = WriteTxnMarkersResponse
    /// API key 27.
    public static let apiKey = APIKey.writeTxnMarkers
    /// Kafka's name of the message.
    public static let messageName: StaticString = "WriteTxnMarkersRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 1
    /// `Markers`, versions 0+.
    public var markers: [WritableTxnMarker]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        markers: [WritableTxnMarker] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.markers = markers
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "markers"
        self.markers = try reader.readArray(flexible: version >= 1) { (reader: inout WireReader) throws(WireError) in try WritableTxnMarker(from: &reader, version: version) }
        if version >= 1 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "markers"
        try writer.writeArray(self.markers, flexible: version >= 1) { (value: WritableTxnMarker, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 1 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `WritableTxnMarker` of `WriteTxnMarkersRequest`.
    public struct WritableTxnMarker: Equatable, Sendable {
        /// `ProducerId`, versions 0+.
        public var producerID: Int64
        /// `ProducerEpoch`, versions 0+.
        public var producerEpoch: Int16
        /// `TransactionResult`, versions 0+.
        public var transactionResult: Bool
        /// `Topics`, versions 0+.
        public var topics: [WritableTxnMarkerTopic]
        /// `CoordinatorEpoch`, versions 0+.
        public var coordinatorEpoch: Int32
        /// `TransactionVersion`, versions 2+. Dropped silently by versions without it.
        public var transactionVersion: Int8
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            producerID: Int64 = 0,
            producerEpoch: Int16 = 0,
            transactionResult: Bool = false,
            topics: [WritableTxnMarkerTopic] = [],
            coordinatorEpoch: Int32 = 0,
            transactionVersion: Int8 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.producerID = producerID
            self.producerEpoch = producerEpoch
            self.transactionResult = transactionResult
            self.topics = topics
            self.coordinatorEpoch = coordinatorEpoch
            self.transactionVersion = transactionVersion
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "markers.producerID"
            self.producerID = try reader.readInt64()
            reader.field = "markers.producerEpoch"
            self.producerEpoch = try reader.readInt16()
            reader.field = "markers.transactionResult"
            self.transactionResult = try reader.readBool()
            reader.field = "markers.topics"
            self.topics = try reader.readArray(flexible: version >= 1) { (reader: inout WireReader) throws(WireError) in try WritableTxnMarkerTopic(from: &reader, version: version) }
            reader.field = "markers.coordinatorEpoch"
            self.coordinatorEpoch = try reader.readInt32()
            if version == 2 {
                reader.field = "markers.transactionVersion"
                self.transactionVersion = try reader.readInt8()
            }
            if version >= 1 {
                reader.field = "markers.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.producerID)
            writer.writeInteger(self.producerEpoch)
            writer.writeBool(self.transactionResult)
            writer.field = "markers.topics"
            try writer.writeArray(self.topics, flexible: version >= 1) { (value: WritableTxnMarkerTopic, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            writer.writeInteger(self.coordinatorEpoch)
            if version == 2 {
                writer.writeInteger(self.transactionVersion)
            }
            if version >= 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `WritableTxnMarkerTopic` of `WriteTxnMarkersRequest`.
    public struct WritableTxnMarkerTopic: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `PartitionIndexes`, versions 0+.
        public var partitionIndexes: [Int32]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitionIndexes: [Int32] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.partitionIndexes = partitionIndexes
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "markers.topics.name"
            self.name = try reader.readString(flexible: version >= 1)
            reader.field = "markers.topics.partitionIndexes"
            self.partitionIndexes = try reader.readArray(flexible: version >= 1) { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
            if version >= 1 {
                reader.field = "markers.topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "markers.topics.name"
            try writer.writeString(self.name, flexible: version >= 1)
            writer.field = "markers.topics.partitionIndexes"
            try writer.writeArray(self.partitionIndexes, flexible: version >= 1) { (value: Int32, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
            if version >= 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `WriteTxnMarkersResponse`, versions 0-2.
public struct WriteTxnMarkersResponse: KafkaResponse {
    /// API key 27.
    public static let apiKey = APIKey.writeTxnMarkers
    /// Kafka's name of the message.
    public static let messageName: StaticString = "WriteTxnMarkersResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 1
    /// `Markers`, versions 0+.
    public var markers: [WritableTxnMarkerResult]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        markers: [WritableTxnMarkerResult] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.markers = markers
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "markers"
        self.markers = try reader.readArray(flexible: version >= 1) { (reader: inout WireReader) throws(WireError) in try WritableTxnMarkerResult(from: &reader, version: version) }
        if version >= 1 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "markers"
        try writer.writeArray(self.markers, flexible: version >= 1) { (value: WritableTxnMarkerResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        if version >= 1 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }

    /// A `WritableTxnMarkerResult` of `WriteTxnMarkersResponse`.
    public struct WritableTxnMarkerResult: Equatable, Sendable {
        /// `ProducerId`, versions 0+.
        public var producerID: Int64
        /// `Topics`, versions 0+.
        public var topics: [WritableTxnMarkerTopicResult]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            producerID: Int64 = 0,
            topics: [WritableTxnMarkerTopicResult] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.producerID = producerID
            self.topics = topics
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "markers.producerID"
            self.producerID = try reader.readInt64()
            reader.field = "markers.topics"
            self.topics = try reader.readArray(flexible: version >= 1) { (reader: inout WireReader) throws(WireError) in try WritableTxnMarkerTopicResult(from: &reader, version: version) }
            if version >= 1 {
                reader.field = "markers.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.producerID)
            writer.field = "markers.topics"
            try writer.writeArray(self.topics, flexible: version >= 1) { (value: WritableTxnMarkerTopicResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `WritableTxnMarkerTopicResult` of `WriteTxnMarkersResponse`.
    public struct WritableTxnMarkerTopicResult: Equatable, Sendable {
        /// `Name`, versions 0+.
        public var name: String
        /// `Partitions`, versions 0+.
        public var partitions: [WritableTxnMarkerPartitionResult]
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            name: String = "",
            partitions: [WritableTxnMarkerPartitionResult] = [],
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.name = name
            self.partitions = partitions
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "markers.topics.name"
            self.name = try reader.readString(flexible: version >= 1)
            reader.field = "markers.topics.partitions"
            self.partitions = try reader.readArray(flexible: version >= 1) { (reader: inout WireReader) throws(WireError) in try WritableTxnMarkerPartitionResult(from: &reader, version: version) }
            if version >= 1 {
                reader.field = "markers.topics.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "markers.topics.name"
            try writer.writeString(self.name, flexible: version >= 1)
            writer.field = "markers.topics.partitions"
            try writer.writeArray(self.partitions, flexible: version >= 1) { (value: WritableTxnMarkerPartitionResult, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
            if version >= 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }

    /// A `WritableTxnMarkerPartitionResult` of `WriteTxnMarkersResponse`.
    public struct WritableTxnMarkerPartitionResult: Equatable, Sendable {
        /// `PartitionIndex`, versions 0+.
        public var partitionIndex: Int32
        /// `ErrorCode`, versions 0+.
        public var errorCode: Int16
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            partitionIndex: Int32 = 0,
            errorCode: Int16 = 0,
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.partitionIndex = partitionIndex
            self.errorCode = errorCode
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "markers.topics.partitions.partitionIndex"
            self.partitionIndex = try reader.readInt32()
            reader.field = "markers.topics.partitions.errorCode"
            self.errorCode = try reader.readInt16()
            if version >= 1 {
                reader.field = "markers.topics.partitions.taggedFields"
                unknownTaggedFields = try reader.readTaggedFields()
            }
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.writeInteger(self.partitionIndex)
            writer.writeInteger(self.errorCode)
            if version >= 1 {
                writer.writeTaggedFields(unknownTaggedFields)
            }
        }
    }
}
