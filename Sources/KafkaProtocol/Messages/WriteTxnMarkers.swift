// Generated from ProtocolSpecs/WriteTxnMarkers.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `WriteTxnMarkersRequest`, versions 0-2.
public struct WriteTxnMarkersRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = WriteTxnMarkersResponse
    /// API key 27.
    public static var apiKey: APIKey { .writeTxnMarkers }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "WriteTxnMarkersRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 1 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if !areEqual(a.markers, b.markers) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 1
        self.markers = reader.structs("markers", flexible: isFlexible, version: version)
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
        let isFlexible = version >= 1
        writer.structs(self.markers, "markers", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `WritableTxnMarker` of `WriteTxnMarkersRequest`.
    public struct WritableTxnMarker: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.producerID != b.producerID { return false }
            if a.producerEpoch != b.producerEpoch { return false }
            if a.transactionResult != b.transactionResult { return false }
            if a.coordinatorEpoch != b.coordinatorEpoch { return false }
            if a.transactionVersion != b.transactionVersion { return false }
            if !areEqual(a.topics, b.topics) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 1
            self.producerID = reader.int64("markers.producerID")
            self.producerEpoch = reader.int16("markers.producerEpoch")
            self.transactionResult = reader.bool("markers.transactionResult")
            self.topics = reader.structs("markers.topics", flexible: isFlexible, version: version)
            self.coordinatorEpoch = reader.int32("markers.coordinatorEpoch")
            if version == 2 {
                self.transactionVersion = reader.int8("markers.transactionVersion")
            } else {
                self.transactionVersion = 0
            }
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("markers.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 1
            writer.int64(self.producerID)
            writer.int16(self.producerEpoch)
            writer.bool(self.transactionResult)
            writer.structs(self.topics, "markers.topics", flexible: isFlexible, version: version)
            writer.int32(self.coordinatorEpoch)
            if version == 2 {
                writer.int8(self.transactionVersion)
            }
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `WritableTxnMarkerTopic` of `WriteTxnMarkersRequest`.
    public struct WritableTxnMarkerTopic: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 1
            self.name = reader.string("markers.topics.name", flexible: isFlexible)
            self.partitionIndexes = reader.integers("markers.topics.partitionIndexes", flexible: isFlexible)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("markers.topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 1
            writer.string(self.name, "markers.topics.name", flexible: isFlexible)
            writer.integers(self.partitionIndexes, "markers.topics.partitionIndexes", flexible: isFlexible)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}

/// Kafka's `WriteTxnMarkersResponse`, versions 0-2.
public struct WriteTxnMarkersResponse: KafkaResponse {
    /// API key 27.
    public static var apiKey: APIKey { .writeTxnMarkers }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "WriteTxnMarkersResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 1 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if !areEqual(a.markers, b.markers) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 1
        self.markers = reader.structs("markers", flexible: isFlexible, version: version)
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
        let isFlexible = version >= 1
        writer.structs(self.markers, "markers", flexible: isFlexible, version: version)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }

    /// A `WritableTxnMarkerResult` of `WriteTxnMarkersResponse`.
    public struct WritableTxnMarkerResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.producerID != b.producerID { return false }
            if !areEqual(a.topics, b.topics) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 1
            self.producerID = reader.int64("markers.producerID")
            self.topics = reader.structs("markers.topics", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("markers.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 1
            writer.int64(self.producerID)
            writer.structs(self.topics, "markers.topics", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `WritableTxnMarkerTopicResult` of `WriteTxnMarkersResponse`.
    public struct WritableTxnMarkerTopicResult: Equatable, Sendable, WireStructure {
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

        /// Whether all fields are equal.
        public static func == (a: Self, b: Self) -> Bool {
            if a.name != b.name { return false }
            if !areEqual(a.partitions, b.partitions) { return false }
            return a.unknownTaggedFields == b.unknownTaggedFields
        }

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 1
            self.name = reader.string("markers.topics.name", flexible: isFlexible)
            self.partitions = reader.structs("markers.topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("markers.topics.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 1
            writer.string(self.name, "markers.topics.name", flexible: isFlexible)
            writer.structs(self.partitions, "markers.topics.partitions", flexible: isFlexible, version: version)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }

    /// A `WritableTxnMarkerPartitionResult` of `WriteTxnMarkersResponse`.
    public struct WritableTxnMarkerPartitionResult: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            let isFlexible = version >= 1
            self.partitionIndex = reader.int32("markers.topics.partitions.partitionIndex")
            self.errorCode = reader.int16("markers.topics.partitions.errorCode")
            if isFlexible {
                self.unknownTaggedFields = reader.taggedFields("markers.topics.partitions.taggedFields")
            } else {
                self.unknownTaggedFields = []
            }
        }

        func write(into writer: inout WireWriter, version: Int16) {
            let isFlexible = version >= 1
            writer.int32(self.partitionIndex)
            writer.int16(self.errorCode)
            if isFlexible {
                writer.taggedFields(self.unknownTaggedFields)
            }
        }
    }
}
