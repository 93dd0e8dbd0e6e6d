// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Partitions that a member of a sticky group claims to own, and since when.
///
/// As bytes: the user data of Kafka's `StickyAssignor` in version 1, an array of topics with their partitions and a
/// generation, all in the protocol's inflexible form. Version 0 has no generation. Source: `StickyAssignor`.
struct StickyUserData: Equatable {
    /// Partitions that the member had in its last assignment.
    var partitions: [TopicPartition] = []
    /// Generation of that assignment, −1 if unknown.
    var generationID: Int32 = -1

    /// Bytes in version 1; topics are in the order of Java's `HashMap`. Nil if a topic's name is longer than Kafka
    /// allows by far (32,767 bytes), which no assignment that was read can contain.
    func encoded() -> ByteSlice? {
        var topics: [String] = []
        var numbers: [String: [Int32]] = [:]
        for partition in partitions {
            if numbers[partition.topic] == nil { topics.append(partition.topic) }
            numbers[partition.topic, default: []].append(partition.partition)
        }
        var writer = WireWriter()
        writer.writeInteger(Int32(topics.count))
        let isAskedAgain = partitions.last.map { numbers[$0.topic]?.count != 1 } ?? false
        for place in JavaHashOrder.orderIfAbsent(topics, isAskedAgain: isAskedAgain) {
            // A name that cannot be written is not one of Kafka's; the member is just not sticky then.
            guard (try? writer.writeString(topics[place], flexible: false)) != nil else { return nil }
            let numbers = numbers[topics[place]] ?? []
            writer.writeInteger(Int32(numbers.count))
            for number in numbers { writer.writeInteger(number) }
        }
        writer.writeInteger(generationID)
        return writer.finish()
    }

    /// Reads user data of either version. Bytes that are neither are no claims, as in Java.
    init(decoding bytes: ByteSlice?) {
        guard let bytes, !bytes.isEmpty else { return }
        var reader = WireReader(bytes)
        do {
            partitions = try Self.readPartitions(&reader)
        } catch {
            // Another assignor's bytes, or none of Kafka's: the member begins without partitions.
            return
        }
        // Version 0 ends here.
        generationID = max((try? reader.readInt32()) ?? -1, -1)
    }

    init(partitions: [TopicPartition], generationID: Int32) {
        self.partitions = partitions
        self.generationID = generationID
    }

    private static func readPartitions(_ reader: inout WireReader) throws(WireError) -> [TopicPartition] {
        var partitions: [TopicPartition] = []
        for _ in 0..<(try reader.readCount(elementBytes: 6)) {
            let topic = try reader.readString(flexible: false)
            for _ in 0..<(try reader.readCount(elementBytes: 4)) {
                partitions.append(TopicPartition(topic: topic, partition: try reader.readInt32()))
            }
        }
        return partitions
    }
}

extension WireReader {
    /// Reads the length of an array, whose elements take `elementBytes` at least.
    fileprivate mutating func readCount(elementBytes: Int) throws(WireError) -> Int {
        let count = try readInt32()
        guard count >= 0, Int(count) * elementBytes <= remaining else {
            throw error(.invalidLength, "\(count) elements cannot be in \(remaining) bytes")
        }
        return Int(count)
    }
}
