// Generated from ProtocolSpecs/AddOffsetsToTxn.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Tells the transaction coordinator that the transaction will commit offsets of a group. Comes before TxnOffsetCommit
/// up to its version 4; later versions of that request do this as well (KIP-890).
///
/// Kafka's `AddOffsetsToTxnRequest`, versions 0-4.
public struct AddOffsetsToTxnRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = AddOffsetsToTxnResponse
    /// API key 25.
    public static var apiKey: APIKey { .addOffsetsToTxn }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AddOffsetsToTxnRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...4 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
    /// Name of the transactional producer.
    ///
    /// Kafka's `TransactionalId`, versions 0+.
    public var transactionalID: String
    /// Producer id from InitProducerId. INVALID_PRODUCER_ID_MAPPING if the transactional id has another one.
    ///
    /// Kafka's `ProducerId`, versions 0+.
    public var producerID: Int64
    /// Epoch of the producer. If it is not the current one, the answer is PRODUCER_FENCED from version 2 on and
    /// INVALID_PRODUCER_EPOCH before.
    ///
    /// Kafka's `ProducerEpoch`, versions 0+.
    public var producerEpoch: Int16
    /// Group whose offsets will be committed. The coordinator adds its partition of `__consumer_offsets` to the
    /// transaction.
    ///
    /// Kafka's `GroupId`, versions 0+.
    public var groupID: String
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        transactionalID: String = "",
        producerID: Int64 = 0,
        producerEpoch: Int16 = 0,
        groupID: String = "",
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.transactionalID = transactionalID
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.groupID = groupID
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        self.transactionalID = reader.string("transactionalID", flexible: isFlexible)
        self.producerID = reader.int64("producerID")
        self.producerEpoch = reader.int16("producerEpoch")
        self.groupID = reader.string("groupID", flexible: isFlexible)
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
        writer.string(self.transactionalID, "transactionalID", flexible: isFlexible)
        writer.int64(self.producerID)
        writer.int16(self.producerEpoch)
        writer.string(self.groupID, "groupID", flexible: isFlexible)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}

/// Says whether the group's offsets are now part of the transaction.
///
/// Kafka's `AddOffsetsToTxnResponse`, versions 0-4.
public struct AddOffsetsToTxnResponse: KafkaResponse {
    /// API key 25.
    public static var apiKey: APIKey { .addOffsetsToTxn }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "AddOffsetsToTxnResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...4 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 1 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// 0 or the error. CONCURRENT_TRANSACTIONS while the previous transaction is being ended: send it again. From
    /// version 4 on TRANSACTION_ABORTABLE asks the producer to abort (KIP-890).
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
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
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}
