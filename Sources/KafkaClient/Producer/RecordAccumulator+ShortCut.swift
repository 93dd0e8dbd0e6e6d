// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport

/// The short way of a record that leaves the choice of the partition to the producer: into the open batch that took the
/// one before it, or into that of its key's partition.
extension RecordAccumulator {
    struct ShortCut {
        let topic: ProducerTopic
        /// The batch of records whose partition the producer chooses freely; nil if it must be looked for.
        let batch: ProducerBatch?
    }

    // Safe: it is made of a `shortCut`, which keeps both objects alive, and replaced together with it.
    /// The same without references that are counted: four atomic operations for each record.
    @safe
    struct UncountedShortCut {
        let topic: Unmanaged<ProducerTopic>
        let batch: Unmanaged<ProducerBatch>?

        init(_ way: ShortCut) {
            unsafe topic = .passUnretained(way.topic)
            unsafe batch = way.batch.map { unsafe .passUnretained($0) }
        }
    }

    /// Whether records that name no partition can go the short way.
    static func hasShortCut(_ configuration: ProducerConfiguration) -> Bool {
        guard configuration.transactionalID == nil, configuration.tracer == nil else { return false }
        if case .custom = configuration.partitioner.kind { return false }
        return true
    }

    /// Adds a record that names no partition and has no headers to an open batch; nil if `append` must make one, or see
    /// what is in the way. Only if `hasShortCut`.
    mutating func appendShortly(_ topic: String, key: ByteSlice?, value: ByteSlice?, timestamp: Int64?) -> Delivery? {
        guard let way = uncounted else { return nil }
        // `shortCut` has counted references to both, and nothing in here changes it.
        return unsafe way.topic._withUnsafeGuaranteedRef { known in
            guard known.name == topic else { return nil }
            let size = RecordBatchBuilder.maxPlainRecordSize(keyCount: key?.count ?? 0, valueCount: value?.count ?? 0)
            guard bufferedBytes + size <= configuration.bufferBytes else { return nil }
            if hashesKeys, let key {
                let index = Int(Partitioner.partition(forKey: key, count: known.queues.count))
                guard let batch = known.queues[index].open, batch.byteCount + size < configuration.batchBytes else {
                    return nil
                }
                guard let delivery = append(key: key, value, timestamp, to: batch) else { return nil }
                known.count(batch.lastRecordBytes, partition: index)
                return delivery
            }
            guard let batch = unsafe way.batch else { return nil }
            return unsafe batch._withUnsafeGuaranteedRef { batch in
                // Less than the whole batch: one that is full is closed at once.
                guard max(batch.byteCount, known.stickyBytes) + size < configuration.batchBytes,
                    let delivery = append(key: key, value, timestamp, to: batch)
                else { return nil }
                known.stickyBytes += batch.lastRecordBytes
                return delivery
            }
        }
    }

    @inline(__always)
    private mutating func append(
        key: ByteSlice?, _ value: ByteSlice?, _ timestamp: Int64?, to batch: ProducerBatch
    ) -> Delivery? {
        guard batch.phase == .open, !batch.isDue else { return nil }
        let timestamp = timestamp ?? timeOfJoining()
        let added = batch.appendInPlace(key: key, value: value, timestamp: timestamp)
        guard added > 0 else { return nil }
        bufferedBytes += added
        return Delivery(batch: batch, index: Int32(truncatingIfNeeded: batch.recordCount &- 1), timestamp: timestamp)
    }

    /// The time for a record that joins others, which wait for more: that of the system's last tick, up to 10 ms ago,
    /// but not before that of the records before it. Reading the exact time would take a sixth of the time per record.
    private func timeOfJoining() -> Int64 {
        Self.time(WallClock.tickMilliseconds(), after: lastTime)
    }

    /// Notes the exact time that a record gets.
    mutating func noteTime(_ time: Int64) { lastTime = Self.time(time, after: lastTime) }

    /// `time`, but not before `last`: a tick may come late, and tasks read the time before they get the lock. If `last`
    /// is more than a second ahead, the system's clock was set back, and its time counts.
    static func time(_ time: Int64, after last: Int64) -> Int64 { last > time && last - time <= 1000 ? last : time }

    /// Adds the records after those of `deliveries`, up to `end`, as long as they can go the short way. `now` is the
    /// timestamp of those that have none.
    mutating func appendShortly(
        _ records: [ProducerRecord], to end: Int, now: Int64, into deliveries: inout Deliveries
    ) {
        guard takesShortCuts else { return }
        unsafe records.withUnsafeBufferPointer { records in
            while deliveries.count < end {
                // Read in place: a copy would count the references of each record. `records` is there for the call.
                let record = unsafe records.baseAddress.unsafelyUnwrapped + deliveries.count
                guard unsafe record.pointee.partition == nil, unsafe record.pointee.headers.isEmpty else { return }
                if unsafe record.pointee.key == nil || !hashesKeys {
                    let before = deliveries.count
                    unsafe appendToChosen(record.pointee.topic, records, to: end, now: now, into: &deliveries)
                    if deliveries.count > before { continue }
                    return
                }
                guard
                    let delivery = unsafe appendShortly(
                        record.pointee.topic, key: record.pointee.key, value: record.pointee.value,
                        timestamp: record.pointee.timestamp ?? now)
                else { return }
                deliveries.add(delivery)
            }
        }
    }

    /// Adds values as records without a key, otherwise as records.
    mutating func appendShortly(
        _ topic: String, _ values: [ByteSlice], to end: Int, now: Int64, into deliveries: inout Deliveries
    ) {
        guard takesShortCuts else { return }
        unsafe values.withUnsafeBufferPointer { values in
            unsafe appendToChosen(topic, values, to: end, now: now, into: &deliveries)
        }
    }

    /// Adds the records after those of `deliveries`, up to `end`, to the batch of the partition that the producer
    /// chose, as long as it takes them.
    private mutating func appendToChosen<Item: PlainRecord>(
        _ topic: String, _ records: UnsafeBufferPointer<Item>, to end: Int, now: Int64,
        into deliveries: inout Deliveries
    ) {
        guard let way = uncounted, let batch = unsafe way.batch else { return }
        // `shortCut` has counted references to both, and nothing in here changes it.
        unsafe way.topic._withUnsafeGuaranteedRef { known in
            guard known.name == topic else { return }
            unsafe batch._withUnsafeGuaranteedRef { batch in
                guard batch.phase == .open, !batch.isDue else { return }
                var index = deliveries.count
                var time = now
                var first = batch.recordCount
                while index < end {
                    let record = unsafe records.baseAddress.unsafelyUnwrapped + index
                    guard let plain = unsafe Item.part(record, of: topic, anyKey: !hashesKeys) else { break }
                    guard bufferedBytes + plain.maxSize <= configuration.bufferBytes,
                        // Less than the whole batch: one that is full is closed at once.
                        max(batch.byteCount, known.stickyBytes) + plain.maxSize < configuration.batchBytes
                    else { break }
                    let timestamp = plain.timestamp ?? now
                    if timestamp != time {
                        deliveries.add(batch, first: first, count: batch.recordCount - first, timestamp: time)
                        (time, first) = (timestamp, batch.recordCount)
                    }
                    let added = unsafe Item.append(record, to: batch, timestamp: timestamp)
                    guard added > 0 else { break }
                    bufferedBytes += added
                    known.stickyBytes += added
                    index += 1
                }
                deliveries.add(batch, first: first, count: batch.recordCount - first, timestamp: time)
            }
        }
    }

    /// Notes the topic of a record that named no partition, and the batch that took it if the producer chose the
    /// partition freely, for the next records.
    mutating func noteShortCut(_ topic: ProducerTopic, _ batch: ProducerBatch, isChosen: Bool) {
        guard takesShortCuts, waiters.isEmpty else { return shortCut = nil }
        if isChosen {
            shortCut = ShortCut(topic: topic, batch: batch)
        } else if shortCut?.topic !== topic {
            shortCut = ShortCut(topic: topic, batch: nil)
        }
    }
}

/// A record that may have no more than a key, a value and a timestamp. It is read where it is: a copy would count
/// references.
private protocol PlainRecord {
    /// The timestamp and the maximum size of a record; nil if it is not one of `topic` for whose partition the producer
    /// has the choice.
    static func part(
        _ record: UnsafePointer<Self>, of topic: String, anyKey: Bool
    ) -> (timestamp: Int64?, maxSize: Int)?
    /// Returns the number of bytes that the record takes; 0 if the batch has no room.
    static func append(_ record: UnsafePointer<Self>, to batch: ProducerBatch, timestamp: Int64) -> Int
}

extension ByteSlice: PlainRecord {
    @inline(__always)
    fileprivate static func part(
        _ record: UnsafePointer<Self>, of topic: String, anyKey: Bool
    ) -> (timestamp: Int64?, maxSize: Int)? {
        (nil, RecordBatchBuilder.maxPlainRecordSize(keyCount: 0, valueCount: unsafe record.pointee.count))
    }

    @inline(__always)
    fileprivate static func append(
        _ record: UnsafePointer<Self>, to batch: ProducerBatch, timestamp: Int64
    ) -> Int {
        batch.appendInPlace(key: nil, value: unsafe record.pointee, timestamp: timestamp)
    }
}

extension ProducerRecord: PlainRecord {
    @inline(__always)
    fileprivate static func part(
        _ record: UnsafePointer<Self>, of topic: String, anyKey: Bool
    ) -> (timestamp: Int64?, maxSize: Int)? {
        guard unsafe record.pointee.partition == nil, unsafe record.pointee.headers.isEmpty,
            unsafe anyKey || record.pointee.key == nil, unsafe record.pointee.topic == topic
        else { return nil }
        return (
            unsafe record.pointee.timestamp,
            unsafe RecordBatchBuilder.maxPlainRecordSize(
                keyCount: record.pointee.key?.count ?? 0, valueCount: record.pointee.value?.count ?? 0)
        )
    }

    @inline(__always)
    fileprivate static func append(
        _ record: UnsafePointer<Self>, to batch: ProducerBatch, timestamp: Int64
    ) -> Int {
        unsafe batch.appendInPlace(key: record.pointee.key, value: record.pointee.value, timestamp: timestamp)
    }
}
