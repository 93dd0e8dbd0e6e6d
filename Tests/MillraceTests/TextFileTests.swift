// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import TestSupport
import Testing

/// Reading and writing of text files.
@Suite struct TextFileTests {
    let engine = makeEngine()
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: 1...9)
    func everyLineIsInOnePartition(partitions: Int) async throws {
        let lines = ["first", "", "größer", "x", "a longer line than the others", "", "last"]
        for ending in ["\n", "\r\n"] {
            for hasLastEnd in [true, false] {
                let text = lines.joined(separator: ending) + (hasLastEnd ? ending : "")
                let path = try folder.write(Array(text.utf8), "text")
                let rdd = try engine.textFile(path, partitions: partitions)
                #expect(rdd.partitionCount >= partitions)
                #expect(try await rdd.collect() == lines)
            }
        }
    }

    @Test func linesLongerThanABlock() async throws {
        let lines = (0..<40).map { String(repeating: "\($0),", count: $0 * 300) }
        let path = try folder.write(Array(lines.joined(separator: "\n").utf8), "text")
        #expect(try await engine.textFile(path, partitions: 7).collect() == lines)
    }

    @Test func whatIsSavedIsReadBack() async throws {
        let path = folder.path("out")
        try await engine.range(0..<100, partitions: 3).saveAsTextFile(path)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: path).sorted() == [
                "_SUCCESS", "part-00000", "part-00001", "part-00002",
            ])
        #expect(try await engine.textFile(path).collect() == (0..<100).map { "\($0)" })
        let error = await #expect(throws: StreamingError.self) {
            try await engine.range(0..<3).saveAsTextFile(path)
        }
        #expect(error?.code == .invalidOperation)
    }

    @Test func aMissingFileIsNamed() throws {
        let error = #expect(throws: StreamingError.self) { try engine.textFile(folder.path("none")) }
        #expect(error?.code == .storageFailed)
        #expect(error?.description.contains("none") == true)
    }

    @Test func anEmptyFileHasNoLines() async throws {
        let path = try folder.write([UInt8](), "empty")
        #expect(try await engine.textFile(path).count() == 0)
    }
}
