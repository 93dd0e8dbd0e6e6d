// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Millrace

/// Records of any size that the length in their head can say.
@Suite(.timeLimit(.minutes(10))) struct LogFormatTests {
    /// More than 256 MiB, of zero pages that are only read, so that the test needs no such memory.
    @Test func aLargeRecordIsReadBack() throws {
        let length = (256 << 20) + 1
        let base = try #require(calloc(1, LogFormat.recordHeadSize + length))
        let payload = UnsafeRawBufferPointer(start: base + LogFormat.recordHeadSize, count: length)
        var head = StoreWriter()
        head.writeInteger(UInt32(length))
        head.writeInteger(CRC32C.checksum(payload))
        head.writeInteger(Int64(7))
        head.writeInteger(UInt32(0))
        head.writeInteger(head.withWritten { CRC32C.checksum($0) })
        head.withWritten { UnsafeMutableRawBufferPointer(start: base, count: $0.count).copyMemory(from: $0) }
        let bytes = StoredBytes(adopting: base, count: LogFormat.recordHeadSize + length)
        let record = try #require(LogFormat.record(bytes, at: 0))
        #expect(record.payload.count == length && record.time == 7 && record.end == bytes.count)
    }

    @Test func aRecordThatItsLengthCannotSayIsRefused() async throws {
        let log = try WriteAheadLog(directory: "/log", files: FaultyFileSystem())
        // Its bytes are not there, and nobody looks at them.
        let base = try #require(malloc(1))
        let error = await #expect(throws: StreamingError.self) {
            try await log.append(
                StoredBytes(adopting: base, count: LogFormat.maxPayload + 1), time: BatchTime(milliseconds: 0))
        }
        #expect(error?.code == .storageFailed && error?.message.contains("4 GiB") == true)
        try await log.append(StoredBytes([1]), time: BatchTime(milliseconds: 0))
        await log.close()
    }
}
