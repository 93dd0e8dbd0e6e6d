// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Testing

@testable import MillraceCLI

@Suite struct LogInspectionTests {
    /// A file with two records, each of which was synced before the next.
    private func file() -> [UInt8] {
        var writer = StoreWriter()
        LogFormat.writeHead(LogFormat.Head(epoch: 3, number: 9, previousEnd: 70, time: 1000), into: &writer)
        LogFormat.writeRecord(StoredBytes([1, 2, 3]), time: 1000, synced: 0, into: &writer)
        LogFormat.writeRecord(StoredBytes([4]), time: 2000, synced: 71, into: &writer)
        return writer.finish().array
    }

    @Test func recordsArePrintedWithTheirPlaces() throws {
        let inspection = try LogInspection(StoredBytes(file()))
        #expect(
            inspection.lines == [
                "file 9, epoch 3, first time 1000, end of the file before 70", "44 time 1000 size 3 synced 0",
                "71 time 2000 size 1 synced 71", "2 records, 4 bytes of payload",
            ])
        #expect(!inspection.isDamaged)
    }

    @Test func damageIsToldFromAnUnfinishedWrite() throws {
        var damaged = file()
        damaged[68] ^= 1
        let inspection = try LogInspection(StoredBytes(damaged))
        #expect(inspection.isDamaged)
        #expect(inspection.lines[1] == "44 DAMAGED up to 71: not a record, but was on the disk")
        let torn = try LogInspection(StoredBytes(file().dropLast()))
        #expect(!torn.isDamaged && torn.lines[2] == "71 unfinished write of 24 bytes")
        #expect(throws: StorableError.self) { try LogInspection(StoredBytes([UInt8](repeating: 7, count: 100))) }
    }
}
