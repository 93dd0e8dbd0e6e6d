// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// One record of a cluster's journal. The last record about a thing counts; nil means that it was deleted.
enum StoredRecord: Sendable {
    /// The first record: the cluster's id, and the number of starts on this directory.
    case cluster(id: String, starts: Int64)
    case topic(name: String, StoredTopic?)
    case partition(topicID: KafkaUUID, index: Int32, StoredPartition)
    case offset(group: String, PartitionKey, GroupOffsets.Committed?)
    case transaction(id: String, TransactionStateMachine?)
    case pendingOffset(PendingOffsetKey, GroupOffsets.Committed?)
    case nextProducerID(Int64)
    case brokerConfigs([String: [String: String]])
    case acls([AccessControlList.Rule])
    case quotas([ClientQuotas.Entity: [ClientQuotas.Key: Double]])
    case scramUsers([String: [ScramUsers.Mechanism: ScramUsers.Credential]])
    case groupConfigs([String: [String: String]])
    case clientMetricsConfigs([String: [String: String]])
    /// The end of the metadata log.
    case metadataEnd(Int64)
}

// MARK: - Bytes

extension WireWriter {
    mutating func writeText(_ text: String) {
        let bytes = ByteSlice(utf8: text)
        writeInteger(UInt32(bytes.count))
        writeRaw(bytes)
    }

    mutating func writeOptional<T>(_ value: T?, _ body: (T, inout WireWriter) -> Void) {
        writeBool(value != nil)
        if let value { body(value, &self) }
    }

    mutating func writeList<T>(_ values: [T], _ body: (T, inout WireWriter) -> Void) {
        writeInteger(UInt32(values.count))
        for value in values { body(value, &self) }
    }

    /// Writes entries sorted by key, so that equal maps have equal bytes.
    mutating func writeMap<T>(_ map: [String: T], _ body: (T, inout WireWriter) -> Void) {
        writeList(map.sorted { $0.key < $1.key }) { entry, writer in
            writer.writeText(entry.key)
            body(entry.value, &writer)
        }
    }

    mutating func writeKey(_ key: PartitionKey) {
        writeText(key.topic)
        writeInteger(key.partition)
    }
}

extension WireReader {
    mutating func readText() throws(WireError) -> String {
        try readSlice(count: Int(try readUInt32())).string
    }

    mutating func readOptional<T>(
        _ body: (inout WireReader) throws(WireError) -> T
    ) throws(WireError) -> T? {
        try readBool() ? try body(&self) : nil
    }

    mutating func readList<T>(_ body: (inout WireReader) throws(WireError) -> T) throws(WireError) -> [T] {
        let count = try readUInt32()
        var values: [T] = []
        for _ in 0..<count { values.append(try body(&self)) }
        return values
    }

    mutating func readMap<T>(_ body: (inout WireReader) throws(WireError) -> T) throws(WireError) -> [String: T] {
        let count = try readUInt32()
        var map: [String: T] = [:]
        for _ in 0..<count {
            let key = try readText()
            map[key] = try body(&self)
        }
        return map
    }

    mutating func readKey() throws(WireError) -> PartitionKey {
        PartitionKey(topic: try readText(), partition: try readInt32())
    }
}

extension StoredRecord {
    /// The first byte of a record; values never change their meaning.
    private enum Kind: UInt8 {
        case cluster = 1
        case topic, partition, offset, transaction, pendingOffset, nextProducerID
        case brokerConfigs, acls, quotas, scramUsers, groupConfigs, clientMetricsConfigs, metadataEnd
    }

    private var kind: Kind {
        switch self {
        case .cluster: .cluster
        case .topic: .topic
        case .partition: .partition
        case .offset: .offset
        case .transaction: .transaction
        case .pendingOffset: .pendingOffset
        case .nextProducerID: .nextProducerID
        case .brokerConfigs: .brokerConfigs
        case .acls: .acls
        case .quotas: .quotas
        case .scramUsers: .scramUsers
        case .groupConfigs: .groupConfigs
        case .clientMetricsConfigs: .clientMetricsConfigs
        case .metadataEnd: .metadataEnd
        }
    }

    func write(into writer: inout WireWriter) {
        writer.writeInteger(kind.rawValue)
        switch self {
        case .cluster(let id, let starts):
            writer.writeText(id)
            writer.writeInteger(starts)
        case .topic(let name, let topic):
            writer.writeText(name)
            writer.writeOptional(topic) { $0.write(into: &$1) }
        case .partition(let topicID, let index, let partition):
            writer.writeUUID(topicID)
            writer.writeInteger(index)
            partition.write(into: &writer)
        case .offset(let group, let key, let committed):
            writer.writeText(group)
            writer.writeKey(key)
            writer.writeOptional(committed) { $0.write(into: &$1) }
        case .transaction(let id, let transaction):
            writer.writeText(id)
            writer.writeOptional(transaction) { $0.write(into: &$1) }
        case .pendingOffset(let key, let committed):
            writer.writeText(key.group)
            writer.writeInteger(key.producerID)
            writer.writeKey(key.partition)
            writer.writeOptional(committed) { $0.write(into: &$1) }
        case .nextProducerID(let number), .metadataEnd(let number): writer.writeInteger(number)
        case .brokerConfigs(let configs), .groupConfigs(let configs), .clientMetricsConfigs(let configs):
            writer.writeMap(configs) { $1.writeMap($0) { $1.writeText($0) } }
        case .acls(let rules): writer.writeList(rules) { $0.write(into: &$1) }
        case .quotas(let limits):
            writer.writeList(Array(limits)) { limit, writer in
                writer.writeMap(limit.key) { $1.writeOptional($0) { $1.writeText($0) } }
                writer.writeList(Array(limit.value)) { value, writer in
                    writer.writeText(value.key.rawValue)
                    writer.writeFloat64(value.value)
                }
            }
        case .scramUsers(let users):
            writer.writeMap(users) { credentials, writer in
                writer.writeList(Array(credentials)) { credential, writer in
                    writer.writeInteger(credential.key.rawValue)
                    credential.value.write(into: &writer)
                }
            }
        }
    }

    init(from reader: inout WireReader) throws(WireError) {
        guard let kind = Kind(rawValue: try reader.readInteger()) else {
            throw reader.error(.unsupportedVersion, "unknown kind of record")
        }
        switch kind {
        case .cluster: self = .cluster(id: try reader.readText(), starts: try reader.readInt64())
        case .topic:
            self = .topic(
                name: try reader.readText(),
                try reader.readOptional { (reader: inout WireReader) throws(WireError) in
                    try StoredTopic(from: &reader)
                })
        case .partition:
            self = .partition(
                topicID: try reader.readUUID(), index: try reader.readInt32(), try StoredPartition(from: &reader))
        case .offset:
            self = .offset(
                group: try reader.readText(), try reader.readKey(), try GroupOffsets.Committed.optional(from: &reader))
        case .transaction:
            self = .transaction(
                id: try reader.readText(),
                try reader.readOptional { (reader: inout WireReader) throws(WireError) in
                    try TransactionStateMachine(from: &reader)
                })
        case .pendingOffset:
            let group = try reader.readText()
            let producerID = try reader.readInt64()
            self = .pendingOffset(
                PendingOffsetKey(group: group, producerID: producerID, partition: try reader.readKey()),
                try GroupOffsets.Committed.optional(from: &reader))
        case .nextProducerID: self = .nextProducerID(try reader.readInt64())
        case .brokerConfigs: self = .brokerConfigs(try Self.readConfigs(&reader))
        case .groupConfigs: self = .groupConfigs(try Self.readConfigs(&reader))
        case .clientMetricsConfigs: self = .clientMetricsConfigs(try Self.readConfigs(&reader))
        case .metadataEnd: self = .metadataEnd(try reader.readInt64())
        case .acls:
            self = .acls(
                try reader.readList { (reader: inout WireReader) throws(WireError) in
                    try AccessControlList.Rule(from: &reader)
                })
        case .quotas: self = .quotas(try Self.readQuotas(&reader))
        case .scramUsers: self = .scramUsers(try Self.readUsers(&reader))
        }
    }

    private static func readConfigs(_ reader: inout WireReader) throws(WireError) -> [String: [String: String]] {
        try reader.readMap { (reader: inout WireReader) throws(WireError) in
            try reader.readMap { (reader: inout WireReader) throws(WireError) in try reader.readText() }
        }
    }

    private static func readQuotas(
        _ reader: inout WireReader
    ) throws(WireError) -> [ClientQuotas.Entity: [ClientQuotas.Key: Double]] {
        var limits: [ClientQuotas.Entity: [ClientQuotas.Key: Double]] = [:]
        for _ in 0..<(try reader.readUInt32()) {
            let entity = try reader.readMap { (reader: inout WireReader) throws(WireError) in
                try reader.readOptional { (reader: inout WireReader) throws(WireError) in try reader.readText() }
            }
            for _ in 0..<(try reader.readUInt32()) {
                let key = ClientQuotas.Key(rawValue: try reader.readText())
                let value = try reader.readFloat64()
                if let key { limits[entity, default: [:]][key] = value }
            }
        }
        return limits
    }

    private static func readUsers(
        _ reader: inout WireReader
    ) throws(WireError) -> [String: [ScramUsers.Mechanism: ScramUsers.Credential]] {
        try reader.readMap { (reader: inout WireReader) throws(WireError) in
            var credentials: [ScramUsers.Mechanism: ScramUsers.Credential] = [:]
            for _ in 0..<(try reader.readUInt32()) {
                let mechanism = ScramUsers.Mechanism(rawValue: try reader.readInt8())
                let credential = try ScramUsers.Credential(from: &reader)
                if let mechanism { credentials[mechanism] = credential }
            }
            return credentials
        }
    }
}

extension GroupOffsets.Committed {
    fileprivate func write(into writer: inout WireWriter) {
        writer.writeInteger(offset)
        writer.writeInteger(leaderEpoch)
        writer.writeOptional(metadata) { $1.writeText($0) }
        writer.writeInteger(timestamp)
    }

    fileprivate static func optional(from reader: inout WireReader) throws(WireError) -> GroupOffsets.Committed? {
        try reader.readOptional { (reader: inout WireReader) throws(WireError) in
            GroupOffsets.Committed(
                offset: try reader.readInt64(), leaderEpoch: try reader.readInt32(),
                metadata: try reader.readOptional { (reader: inout WireReader) throws(WireError) in
                    try reader.readText()
                }, timestamp: try reader.readInt64())
        }
    }
}

extension AccessControlList.Rule {
    fileprivate func write(into writer: inout WireWriter) {
        for number in [resourceType, patternType, operation, permission] { writer.writeInteger(number) }
        for text in [resourceName, principal, host] { writer.writeText(text) }
    }

    fileprivate init(from reader: inout WireReader) throws(WireError) {
        resourceType = try reader.readInt8()
        patternType = try reader.readInt8()
        operation = try reader.readInt8()
        permission = try reader.readInt8()
        resourceName = try reader.readText()
        principal = try reader.readText()
        host = try reader.readText()
    }
}

extension ScramUsers.Credential {
    fileprivate func write(into writer: inout WireWriter) {
        writer.writeInteger(iterations)
        for bytes in [salt, saltedPassword] {
            writer.writeInteger(UInt32(bytes.count))
            writer.writeRaw(bytes)
        }
    }

    fileprivate init(from reader: inout WireReader) throws(WireError) {
        iterations = try reader.readInt32()
        salt = try reader.readSlice(count: Int(try reader.readUInt32()))
        saltedPassword = try reader.readSlice(count: Int(try reader.readUInt32()))
    }
}
