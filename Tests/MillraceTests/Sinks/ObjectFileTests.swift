// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct ObjectFileTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("millrace-\(UUID().uuidString)")

    @Test func objectFilesGiveTheElementsBack() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let engine = makeEngine()
        let pairs = (0..<5000).map { ("word \($0)", $0) }
        try await engine.parallelize(pairs, partitions: 3).saveAsObjectFile(folder.path)
        let read = try engine.objectFile(folder.path, of: (String, Int).self)
        #expect(read.partitionCount == 3)
        #expect(try await read.collect().map { "\($0)" } == pairs.map { "\($0)" })
        // Another type, a damaged byte, no file: each by name.
        let other = await #expect(throws: StreamingError.self) {
            try await engine.objectFile(folder.path, of: Int.self).count()
        }
        #expect("\(String(describing: other))".contains("dataDamaged"))
        let part = folder.appendingPathComponent("part-00001")
        var bytes = try Data(contentsOf: part)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: part)
        let damaged = await #expect(throws: StreamingError.self) { try await read.count() }
        #expect("\(String(describing: damaged))".contains("part-00001"))
        #expect(throws: StreamingError.self) { try engine.objectFile(folder.path + "/none", of: Int.self) }
        let full = await #expect(throws: StreamingError.self) {
            try await engine.range(0..<3).saveAsObjectFile(folder.path)
        }
        #expect(full?.code == .invalidOperation)
        await engine.stop()
    }

    @Test func streamsWriteFoldersOnTheDisk() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path
        let job = try SinkJob(FaultyFileSystem()) { input in
            input.saveAsTextFiles(path + "/deep/text", suffix: "txt")
            try input.map { ($0, "\($0)") }.saveAsObjectFiles(path + "/objects")
        }
        #expect(await job.run(2) == nil)
        let engine = makeEngine()
        #expect(try await engine.textFile(path + "/deep/text-12000.txt").collect() == ["2", "3"])
        let objects = try engine.objectFile(path + "/objects-11000", of: (Int, String).self)
        #expect(try await objects.collect().map { "\($0)" } == ["(0, \"0\")", "(1, \"1\")"])
        await engine.stop()
    }

    @Test func typesWithoutACodecAreNamed() async throws {
        final class Opaque: Sendable {}
        let job = try SinkJob(FaultyFileSystem()) { input in
            let error = #expect(throws: StreamingError.self) {
                try input.map { _ in Opaque() }.saveAsObjectFiles("/nowhere/o")
            }
            #expect(error?.code == .codecMissing)
            input.foreachRDD { _ in }
        }
        await job.context.stop()
    }
}
