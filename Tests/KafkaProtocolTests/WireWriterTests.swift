// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@Suite struct WireWriterTests {
    private static let long = ByteSlice(copying: [UInt8](repeating: 0x62, count: 64))
    private static let short = ByteSlice(copying: [UInt8](repeating: 0x61, count: 63))

    /// Fields and slices in turn, as in a Produce request with several partitions.
    private static func write(_ slices: [ByteSlice], into writer: inout WireWriter) throws {
        for slice in slices {
            writer.writeInteger(7 as Int16)
            try writer.writeBytes(slice, flexible: true)
        }
    }

    @Test(arguments: [[long], [short], [long, long], [short, long, short], [long, short], []])
    func `Referenced slices make the same bytes as copied ones`(_ slices: [ByteSlice]) throws {
        var copying = WireWriter()
        try Self.write(slices, into: &copying)
        let expected = copying.finish().bytes
        var referencing = WireWriter(capacity: 16, referencingFrom: 64)
        try Self.write(slices, into: &referencing)
        #expect(referencing.finishSlices().flatMap(\.bytes) == expected)
        var joined = WireWriter(referencingFrom: 64)
        try Self.write(slices, into: &joined)
        #expect(joined.finish().bytes == expected)
    }

    @Test func `A slice of the threshold's length is referenced, a shorter one is copied`() throws {
        var writer = WireWriter(referencingFrom: 64)
        try Self.write([Self.short, Self.long], into: &writer)
        let slices = writer.finishSlices()
        #expect(slices.map(\.count) == [2 + 1 + 63 + 2 + 1, 64])
        let place = Self.long.withUnsafeBytes { $0.baseAddress }
        #expect(try slices.at(1).withUnsafeBytes { $0.baseAddress } == place)
    }

    @Test func `The offset in an error counts referenced bytes`() throws {
        var writer = WireWriter(referencingFrom: 64)
        try Self.write([Self.long], into: &writer)
        let error = writer.error(.invalidLength, "is too long")
        #expect(error.byteOffset == 2 + 1 + 64)
    }
}
