// Millrace
// SPDX-License-Identifier: Apache-2.0

/// What a control batch says: how a transaction ended, or a note of the controllers' own log.
///
/// Key: version and type; value of a transaction's end: version and coordinator epoch. Source: KIP-98, EndTxnMarker.
public struct ControlRecord: Hashable, Sendable {
    /// The kinds of control records; unknown ones are kept.
    public struct Kind: RawRepresentable, Hashable, Sendable {
        /// The type field of the key.
        public var rawValue: Int16
        /// A kind by its number.
        public init(rawValue: Int16) { self.rawValue = rawValue }
        /// The producer's records before it, back to its previous marker, do not count.
        public static let abort = Kind(rawValue: 0)
        /// The producer's records before it are final.
        public static let commit = Kind(rawValue: 1)
    }

    /// What kind of record it is.
    public var kind: Kind
    /// The epoch of the transaction coordinator that wrote it; nil for other kinds than abort and commit.
    public var coordinatorEpoch: Int32?

    /// A control record of the given contents.
    public init(kind: Kind, coordinatorEpoch: Int32?) {
        self.kind = kind
        self.coordinatorEpoch = coordinatorEpoch
    }

    /// Reads the key and value of the record of a control batch.
    ///
    /// - Throws: `WireError.truncated` or `.unexpectedNull` if they are not as described.
    public init(_ record: Record) throws(WireError) {
        guard let key = record.key else {
            throw WireError(
                .unexpectedNull, byteOffset: record.places.keyStart, field: "key",
                detail: "control record without a key")
        }
        var reader = WireReader(key)
        reader.field = "key"
        _ = try reader.readInt16()  // the version: later ones only add fields at the end
        kind = Kind(rawValue: try reader.readInt16())
        guard kind == .abort || kind == .commit else { return }
        guard let value = record.value else {
            throw WireError(
                .unexpectedNull, byteOffset: record.places.keyStart, field: "value",
                detail: "end of a transaction without a value")
        }
        reader = WireReader(value)
        reader.field = "value"
        _ = try reader.readInt16()
        coordinatorEpoch = try reader.readInt32()
    }
}

extension RecordBatch {
    /// The control record of a control batch, nil for a batch of data and for one that compaction emptied.
    ///
    /// - Throws: as `records()` and `ControlRecord.init(_:)`.
    public func controlRecord() throws(WireError) -> ControlRecord? {
        guard isControl else { return nil }
        var cursor = try recordCursor()
        guard let record = try cursor.next() else { return nil }
        do throws(WireError) { return try ControlRecord(record) } catch {
            throw error.inBatch(baseOffset, magic: Int16(magic))
        }
    }

    /// The batch that ends a producer's transaction on a partition, with one control record.
    ///
    /// - Parameters:
    ///   - kind: `.commit` or `.abort`.
    ///   - producerID: the transaction's producer.
    ///   - producerEpoch: the producer's epoch.
    ///   - coordinatorEpoch: the epoch of the transaction coordinator.
    ///   - timestamp: when it ended, milliseconds since 1970 UTC.
    /// - Throws: nothing that valid arguments can cause; `WireError` of the batch builder.
    public static func endOfTransaction(
        _ kind: ControlRecord.Kind, producerID: Int64, producerEpoch: Int16, coordinatorEpoch: Int32, timestamp: Int64
    ) throws(WireError) -> RecordBatch {
        var key = WireWriter(capacity: 16)
        key.writeInteger(0 as Int16)
        key.writeInteger(kind.rawValue)
        var value = WireWriter(capacity: 16)
        value.writeInteger(0 as Int16)
        value.writeInteger(coordinatorEpoch)
        var builder = try RecordBatchBuilder(
            producerID: producerID, producerEpoch: producerEpoch, isTransactional: true, isControl: true)
        try builder.append(key: key.finish(), value: value.finish(), timestamp: timestamp)
        return try RecordBatch(decoding: try builder.finish())
    }

    /// A copy of the batch at another place of a log: what a broker does with a produced batch.
    ///
    /// Both fields are outside the checksum. Copies the batch's bytes once. Traps for magic 0 and 1, whose offsets are not
    /// only in the header.
    /// - Parameters:
    ///   - baseOffset: the offset of the first record; must leave room for the last one below `Int64.max`.
    ///   - leaderEpoch: the epoch of the leader that appends.
    public func assigned(baseOffset: Int64, leaderEpoch: Int32) -> RecordBatch {
        precondition(magic == 2 && baseOffset >= 0 && baseOffset <= Int64.max - (lastOffset - self.baseOffset))
        var writer = WireWriter(capacity: bytes.count)
        writer.writeRaw(bytes)
        writer.patchInteger(baseOffset, at: Layout.baseOffset)
        writer.patchInteger(leaderEpoch, at: Layout.partitionLeaderEpoch)
        let copy = writer.finish()
        return RecordBatch(
            bytes: copy, magic: magic, baseOffset: baseOffset, lastOffset: baseOffset + (lastOffset - self.baseOffset),
            recordCount: recordCount, compression: compression, attributes: attributes, crc: crc,
            partitionLeaderEpoch: leaderEpoch, baseTimestamp: baseTimestamp, maxTimestamp: maxTimestamp,
            producerID: producerID, producerEpoch: producerEpoch, baseSequence: baseSequence,
            payload: copy[Layout.records..<copy.count], messageOffsetBase: 0, limits: limits)
    }
}
