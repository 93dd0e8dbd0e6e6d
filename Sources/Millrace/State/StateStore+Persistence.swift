// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Writing a state to a log, and reading it back.
extension StateStore {
    /// Rows that are stored in one piece, column by column.
    private static var pieceCount: Int { 4096 }
    /// Bytes of whole groups that a record has at most, and one group, unless it has more of changes: what is due after
    /// a start is spread over several batches.
    private static var wholeBytes: Int { 1 << 20 }

    /// The record of the running batch: its changes, and some key groups as a whole. Call it once, before `commit`.
    ///
    /// Its size follows the keys that the batch touched. `nil` if there is nothing to write. If the record does not
    /// reach the log, roll the batch back.
    /// - Throws: Errors of the types' own codecs.
    public func makeRecord(
        operatorID: String, keys: StorageCodec<Key>, values: StorageCodec<Value>
    ) throws -> StoredBytes? {
        var writer = StoreWriter(capacity: 1024)
        StateRecord.writeHead(
            operatorID: operatorID, batch: BatchTime(milliseconds: time), keyType: keys.typeName,
            valueType: values.typeName, into: &writer)
        let head = writer.count
        try writeChanges(keys, values, into: &writer)
        let changed = writer.count - head
        rotation.add(changed: changed)
        if !undo.isEmpty { bytesPerEntry = max(1, changed / undo.count) }
        let limit = writer.count + max(changed, Self.wholeBytes)
        while writer.count < limit, let group = rotation.nextGroup(at: time, size: byteCount(ofGroup:)) {
            try writeWhole(group, keys, values, into: &writer)
        }
        return writer.count == head ? nil : writer.finish()
    }

    /// Bytes that a group takes in a record, about.
    private func byteCount(ofGroup group: Int) -> Int { tables[group].count * bytesPerEntry }

    /// The earliest batch whose record is needed to read the state back; `nil` if none is.
    public var oldestNeededBatch: BatchTime? { rotation.oldestNeeded.map { BatchTime(milliseconds: $0) } }

    private func writeChanges(
        _ keys: StorageCodec<Key>, _ values: StorageCodec<Value>, into writer: inout StoreWriter
    ) throws {
        var changed: [[Key]] = Array(repeating: [], count: tables.count)
        for entry in undo { changed[index(entry.hash)].append(entry.key) }
        for group in changed.indices where !changed[group].isEmpty {
            rotation.noteChange(of: group, at: time)
            var present: [Int] = []
            var removed: [Key] = []
            for key in changed[group] {
                let position = tables[group].find(key, key.stableHashValue)
                if position < 0 { removed.append(key) } else { present.append(position) }
            }
            try writeSection(group, isWhole: false, present, removed, keys, values, into: &writer)
        }
    }

    private func writeWhole(
        _ group: Int, _ keys: StorageCodec<Key>, _ values: StorageCodec<Value>, into writer: inout StoreWriter
    ) throws {
        try writeSection(group, isWhole: true, Array(0..<tables[group].count), [], keys, values, into: &writer)
        rotation.noteWhole(group, at: time)
    }

    private func writeSection(
        _ group: Int, isWhole: Bool, _ present: [Int], _ removed: [Key], _ keys: StorageCodec<Key>,
        _ values: StorageCodec<Value>, into writer: inout StoreWriter
    ) throws {
        let start = writer.count
        writer.writeInteger(UInt32(0))
        writer.writeInteger(UInt8(groups.lowerBound + group))
        let isPartial = isWhole && !top.covers(StateRecord.top(ofGroup: groups.lowerBound + group))
        writer.writeInteger(
            (isWhole ? StateRecord.wholeFlag : 0) | (tracksTimes ? StateRecord.timesFlag : 0)
                | (isPartial ? StateRecord.partFlag : 0))
        let contents = writer.count
        if isPartial {
            writer.writeInteger(top.lowerBound)
            writer.writeInteger(top.upperBound)
        }
        writer.writeCount(present.count)
        writer.writeCount(removed.count)
        for first in stride(from: 0, to: present.count, by: Self.pieceCount) {
            let piece = present[first..<min(first + Self.pieceCount, present.count)]
            try keys.store(piece.map { tables[group].keys[$0] }[...], into: &writer)
            try values.store(piece.map { tables[group].values[$0] }[...], into: &writer)
            if tracksTimes { for position in piece { writer.writeInteger(tables[group].links[position].time) } }
        }
        for first in stride(from: 0, to: removed.count, by: Self.pieceCount) {
            try keys.store(removed[first..<min(first + Self.pieceCount, removed.count)], into: &writer)
        }
        guard let length = UInt32(exactly: writer.count - contents) else {
            throw StorableError(.invalidLength, "one of 256 groups of a state has over 4 GiB; use smaller values")
        }
        writer.patch(length, at: start)
    }

    // MARK: Reading

    /// Applies what a record says about this partition's key groups. Records of a state are applied in the order of the
    /// log, before the first batch; `finishRestoring` ends it.
    ///
    /// - Throws: `StorableError`, also if the record is of other types; the state is unusable then.
    public func restore(_ record: StateRecord, keys: StorageCodec<Key>, values: StorageCodec<Value>) throws {
        guard record.keyType == keys.typeName, record.valueType == values.typeName else {
            throw StorableError(
                .typeMismatch,
                "the state of operator '\(record.operatorID)' has keys of \(record.keyType) and values of "
                    + "\(record.valueType), the program has \(keys.typeName) and \(values.typeName): give the operator "
                    + "another id to begin without the old state")
        }
        for section in record.sections where groups.contains(section.group) {
            var reader = StoreReader(record.bytes, section.contents)
            try restore(section, at: record.batch.milliseconds, from: &reader, keys, values)
        }
    }

    private func restore(
        _ section: StateRecord.Section, at time: Int64, from reader: inout StoreReader, _ keys: StorageCodec<Key>,
        _ values: StorageCodec<Value>
    ) throws {
        let group = section.group - groups.lowerBound
        try makeRoom(for: section, at: time, from: &reader)
        let present = try reader.readCount()
        let removed = try reader.readCount()
        var rows: [(Key, Value, Int64)] = []
        for first in stride(from: 0, to: present, by: Self.pieceCount) {
            let count = min(Self.pieceCount, present - first)
            let keys = try keys.restore(count: count, from: &reader)
            let values = try values.restore(count: count, from: &reader)
            for row in 0..<count {
                rows.append((keys[row], values[row], section.hasTimes ? try reader.readInteger() : 0))
            }
        }
        for first in stride(from: 0, to: removed, by: Self.pieceCount) {
            for key in try keys.restore(count: min(Self.pieceCount, removed - first), from: &reader) {
                try place(key, nil, 0, group, reader)
            }
        }
        for row in rows { try place(row.0, row.1, row.2, group, reader) }
        try reader.expectEnd()
    }

    /// Removes what a section replaces.
    private func makeRoom(for section: StateRecord.Section, at time: Int64, from reader: inout StoreReader) throws {
        let group = section.group - groups.lowerBound
        rotation.noteChange(of: group, at: time)
        guard section.isWhole else { return }
        let all = StateRecord.top(ofGroup: section.group)
        var replaced = all
        if section.isPart {
            let (lower, upper) = (try reader.readInteger(UInt64.self), try reader.readInteger(UInt64.self))
            guard lower <= upper else {
                throw reader.error(.invalidValue, "a part of a key group ends before it begins")
            }
            replaced = lower..<upper
        }
        if replaced.covers(all.clamped(to: top)) {
            tables[group] = StateTable(hasTimes: tracksTimes)
            rotation.noteWhole(group, at: time)
        } else {
            // The part of another partition, in a job that had another number of them.
            for key in tables[group].keys where replaced.contains(key.stableHashValue >> 32) {
                let hash = key.stableHashValue
                tables[group].remove(at: tables[group].find(key, hash), hash)
            }
        }
    }

    private func place(_ key: Key, _ value: Value?, _ time: Int64, _ group: Int, _ reader: StoreReader) throws {
        let hash = key.stableHashValue
        guard KeyGroup(hash: hash).index == group + groups.lowerBound else {
            throw reader.error(.invalidValue, "a key is in another key group than its hash says")
        }
        guard top.contains(hash >> 32) else { return }
        let position = tables[group].find(key, hash)
        guard let value else {
            if position >= 0 { tables[group].remove(at: position, hash) }
            return
        }
        if position < 0 {
            tables[group].insert(key, hash, value, stamp: 0, time: time)
        } else {
            tables[group].values[position] = value
            if tracksTimes { tables[group].links[position].time = time }
        }
    }

    /// Notes a record whose changes will be made again: the log has it, so it is needed from then on.
    public func note(_ record: StateRecord) {
        for section in record.sections where groups.contains(section.group) {
            rotation.noteChange(of: section.group - groups.lowerBound, at: record.batch.milliseconds)
        }
    }

    /// Ends the reading of records.
    public func finishRestoring() {
        for group in tables.indices { tables[group].relink() }
        rotation.noteRestored(size: byteCount(ofGroup:))
    }
}

extension Range<UInt64> {
    /// Whether all of `other` is in this range.
    fileprivate func covers(_ other: Range<UInt64>) -> Bool {
        other.isEmpty || lowerBound <= other.lowerBound && upperBound >= other.upperBound
    }
}
