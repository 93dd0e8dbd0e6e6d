// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

/// Subscriptions and assignments of the classic group protocol as bytes.
@Suite struct ConsumerProtocolTests {
    static let subscription = GroupSubscription(
        topics: ["b", "a"], userData: [1, 2],
        ownedPartitions: [
            .init(topic: "b", partition: 1),
            .init(topic: "a", partition: 3), .init(topic: "b", partition: 0),
        ], generationID: 7, rack: "r")

    /// Bytes as kafka-clients 3.9.1 writes them.
    static let subscriptionBytes: [UInt8] = [
        0, 3, 0, 0, 0, 2, 0, 1, 0x61, 0, 1, 0x62, 0, 0, 0, 2, 1, 2,
        0, 0, 0, 2, 0, 1, 0x61, 0, 0, 0, 1, 0, 0, 0, 3, 0, 1, 0x62, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1,
        0, 0, 0, 7, 0, 1, 0x72,
    ]

    @Test func subscriptionIsWrittenSorted() throws {
        #expect(try Self.subscription.encoded().bytes == Self.subscriptionBytes)
        let read = try GroupSubscription(decoding: ByteSlice(copying: Self.subscriptionBytes))
        #expect(read.topics == ["a", "b"])
        #expect(read.ownedPartitions == Self.subscription.ownedPartitions.sorted())
        #expect(read.userData == [1, 2] && read.generationID == 7 && read.rack == "r")
    }

    @Test func newerVersionIsReadAsTheNewestKnown() throws {
        var bytes = Self.subscriptionBytes
        bytes[1] = 9
        let read = try GroupSubscription(decoding: ByteSlice(copying: bytes + [1, 2, 3]))
        #expect(read.rack == "r")
        let assignment = try GroupAssignment(decoding: [0, 9, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 4])
        #expect(assignment == GroupAssignment(partitions: []))
    }

    @Test func olderVersionsLeaveFieldsOut() throws {
        let read = try GroupSubscription(decoding: [0, 0, 0, 0, 0, 1, 0, 1, 0x61, 0xFF, 0xFF, 0xFF, 0xFF])
        #expect(read == GroupSubscription(topics: ["a"]))
    }

    @Test func emptyRackIsNone() throws {
        #expect(try GroupSubscription(decoding: GroupSubscription(topics: [], rack: "").encoded()).rack == nil)
    }

    @Test func assignmentRoundTrips() throws {
        let assignment = GroupAssignment(
            partitions: [
                .init(topic: "b", partition: 1), .init(topic: "a", partition: 0),
                .init(topic: "b", partition: 0),
            ], userData: [5])
        let bytes = try assignment.encoded()
        #expect(
            bytes.bytes == [
                0, 3, 0, 0, 0, 2, 0, 1, 0x62, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0x61, 0, 0, 0, 1, 0, 0, 0, 0,
                0, 0, 0, 1, 5,
            ])
        let read = try GroupAssignment(decoding: bytes)
        #expect(read.partitions.map(\.description) == ["b-1", "b-0", "a-0"] && read.userData == [5])
        #expect(try GroupAssignment(decoding: .empty).partitions.isEmpty)
    }

    @Test func hostileBytesAreErrors() {
        let whole = Self.subscriptionBytes
        for count in 0..<whole.count {
            #expect(throws: WireError.self, "\(count) bytes") {
                try GroupSubscription(decoding: ByteSlice(copying: whole.prefix(count)))
            }
        }
        #expect(throws: WireError.self) { try GroupSubscription(decoding: [0xFF, 0xFF]) }
        #expect(throws: WireError.self) { try GroupSubscription(decoding: [0, 3, 0x7F, 0xFF, 0xFF, 0xFF]) }
        #expect(throws: WireError.self) { try GroupAssignment(decoding: [0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0, 0]) }
        var random = SplitMix64(seed: TestSeed.value)
        for _ in 0..<2_000 {
            var bytes = whole
            for _ in 0...Int(random.next() % 4) {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            // Nothing but that it returns: changed bytes may still be a subscription.
            _ = try? GroupSubscription(decoding: ByteSlice(copying: bytes))
            _ = try? GroupAssignment(decoding: ByteSlice(copying: bytes))
        }
    }
}
