// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Logging
import Millrace
import TestSupport
import Testing

@testable import MillraceCLI

@Suite struct CheckpointMigrateTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// A checkpoint with two operators that keep something, and a log of two records.
    private func write(_ directory: String) async throws {
        let store = DirectoryCheckpointStore(directory: directory)
        let owner = CheckpointOwner(job: "enrich", host: "h", process: 1, started: 1)
        let writer = Checkpointer(store: store, lease: try await store.acquire(owner))
        let log = try await store.openLog("state", through: nil, writer.lease) { _, _ in }
        for byte in [1, 2] as [UInt8] { try await log.append(StoredBytes([byte]), time: BatchTime(milliseconds: 5)) }
        await log.close()
        let operators = ["in", "counts", "old"].map { GraphFingerprint.Operator(id: $0, kind: "k", keeps: true) }
        let plans = ["in", "old"].map { Checkpoint.Plan(operatorID: $0, bytes: [1]) }
        _ = try await writer.write(
            Checkpoint(
                job: "enrich", graph: GraphFingerprint(operators), batchDuration: 1000, zeroTime: 0, lastTime: 5,
                batches: [.init(time: 5, isDone: false, plans: plans)],
                notes: [.init(operatorID: "old", bytes: [2])]),
            logger: logger)
        await store.release(writer.lease)
    }

    private func read(_ directory: String) async throws -> Checkpointer.Recovery {
        try await Checkpointer.read(DirectoryCheckpointStore(directory: directory))
    }

    @Test func aCheckpointOfThePresentFormatIsCheckedAndLeftAlone() async throws {
        let folder = try TemporaryFolder()
        try await write(folder.path)
        let check = try await CheckpointCheck.read(folder.path)
        #expect(!check.isDamaged)
        #expect(check.lines.first?.contains("job 'enrich', generation 1") == true)
        #expect(check.lines.last?.hasSuffix("/log.state: 2 records, 2 bytes of payload") == true)
        try await CheckpointMigrateCommand.parse([folder.path]).run()
        #expect(try await read(folder.path).checkpoint?.generation == 1)
    }

    @Test func operatorsAreRemovedWithWhatTheyKeep() async throws {
        let folder = try TemporaryFolder()
        try await write(folder.path)
        try await CheckpointMigrateCommand.parse([folder.path, "--remove", "old"]).run()
        let after = try #require(try await read(folder.path).checkpoint)
        #expect(after.graph.operators.map(\.id) == ["counts", "in"])
        #expect(after.batches.map { $0.plans.map(\.operatorID) } == [["in"]] && after.notes.isEmpty)
        #expect(after.generation == 2 && after.epoch == 2 && after.lastTime == 5 && after.job == "enrich")
        // A driver can take it: the lock was given back.
        let store = DirectoryCheckpointStore(directory: folder.path)
        #expect(try await store.acquire(.current(job: "enrich")).epoch == 3)
    }

    @Test func anOperatorThatIsNotThereIsNamedAndNothingIsWritten() async throws {
        let folder = try TemporaryFolder()
        try await write(folder.path)
        let command = try CheckpointMigrateCommand.parse([folder.path, "--remove", "olt"])
        let error = await #expect(throws: ValidationError.self) { try await command.run() }
        #expect(error?.message.contains("'olt'; it has 'counts', 'in', 'old'") == true)
        #expect(try await read(folder.path).checkpoint?.epoch == 1)
    }

    @Test func damageIsTold() async throws {
        let folder = try TemporaryFolder()
        try await write(folder.path)
        let path = try #require(folder.files("").first { $0.contains("/log.state/log-") })
        // In the first record, after which another one was written.
        try TemporaryFolder.change(path) { $0[LogFormat.headSize + LogFormat.recordHeadSize] ^= 1 }
        let check = try await CheckpointCheck.read(folder.path)
        #expect(check.isDamaged)
        await #expect(throws: ExitCode.failure) { try await CheckpointMigrateCommand.parse([folder.path]).run() }
    }

    @Test func aDirectoryWithoutACheckpointIsTold() async throws {
        let folder = try TemporaryFolder()
        let check = try await CheckpointCheck.read(folder.path)
        #expect(check.isDamaged && check.lines.first?.contains("there is no checkpoint in") == true)
    }
}
