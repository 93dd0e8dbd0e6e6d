// Generated from ProtocolSpecs/InitProducerId.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Gets a producer id and epoch for idempotent or transactional writes (KIP-98). With a transactional id it goes to the
/// transaction coordinator, fences older producers of that id and aborts their open transaction; without one any broker
/// answers.
///
/// Kafka's `InitProducerIdRequest`, versions 0-6.
public struct InitProducerIDRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = InitProducerIDResponse
    /// API key 22.
    public static var apiKey: APIKey { .initProducerID }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "InitProducerIdRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...6 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// Name that the user gave to the transactional producer; null for a producer that is only idempotent. An empty one
    /// gives INVALID_REQUEST.
    ///
    /// Kafka's `TransactionalId`, versions 0+. Null allowed from version 0.
    public var transactionalID: String?
    /// Time after which the coordinator aborts an open transaction, in milliseconds, from 1 to the broker's
    /// `transaction.max.timeout.ms`; otherwise INVALID_TRANSACTION_TIMEOUT. Ignored without a transactional id and with
    /// `Enable2Pc`.
    ///
    /// Kafka's `TransactionTimeoutMs`, versions 0+.
    public var transactionTimeoutMs: Int32
    /// Producer id that the caller has and whose epoch it wants raised after an error (KIP-360); -1 in the first call.
    /// INVALID_REQUEST if only one of this and `ProducerEpoch` is -1.
    ///
    /// Kafka's `ProducerId`, versions 3+.
    public var producerID: Int64
    /// Epoch that the caller has, or -1. If a newer producer of the same transactional id exists, the answer is
    /// PRODUCER_FENCED, in version 3 INVALID_PRODUCER_EPOCH.
    ///
    /// Kafka's `ProducerEpoch`, versions 3+.
    public var producerEpoch: Int16
    /// True if an external system decides about the transaction in two phases, so that it never times out (KIP-939).
    /// Needs the right TwoPhaseCommit and a broker that allows it, otherwise TRANSACTIONAL_ID_AUTHORIZATION_FAILED.
    ///
    /// Kafka's `Enable2Pc`, versions 6+.
    public var enable2Pc: Bool
    /// True to keep an open transaction instead of aborting it (KIP-939). Brokers up to Apache Kafka 4.3 answer
    /// UNSUPPORTED_VERSION.
    ///
    /// Kafka's `KeepPreparedTxn`, versions 6+.
    public var keepPreparedTxn: Bool
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        transactionalID: String? = "",
        transactionTimeoutMs: Int32 = 0,
        producerID: Int64 = -1,
        producerEpoch: Int16 = -1,
        enable2Pc: Bool = false,
        keepPreparedTxn: Bool = false,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.transactionalID = transactionalID
        self.transactionTimeoutMs = transactionTimeoutMs
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.enable2Pc = enable2Pc
        self.keepPreparedTxn = keepPreparedTxn
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.transactionalID = reader.nullableString("transactionalID", flexible: isFlexible)
        self.transactionTimeoutMs = reader.int32("transactionTimeoutMs")
        if version >= 3 {
            self.producerID = reader.int64("producerID")
            self.producerEpoch = reader.int16("producerEpoch")
        } else {
            self.producerID = -1
            self.producerEpoch = -1
        }
        if version == 6 {
            self.enable2Pc = reader.bool("enable2Pc")
            self.keepPreparedTxn = reader.bool("keepPreparedTxn")
        } else {
            self.enable2Pc = false
            self.keepPreparedTxn = false
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
        let isFlexible = version >= 2
        writer.nullableString(self.transactionalID, "transactionalID", flexible: isFlexible)
        writer.int32(self.transactionTimeoutMs)
        if version >= 3 {
            writer.int64(self.producerID)
            writer.int16(self.producerEpoch)
        } else {
            if self.producerID != -1 { writer.unsupported("producerID") }
            if self.producerEpoch != -1 { writer.unsupported("producerEpoch") }
        }
        if version == 6 {
            writer.bool(self.enable2Pc)
            writer.bool(self.keepPreparedTxn)
        } else {
            if self.enable2Pc { writer.unsupported("enable2Pc") }
            if self.keepPreparedTxn { writer.unsupported("keepPreparedTxn") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}

/// Carries the id and epoch that the producer writes into its record batches.
///
/// Kafka's `InitProducerIdResponse`, versions 0-6.
public struct InitProducerIDResponse: KafkaResponse {
    /// API key 22.
    public static var apiKey: APIKey { .initProducerID }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "InitProducerIdResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...6 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 2 }
    /// Time for which a quota throttles this client, in milliseconds; 0 if no quota is exceeded. From version 1 on the
    /// broker answers first, and the client itself must wait before its next request (KIP-219).
    ///
    /// Kafka's `ThrottleTimeMs`, versions 0+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// 0 or the error. CONCURRENT_TRANSACTIONS asks to repeat the request while an older transaction is being ended; a
    /// fenced caller gets PRODUCER_FENCED from version 4 on and INVALID_PRODUCER_EPOCH before (KIP-588).
    ///
    /// Kafka's `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// Id of the producer, unique in the cluster; -1 in an error.
    ///
    /// Kafka's `ProducerId`, versions 0+.
    public var producerID: Int64
    /// Epoch that fences older producers with the same id; 0 for a new id, -1 in an error.
    ///
    /// Kafka's `ProducerEpoch`, versions 0+.
    public var producerEpoch: Int16
    /// Producer id of the open transaction that `KeepPreparedTxn` has kept; -1 if there is none (KIP-939).
    ///
    /// Kafka's `OngoingTxnProducerId`, versions 6+.
    public var ongoingTxnProducerID: Int64
    /// Epoch of the open transaction that `KeepPreparedTxn` has kept; -1 if there is none (KIP-939).
    ///
    /// Kafka's `OngoingTxnProducerEpoch`, versions 6+.
    public var ongoingTxnProducerEpoch: Int16
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        producerID: Int64 = -1,
        producerEpoch: Int16 = 0,
        ongoingTxnProducerID: Int64 = -1,
        ongoingTxnProducerEpoch: Int16 = -1,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.producerID = producerID
        self.producerEpoch = producerEpoch
        self.ongoingTxnProducerID = ongoingTxnProducerID
        self.ongoingTxnProducerEpoch = ongoingTxnProducerEpoch
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        let isFlexible = version >= 2
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.producerID = reader.int64("producerID")
        self.producerEpoch = reader.int16("producerEpoch")
        if version == 6 {
            self.ongoingTxnProducerID = reader.int64("ongoingTxnProducerID")
            self.ongoingTxnProducerEpoch = reader.int16("ongoingTxnProducerEpoch")
        } else {
            self.ongoingTxnProducerID = -1
            self.ongoingTxnProducerEpoch = -1
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
        let isFlexible = version >= 2
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.int64(self.producerID)
        writer.int16(self.producerEpoch)
        if version == 6 {
            writer.int64(self.ongoingTxnProducerID)
            writer.int16(self.ongoingTxnProducerEpoch)
        } else {
            if self.ongoingTxnProducerID != -1 { writer.unsupported("ongoingTxnProducerID") }
            if self.ongoingTxnProducerEpoch != -1 { writer.unsupported("ongoingTxnProducerEpoch") }
        }
        if isFlexible {
            writer.taggedFields(self.unknownTaggedFields)
        }
        try writer.check()
    }
}
