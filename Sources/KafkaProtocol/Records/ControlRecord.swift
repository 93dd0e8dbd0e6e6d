// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Content of a control batch: the end of a transaction, or an entry of the controllers' own log.
///
/// The key holds version and type; the value of a transaction's end holds version and coordinator epoch. Source:
/// KIP-98, EndTxnMarker.
public struct ControlRecord: Hashable, Sendable {
    /// Kind of a control record. Unknown kinds are kept as they are.
    public struct Kind: RawRepresentable, Hashable, Sendable {
        /// The type field of the key.
        public var rawValue: Int16
        /// The kind with this number, known or not.
        public init(rawValue: Int16) { self.rawValue = rawValue }
        /// The transaction was aborted: the producer's records since its previous marker are invalid.
        public static let abort = Kind(rawValue: 0)
        /// The transaction was committed: the producer's records since its previous marker are valid.
        public static let commit = Kind(rawValue: 1)
    }

    /// Kind of the record.
    public var kind: Kind
    /// Epoch of the transaction coordinator that wrote the record; nil for kinds other than abort and commit.
    public var coordinatorEpoch: Int32?

    /// A control record with the given contents.
    public init(kind: Kind, coordinatorEpoch: Int32?) {
        self.kind = kind
        self.coordinatorEpoch = coordinatorEpoch
    }

    /// Decodes the record of a control batch.
    ///
    /// - Throws: `WireError.truncated` or `.unexpectedNull` if key or value are too short or missing.
    public init(_ record: Record) throws(WireError) {
        guard let key = record.key else {
            throw WireError(
                .unexpectedNull, byteOffset: record.places.keyStart, field: "key",
                detail: "control record has no key")
        }
        var reader = WireReader(key)
        reader.field = "key"
        _ = try reader.readInt16()  // version: later versions only add fields at the end
        kind = Kind(rawValue: try reader.readInt16())
        guard kind == .abort || kind == .commit else { return }
        guard let value = record.value else {
            throw WireError(
                .unexpectedNull, byteOffset: record.places.keyStart, field: "value",
                detail: "transaction marker has no value")
        }
        reader = WireReader(value)
        reader.field = "value"
        _ = try reader.readInt16()
        coordinatorEpoch = try reader.readInt32()
    }
}

extension RecordBatch {
    /// The control record of a control batch; nil for a data batch and for one that compaction emptied.
    ///
    /// - Throws: the errors of `records()` and of `ControlRecord.init(_:)`.
    public func controlRecord() throws(WireError) -> ControlRecord? {
        guard isControl else { return nil }
        var cursor = try recordCursor()
        guard let record = try cursor.next() else { return nil }
        do throws(WireError) { return try ControlRecord(record) } catch {
            throw error.inBatch(baseOffset, magic: Int16(magic))
        }
    }

    /// A batch with the transaction marker that ends a producer's transaction on a partition.
    ///
    /// - Parameters:
    ///   - kind: `.commit` or `.abort`.
    ///   - producerID: id of the transaction's producer.
    ///   - producerEpoch: epoch of that producer.
    ///   - coordinatorEpoch: epoch of the transaction coordinator.
    ///   - timestamp: end of the transaction, in milliseconds since 1970 UTC.
    /// - Throws: errors of the batch builder, which valid arguments do not cause.
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

    /// Copies the batch with another base offset and leader epoch, as a broker does when it appends a produced batch.
    ///
    /// Both fields are outside the checksum. Copies the batch's bytes once. Traps for magic 0 and 1, which store
    /// offsets in their messages too.
    /// - Parameters:
    ///   - baseOffset: offset of the first record; the offset of the last must not exceed `Int64.max`.
    ///   - leaderEpoch: epoch of the leader that appends the batch.
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
