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

    /// Four batches were done, up to 14,000 ms, with the numbers 0 to 7. "c" and "d" had been stored, and wait for a batch.
    @Test(arguments: names) func aJobGoesOnFromACheckpoint(name: String) async throws {
        let job = try GoldenJob<SecondTally>(files(name), now: 14_000)
        try await job.context.start()
        await job.tick()
        // The batches before the restart that windows need are computed again, from the one with 2 and 3 on; the first
        // version has no last number of 1, which came before 4.
        let first = await job.numbers.next()
        #expect(first == "4:2:-1 5:2:2 6:3:3 7:3:4 8:3:5 9:4:6")
        #expect(await job.received.next() == ["c", "d"])
        await job.tick()
        let second = await job.numbers.next()
        #expect(second == "10:4:7 11:4:8 6:3:3 7:3:4 8:3:5 9:4:6")
        await job.end()
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["MILLRACE_WRITE_CHECKPOINT"] != nil))
    func aCheckpointOfThePresentReleaseIsWritten() async throws {
        let path = try #require(ProcessInfo.processInfo.environment["MILLRACE_WRITE_CHECKPOINT"])
        let files = FaultyFileSystem()
        let job = try GoldenJob<FirstTally>(files, now: 10_000)
        try await job.context.start()
        await job.store("a")
        await job.tick()
        await job.tick()
        await job.store("b")
        await job.tick()
        await job.tick()
        await job.store("c")
        await job.store("d")
        await job.end()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try encoder.encode(files.files.mapValues(\.hex)).write(to: URL(filePath: path))
    }
}
