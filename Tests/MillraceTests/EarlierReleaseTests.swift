// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Millrace

/// Checkpoint directories that earlier releases wrote: this one goes on from them.
///
/// `MILLRACE_WRITE_CHECKPOINT` writes one of the present release to that path; `Fixtures/README.md` says when.
@Suite(.timeLimit(.minutes(10))) struct EarlierReleaseTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Fixtures/checkpoints")

    /// Names of the files, each of which has the files of a directory by path, as hexadecimal text.
    private static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { $0.hasSuffix(".json") }.sorted()
        ?? []

    @Test func thereIsAGoldenCheckpoint() { #expect(Self.names.contains("before-1.0.json")) }

    private func files(_ name: String) throws -> FaultyFileSystem {
        let text = try Data(contentsOf: Self.folder.appending(path: name))
        let files = try JSONDecoder().decode([String: String].self, from: text).mapValues { try [UInt8](hex: $0) }
        for part in ["/checkpoint-", "/owner", "/log.state/log-", "/log.received/log-", "/log.receivers/log-"] {
            #expect(files.keys.contains { $0.contains(part) }, "\(name) has no \(part)")
        }
        return FaultyFileSystem(files)
    }

    /// Six batches were done, up to 16,000 ms, with the numbers 0 to 11. "c" and "d" had been stored, and wait for a
    /// batch.
    @Test(arguments: names) func aJobGoesOnFromACheckpoint(name: String) async throws {
        let files = try files(name)
        let job = try GoldenJob<SecondTally>(files, now: 16_000)
        try await job.context.start()
        let owners = files.files.keys.filter { $0.contains("/owner") }
        #expect(owners.count == 1 && owners.first?.hasSuffix("/owner-00000000000000000002") == true, "\(owners)")
        await job.tick()
        // Counts go on from the first version's state. The batches that windows need are computed again, and so the
        // last numbers are there.
        let first = await job.numbers.next()
        #expect(first == "10:4:7 11:4:8 12:5:9 13:5:10 8:3:5 9:4:6")
        #expect(await job.received.next() == ["c", "d"])
        await job.tick()
        let second = await job.numbers.next()
        #expect(second == "10:4:7 11:4:8 12:5:9 13:5:10 14:5:11 15:6:12")
        await job.end()
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["MILLRACE_WRITE_CHECKPOINT"] != nil))
    func aCheckpointOfThePresentReleaseIsWritten() async throws {
        let path = try #require(ProcessInfo.processInfo.environment["MILLRACE_WRITE_CHECKPOINT"])
        let files = FaultyFileSystem()
        let job = try GoldenJob<FirstTally>(files, now: 10_000)
        try await job.context.start()
        for element in ["a", "b"] {
            await job.store(element)
            for _ in 0..<3 { await job.tick() }
        }
        await job.store("c")
        await job.store("d")
        await job.end()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try encoder.encode(files.files.mapValues(\.hex)).write(to: URL(filePath: path))
    }
}
