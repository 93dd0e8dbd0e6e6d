// Generated from ProtocolSpecs/ListTransactions.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Kafka's `ListTransactionsRequest`, versions 0-2.
public struct ListTransactionsRequest: KafkaRequest {
    /// Response to this request.
    public typealias Response = ListTransactionsResponse
    /// API key 66.
    public static var apiKey: APIKey { .listTransactions }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ListTransactionsRequest" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.stateFilters = reader.strings("stateFilters", flexible: true)
        self.producerIDFilters = reader.integers("producerIDFilters", flexible: true)
        if version >= 1 {
            self.durationFilter = reader.int64("durationFilter")
        } else {
            self.durationFilter = -1
        }
        if version == 2 {
            self.transactionalIDPattern = reader.nullableString("transactionalIDPattern", flexible: true)
        } else {
            self.transactionalIDPattern = nil
        }
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.strings(self.stateFilters, "stateFilters", flexible: true)
        writer.integers(self.producerIDFilters, "producerIDFilters", flexible: true)
        if version >= 1 {
            writer.int64(self.durationFilter)
        } else {
            if self.durationFilter != -1 { writer.unsupported("durationFilter") }
        }
        if version == 2 {
            writer.nullableString(self.transactionalIDPattern, "transactionalIDPattern", flexible: true)
        } else {
            if self.transactionalIDPattern != nil { writer.unsupported("transactionalIDPattern") }
        }
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }
}

/// Kafka's `ListTransactionsResponse`, versions 0-2.
public struct ListTransactionsResponse: KafkaResponse {
    /// API key 66.
    public static var apiKey: APIKey { .listTransactions }
    /// Kafka's name of the message.
    public static var messageName: StaticString { "ListTransactionsResponse" }
    /// Versions that exist.
    public static var versions: ClosedRange<Int16> { 0...2 }
    /// First version with compact lengths and tagged fields; nil if there is none.
    public static var firstFlexibleVersion: Int16? { 0 }
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

    /// Whether all fields are equal.
    public static func == (a: Self, b: Self) -> Bool {
        if a.throttleTimeMs != b.throttleTimeMs { return false }
        if a.errorCode != b.errorCode { return false }
        if a.unknownStateFilters != b.unknownStateFilters { return false }
        if !areEqual(a.transactionStates, b.transactionStates) { return false }
        return a.unknownTaggedFields == b.unknownTaggedFields
    }

    /// Reads a value in the layout of `version`. Throws `WireError` with field and byte offset.
    public init(from reader: inout WireReader, version: Int16) throws(WireError) {
        try reader.begin(Self.messageName, Self.versions, version: version)
        self.throttleTimeMs = reader.int32("throttleTimeMs")
        self.errorCode = reader.int16("errorCode")
        self.unknownStateFilters = reader.strings("unknownStateFilters", flexible: true)
        self.transactionStates = reader.structs("transactionStates", flexible: true, version: version)
        self.unknownTaggedFields = reader.taggedFields("taggedFields")
        try reader.check()
    }

    /// Appends the value in the layout of `version`. Throws `WireError` if the version cannot carry it.
    public func encode(into writer: inout WireWriter, version: Int16) throws(WireError) {
        try writer.begin(Self.messageName, Self.versions, version: version)
        writer.int32(self.throttleTimeMs)
        writer.int16(self.errorCode)
        writer.strings(self.unknownStateFilters, "unknownStateFilters", flexible: true)
        writer.structs(self.transactionStates, "transactionStates", flexible: true, version: version)
        writer.taggedFields(self.unknownTaggedFields)
        try writer.check()
    }

    /// A `TransactionState` of `ListTransactionsResponse`.
    public struct TransactionState: Equatable, Sendable, WireStructure {
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

        init(reading reader: inout WireReader, version: Int16) {
            self.transactionalID = reader.string("transactionStates.transactionalID", flexible: true)
            self.producerID = reader.int64("transactionStates.producerID")
            self.transactionState = reader.string("transactionStates.transactionState", flexible: true)
            self.unknownTaggedFields = reader.taggedFields("transactionStates.taggedFields")
        }

        func write(into writer: inout WireWriter, version: Int16) {
            writer.string(self.transactionalID, "transactionStates.transactionalID", flexible: true)
            writer.int64(self.producerID)
            writer.string(self.transactionState, "transactionStates.transactionState", flexible: true)
            writer.taggedFields(self.unknownTaggedFields)
        }
    }
}
