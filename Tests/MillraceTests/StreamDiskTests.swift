// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import TestSupport
import Testing

/// Streams with checkpoints on disks that fail, fill up and lose power.
@Suite(.timeLimit(.minutes(30))) struct StreamDiskTests {
    /// Power fails after every change of the disk, and inside the last one.
    @Test(arguments: [nil, 0, 1, 30] as [Int?]) func wheneverThePowerFailsTheStreamGoesOn(torn: Int?) async throws {
        let files = FaultyFileSystem()
        let first = try SimulatedJob(files, batches: 5)
        try await first.run()
        let outputs = first.outputs.entries
        #expect(outputs.count == 5 && SimulatedJob.difference(outputs) == nil)
        for count in 0...files.operationCount {
            let second = try SimulatedJob(files.afterPowerCut(count, torn: torn), batches: 3, now: 15_000)
            try await second.run()
            // An output that began after the cut was not written.
            let all = outputs.filter { $0.changes < count } + second.outputs.entries
            let difference = SimulatedJob.difference(all)
            #expect(difference == nil, "after \(count) changes")
        }
    }

    /// Lives that end at random changes of the disk, with an arbitrary part of what was not synced.
    /// `MILLRACE_HISTORIES` is their number, 100 by default; `MILLRACE_SEED` repeats a run.
    @Test func lifeAfterLifeWithPowerCutsAndReorderedWritesLosesNothing() async throws {
        var random = SplitMix(state: TestSeed.value)
        let histories = ProcessInfo.processInfo.environment["MILLRACE_HISTORIES"].flatMap { Int($0) } ?? 100
        for history in 0..<histories {
            var (files, now) = (FaultyFileSystem(), 10_000 as Int64)
            var outputs: [SimulatedJob.Output] = []
            for _ in 0..<4 {
                let batches = Int.random(in: 1...3, using: &random)
                let job = try SimulatedJob(files, batches: batches, now: now)
                try await job.run()
                let cut = Int.random(in: 0...files.operationCount, using: &random)
                outputs += job.outputs.entries.filter { $0.changes < cut }
                files = files.afterReorderedPowerCut(cut, using: &random)
                now += Int64.random(in: 0...4, using: &random) * 1000
            }
            let last = try SimulatedJob(files, batches: 3, now: now)
            try await last.run()
            let difference = SimulatedJob.difference(outputs + last.outputs.entries)
            #expect(difference == nil, "history \(history) of seed \(TestSeed.value)")
            if difference != nil { return }
        }
    }

    @Test(arguments: [
        (FaultyFileSystem.Call.open, 30 as Int32), (.write, 5), (.write, 28), (.sync, 5), (.rename, 30),
        (.syncDirectory, 5),
    ])
    func writesThatGoOnFailingStopTheStreamAndNothingIsLost(call: FaultyFileSystem.Call, errno: Int32) async throws {
        let files = FaultyFileSystem()
        let first = try SimulatedJob(files, batches: 2)
        try await first.run()
        let second = try SimulatedJob(files, batches: 3, now: 12_000)
        let listener = FailingDisk { files.fail(call, errno: errno) }
        second.context.addListener(listener)
        let error = await failure(of: second)
        #expect((error as? StreamingError).map(rootErrno) == errno, "\(String(describing: error))")
        files.heal()
        let third = try SimulatedJob(files, batches: 3, now: 20_000)
        try await third.run()
        let all = first.outputs.entries + second.outputs.entries + third.outputs.entries
        let difference = SimulatedJob.difference(all)
        #expect(difference == nil)
    }

    /// All kept checkpoints but the oldest are damaged: that one has all that it needs.
    @Test(arguments: [2, 3, 6]) func anOlderCheckpointIsAsGood(kept: Int) async throws {
        for batches in 1...8 {
            let files = FaultyFileSystem()
            let first = try SimulatedJob(files, batches: batches, kept: kept)
            try await first.run()
            let names = files.files.keys.filter { $0.contains("/checkpoint-") }.sorted()
            #expect(names.count == min(kept, 2 * batches))
            for damaged in 1..<names.count {
                let disk = FaultyFileSystem(files.files)
                for name in names.suffix(damaged) { disk.change(name) { $0[$0.count - 1] ^= 1 } }
                let second = try SimulatedJob(disk, batches: 3, now: 30_000, kept: kept)
                try await second.run()
                let difference = SimulatedJob.difference(first.outputs.entries + second.outputs.entries)
                #expect(difference == nil, "\(batches) batches, \(damaged) of \(names.count) damaged")
                // And the run after it, which cleaned as if nothing had happened.
                let third = try SimulatedJob(disk, batches: 3, now: 40_000, kept: kept)
                try await third.run()
                let all = first.outputs.entries + second.outputs.entries + third.outputs.entries
                #expect(SimulatedJob.difference(all) == nil, "\(batches) batches, \(damaged) damaged, third run")
            }
        }
    }

    @Test func aFullDiskStopsTheStreamAndRoomLetsItGoOn() async throws {
        for room in stride(from: 0, to: 3000, by: 250) {
            let files = FaultyFileSystem()
            let first = try SimulatedJob(files, batches: 3)
            first.context.addListener(FailingDisk { files.setRoom(room) })
            _ = await failure(of: first)
            files.heal()
            let second = try SimulatedJob(files, batches: 3, now: 20_000)
            try await second.run()
            let difference = SimulatedJob.difference(first.outputs.entries + second.outputs.entries)
            #expect(difference == nil, "room for \(room) bytes")
        }
    }

    /// Runs the job while the clock moves on, so that waits before retries end. Returns the failure.
    private func failure(of job: SimulatedJob) async -> (any Error)? {
        let over = Event()
        let run = Task {
            defer { over.signal() }
            try await job.run()
        }
        let ticking = Task {
            while !Task.isCancelled {
                job.clock.advance(by: .seconds(1))
                await Task.yield()
            }
        }
        await over.wait()
        ticking.cancel()
        guard case .failure(let error) = await run.result else { return nil }
        return error
    }

    private func rootErrno(_ error: StreamingError) -> Int32? {
        var cause: (any Error)? = error
        while let inner = (cause as? StreamingError)?.underlyingError { cause = inner }
        return (cause as? DiskError)?.errno
    }
}

/// Breaks the disk once the stream has started.
private struct FailingDisk: StreamingListener {
    let fail: @Sendable () -> Void

    func streamingStarted(firstBatch: BatchTime) { fail() }
}

/// A random generator whose numbers a seed fixes.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
