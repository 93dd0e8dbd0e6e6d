// Generated from ProtocolSpecs/ListTransactions.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ListTransactionsRequest`, versions 0-2.
public struct ListTransactionsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ListTransactionsResponse
    /// API key 66.
    public static let apiKey = APIKey.listTransactions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ListTransactionsRequest"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `StateFilters`, versions 0+.
    public var stateFilters: [String]
    /// `ProducerIdFilters`, versions 0+.
    public var producerIDFilters: [Int64]
    /// `DurationFilter`, versions 1+.
    public var durationFilter: Int64
    /// `TransactionalIdPattern`, versions 2+. Null allowed from version 2.
    public var transactionalIDPattern: String?
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        stateFilters: [String] = [],
        producerIDFilters: [Int64] = [],
        durationFilter: Int64 = -1,
        transactionalIDPattern: String? = nil,
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.stateFilters = stateFilters
        self.producerIDFilters = producerIDFilters
        self.durationFilter = durationFilter
        self.transactionalIDPattern = transactionalIDPattern
        self.unknownTaggedFields = unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        self.init()
        try reader.begin(Self.self, version: version)
        reader.field = "stateFilters"
        self.stateFilters = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
        reader.field = "producerIDFilters"
        self.producerIDFilters = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readInt64() }
        if version >= 1 {
            reader.field = "durationFilter"
            self.durationFilter = try reader.readInt64()
        }
        if version == 2 {
            reader.field = "transactionalIDPattern"
            self.transactionalIDPattern = try reader.readNullableString(flexible: true)
        }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.field = "stateFilters"
        try writer.writeArray(self.stateFilters, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
        writer.field = "producerIDFilters"
        try writer.writeArray(self.producerIDFilters, flexible: true) { (value: Int64, writer: inout WireWriter) throws(WireError) in writer.writeInteger(value) }
        if version >= 1 {
            writer.writeInteger(self.durationFilter)
        } else {
            if self.durationFilter != -1 { throw writer.unsupportedField("durationFilter") }
        }
        if version == 2 {
            writer.field = "transactionalIDPattern"
            try writer.writeNullableString(self.transactionalIDPattern, flexible: true)
        } else {
            if self.transactionalIDPattern != nil { throw writer.unsupportedField("transactionalIDPattern") }
        }
        writer.writeTaggedFields(unknownTaggedFields)
    }
}

/// Kafka's `ListTransactionsResponse`, versions 0-2.
public struct ListTransactionsResponse: KafkaResponse {
    /// API key 66.
    public static let apiKey = APIKey.listTransactions
    /// Kafka's name of the message.
    public static let messageName: StaticString = "ListTransactionsResponse"
    /// Versions that exist.
    public static let versions: ClosedRange<Int16> = 0...2
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static let firstFlexibleVersion: Int16? = 0
    /// `ThrottleTimeMs`, versions 0+.
    public var throttleTimeMs: Int32
    /// `ErrorCode`, versions 0+.
    public var errorCode: Int16
    /// `UnknownStateFilters`, versions 0+.
    public var unknownStateFilters: [String]
    /// `TransactionStates`, versions 0+.
    public var transactionStates: [TransactionState]
    /// Tagged fields that the schema does not name, in ascending order of their tags.
    public var unknownTaggedFields: [TaggedField]

    /// Creates a value; fields left out have the protocol's default.
    public init(
        throttleTimeMs: Int32 = 0,
        errorCode: Int16 = 0,
        unknownStateFilters: [String] = [],
        transactionStates: [TransactionState] = [],
        unknownTaggedFields: [TaggedField] = []
    ) {
        self.throttleTimeMs = throttleTimeMs
        self.errorCode = errorCode
        self.unknownStateFilters = unknownStateFilters
        self.transactionStates = transactionStates
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
        reader.field = "unknownStateFilters"
        self.unknownStateFilters = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try reader.readString(flexible: true) }
        reader.field = "transactionStates"
        self.transactionStates = try reader.readArray(flexible: true) { (reader: inout WireReader) throws(WireError) in try TransactionState(from: &reader, version: version) }
        reader.field = "taggedFields"
        unknownTaggedFields = try reader.readTaggedFields()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.self, version: version)
        writer.writeInteger(self.throttleTimeMs)
        writer.writeInteger(self.errorCode)
        writer.field = "unknownStateFilters"
        try writer.writeArray(self.unknownStateFilters, flexible: true) { (value: String, writer: inout WireWriter) throws(WireError) in try writer.writeString(value, flexible: true) }
        writer.field = "transactionStates"
        try writer.writeArray(self.transactionStates, flexible: true) { (value: TransactionState, writer: inout WireWriter) throws(WireError) in try value.encode(into: &writer, version: version) }
        writer.writeTaggedFields(unknownTaggedFields)
    }

    /// A `TransactionState` of `ListTransactionsResponse`.
    public struct TransactionState: Equatable, Sendable {
        /// `TransactionalId`, versions 0+.
        public var transactionalID: String
        /// `ProducerId`, versions 0+.
        public var producerID: Int64
        /// `TransactionState`, versions 0+.
        public var transactionState: String
        /// Tagged fields that the schema does not name, in ascending order of their tags.
        public var unknownTaggedFields: [TaggedField]

        /// Creates a value; fields left out have the protocol's default.
        public init(
            transactionalID: String = "",
            producerID: Int64 = 0,
            transactionState: String = "",
            unknownTaggedFields: [TaggedField] = []
        ) {
            self.transactionalID = transactionalID
            self.producerID = producerID
            self.transactionState = transactionState
            self.unknownTaggedFields = unknownTaggedFields
        }

        /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
        package init(from reader: inout WireReader, version: Int16) throws(WireError) {
            self.init()
            reader.field = "transactionStates.transactionalID"
            self.transactionalID = try reader.readString(flexible: true)
            reader.field = "transactionStates.producerID"
            self.producerID = try reader.readInt64()
            reader.field = "transactionStates.transactionState"
            self.transactionState = try reader.readString(flexible: true)
            reader.field = "transactionStates.taggedFields"
            unknownTaggedFields = try reader.readTaggedFields()
        }

        /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
        package func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
            writer.field = "transactionStates.transactionalID"
            try writer.writeString(self.transactionalID, flexible: true)
            writer.writeInteger(self.producerID)
            writer.field = "transactionStates.transactionState"
            try writer.writeString(self.transactionState, flexible: true)
            writer.writeTaggedFields(unknownTaggedFields)
        }
    }
}
