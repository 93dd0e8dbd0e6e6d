// Generated from ProtocolSpecs/InitProducerId.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `InitProducerIdRequest`, versions 0-6.
public struct InitProducerIDRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = InitProducerIDResponse
    /// API key 22.
    public static let apiKey = APIKey.initProducerID
    /// Kafka's name of the message.
    public static let messageName: StaticString = "InitProducerIdRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...6
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `TransactionalId`, versions 0+. Null allowed from version 0.
    public var transactionalID: String?
    /// `TransactionTimeoutMs`, versions 0+.
    public var transactionTimeoutMs: Int32
    /// `ProducerId`, versions 3+.
    public var producerID: Int64
    /// `ProducerEpoch`, versions 3+.
    public var producerEpoch: Int16
    /// `Enable2Pc`, versions 6+.
    public var enable2Pc: Bool
    /// `KeepPreparedTxn`, versions 6+.
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "transactionalID"
        self.transactionalID = try reader.readNullableString(flexible: version >= 2)
        reader.field = "transactionTimeoutMs"
        self.transactionTimeoutMs = try reader.readInt32()
        if version >= 3 {
            reader.field = "producerID"
            self.producerID = try reader.readInt64()
        }
        if version >= 3 {
            reader.field = "producerEpoch"
            self.producerEpoch = try reader.readInt16()
        }
        if version == 6 {
            reader.field = "enable2Pc"
            self.enable2Pc = try reader.readBool()
        }
        if version == 6 {
            reader.field = "keepPreparedTxn"
            self.keepPreparedTxn = try reader.readBool()
        }
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "transactionalID"
        try writer.writeNullableString(self.transactionalID, flexible: version >= 2)
        writer.writeInteger(self.transactionTimeoutMs)
        if version >= 3 {
            writer.writeInteger(self.producerID)
        } else {
            if self.producerID != -1 { throw writer.unsupportedField("producerID") }
        }
        if version >= 3 {
            writer.writeInteger(self.producerEpoch)
        } else {
            if self.producerEpoch != -1 { throw writer.unsupportedField("producerEpoch") }
        }
        if version == 6 {
            writer.writeBool(self.enable2Pc)
        } else {
            if self.enable2Pc { throw writer.unsupportedField("enable2Pc") }
        }
        if version == 6 {
            writer.writeBool(self.keepPreparedTxn)
        } else {
            if self.keepPreparedTxn { throw writer.unsupportedField("keepPreparedTxn") }
        }
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}

/// Kafka's `InitProducerIdResponse`, versions 0-6.
public struct InitProducerIDResponse: KafkaResponse {
    /// API key 22.
    public static let apiKey = APIKey.initProducerID
    /// Kafka's name of the message.
    public static let messageName: StaticString = "InitProducerIdResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...6
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 2
    /// `ThrottleTimeMs`, versions 0+. Dropped silently by versions without it.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `ProducerId`, versions 0+.
    public var producerID: Int64
    /// `ProducerEpoch`, versions 0+.
    public var producerEpoch: Int16
    /// `OngoingTxnProducerId`, versions 6+.
    public var ongoingTxnProducerID: Int64
    /// `OngoingTxnProducerEpoch`, versions 6+.
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
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "throttleTimeMs"
        self.throttleTimeMs = try reader.readInt32()
        reader.field = "errorCode"
        self.errorCode = try reader.readInt16()
        reader.field = "producerID"
        self.producerID = try reader.readInt64()
        reader.field = "producerEpoch"
        self.producerEpoch = try reader.readInt16()
        if version == 6 {
            reader.field = "ongoingTxnProducerID"
            self.ongoingTxnProducerID = try reader.readInt64()
        }
        if version == 6 {
            reader.field = "ongoingTxnProducerEpoch"
            self.ongoingTxnProducerEpoch = try reader.readInt16()
        }
        if version >= 2 {
            reader.field = "taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.writeInteger(self.errorCode)
        writer.writeInteger(self.producerID)
        writer.writeInteger(self.producerEpoch)
        if version == 6 {
            writer.writeInteger(self.ongoingTxnProducerID)
        } else {
            if self.ongoingTxnProducerID != -1 { throw writer.unsupportedField("ongoingTxnProducerID") }
        }
        if version == 6 {
            writer.writeInteger(self.ongoingTxnProducerEpoch)
        } else {
            if self.ongoingTxnProducerEpoch != -1 { throw writer.unsupportedField("ongoingTxnProducerEpoch") }
        }
        if version >= 2 {
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
