// Generated from ProtocolSpecs/EndTxn.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Commits or aborts the open transaction. The coordinator answers when the decision is stored and writes the markers
/// into the partitions after that.
///
/// Kafka's `EndTxnRequest`, versions 0-5.
public struct EndTxnRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = EndTxnResponse
    /// API key 26.
    public static var apiKey: APIKey { .endTxn }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "EndTxnRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
    /// Name of the transactional producer.
    ///
    /// Kafka's `TransactionalId`, versions 0+.
    public var transactionalID: String
    /// Producer id from InitProducerId or, from version 5 on, from the last EndTxn.
    ///
    /// Kafka's `ProducerId`, versions 0+.
    public var producerID: Int64
    /// Epoch of the producer. If it is not the current one, the answer is PRODUCER_FENCED from version 2 on and
    /// INVALID_PRODUCER_EPOCH before.
    ///
    /// Kafka's `ProducerEpoch`, versions 0+.
    public var producerEpoch: Int16
    /// True to commit, false to abort. From version 5 on a producer may also abort when no partition is in the
    /// transaction.
    ///
    /// Kafka's `Committed`, versions 0+.
    public var committed: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        transactionalID: String = "",
        producerID: Int64 = 0,
        producerEpoch: Int16 = 0,
        committed: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.transactionalID = transactionalID
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.committed = committed
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        self.transactionalID = reader.string("transactionalID", flexible: isFlexible)
        self.producerID = reader.int64("producerID")
        self.producerEpoch = reader.int16("producerEpoch")
        self.committed = reader.bool("committed")
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
        writer.bool(self.committed)
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}

/// Says whether the decision is stored.
///
/// Kafka's `EndTxnResponse`, versions 0-5.
public struct EndTxnResponse: KafkaResponse {
    /// API key 26.
    public static var apiKey: APIKey { .endTxn }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "EndTxnResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...5 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 3 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 1 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// 0 or the error. INVALID_TXN_STATE if the transaction cannot end this way, CONCURRENT_TRANSACTIONS while it is
    /// being ended: send it again. From version 4 on TRANSACTION_ABORTABLE asks the producer to abort (KIP-890).
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// Producer id for the next transaction; differs from the request's when its epochs are used up (KIP-890). -1 in an
    /// error.
    ///
    /// Kafka's `ProducerId`, versions 5+. Dropped silently by versions without it.
    public var producerID: Int64
    /// Epoch for the next transaction; from version 5 on each transaction raises it, which keeps late writes of the
    /// last one out (KIP-890). -1 in an error.
    ///
    /// Kafka's `ProducerEpoch`, versions 5+. Dropped silently by versions without it.
    public var producerEpoch: Int16
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        producerID: Int64 = -1,
        producerEpoch: Int16 = -1,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 3
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        if version == 5 {
            self.producerID = reader.int64("producerID")
            self.producerEpoch = reader.int16("producerEpoch")
        } else {
            self.producerID = -1
            self.producerEpoch = -1
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
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        if version == 5 {
            writer.int64(self.producerID)
            writer.int16(self.producerEpoch)
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}
