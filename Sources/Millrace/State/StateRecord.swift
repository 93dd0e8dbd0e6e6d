// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One record of a state log: the changes of one state in one batch, and key groups as a whole; or the end of a state.
///
/// Sections are found without reading their contents, so that a job with another number of partitions reads what it
/// needs. Layout: format 1, operator, batch time, names of key and value types, then per section its length, group,
/// kind and contents. An end has no types and no sections. Own design.
public struct StateRecord: Sendable {
    /// Part of a record about one key group.
    struct Section: Sendable {
        let group: Int
        /// Whether the section has all keys of the group, as of the batch, and not only changes.
        let isWhole: Bool
        let hasTimes: Bool
        /// Whether a section that is whole is so for a part of the group: its contents begin with the part.
        let isPart: Bool
        let contents: Range<Int>
    }

    static let format: UInt8 = 1
    static let wholeFlag: UInt8 = 1
    static let timesFlag: UInt8 = 2
    static let partFlag: UInt8 = 4

    /// The upper 32 bits of the hashes of a group's keys.
    static func top(ofGroup group: Int) -> Range<UInt64> { UInt64(group) << 24..<UInt64(group + 1) << 24 }

    /// Id of the operator whose state it is.
    public let operatorID: String
    /// The batch.
    public let batch: BatchTime
    /// Names of the key type and the value type in stored data.
    public let keyType: String, valueType: String
    let sections: [Section]
    let bytes: StoredBytes

    /// The key groups that the record has something about, ascending, each once.
    public var groups: [Int] { Set(sections.map(\.group)).sorted() }

    /// Reads the head of a record.
    /// - Throws: `StorableError` if the bytes are not a state record, or one of a newer format.
    public init(_ bytes: StoredBytes) throws {
        var reader = StoreReader(bytes)
        let format = try reader.readInteger(UInt8.self)
        guard format == Self.format else {
            throw reader.error(
                .unknownVersion,
                "a state record has format \(format), this program reads \(Self.format): use a later one")
        }
        operatorID = try reader.readString()
        batch = BatchTime(milliseconds: try reader.readInteger())
        keyType = try reader.readString()
        valueType = try reader.readString()
        var sections: [Section] = []
        while reader.remaining > 0 {
            let length = Int(try reader.readInteger(UInt32.self))
            let group = Int(try reader.readInteger(UInt8.self))
            let flags = try reader.readInteger(UInt8.self)
            guard flags <= 7 else { throw reader.error(.invalidValue, "a section of a state has flags \(flags)") }
            let start = reader.byteOffset
            try reader.skip(length)
            sections.append(
                Section(
                    group: group, isWhole: flags & Self.wholeFlag != 0, hasTimes: flags & Self.timesFlag != 0,
                    isPart: flags & Self.partFlag != 0, contents: start..<start + length))
        }
        self.sections = sections
        self.bytes = bytes
    }

    /// Whether the records before this one are of a state that has ended: the operator was removed from the program.
    var isEnd: Bool { keyType.isEmpty }

    /// The end of the state that an operator of this id had up to the batch.
    static func end(operatorID: String, batch: BatchTime) -> StoredBytes {
        var writer = StoreWriter()
        writeHead(operatorID: operatorID, batch: batch, keyType: "", valueType: "", into: &writer)
        return writer.finish()
    }

    static func writeHead(
        operatorID: String, batch: BatchTime, keyType: String, valueType: String, into writer: inout StoreWriter
    ) {
        writer.writeInteger(format)
        writer.writeString(operatorID)
        writer.writeInteger(batch.milliseconds)
        writer.writeString(keyType)
        writer.writeString(valueType)
    }
}
