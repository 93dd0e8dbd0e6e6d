// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import Glibc
import Millrace
import Synchronization

/// A state of many keys of which each batch changes a few.
struct StateBench: Sendable {
    let name: String
    let keys: Int
    let updates: Int
    let batches: Int
    let partitions: Int

    /// Keys that a batch adds while the state is filled.
    private static let step = 1_000_000

    /// Key number `number`: spread over 2^40.
    private static func key(_ number: Int) -> Int { (number &* 0x1e37_79b9_7f4a_7c15) & 0xff_ffff_ffff }

    /// Calls malloc_trim, which Swift's overlay of the C library lacks: resident memory is then what is in use.
    private static func giveBackFreeMemory() {
        guard let trim = dlsym(nil, "malloc_trim") else { return }
        _ = unsafeBitCast(trim, to: (@convention(c) (Int) -> Int32).self)(0)
    }

    func run(_ engine: MillraceContext) async throws {
        let clock = ManualClock()
        let context = try StreamingContext(engine, batchDuration: .milliseconds(1), clock: clock)
        let fills = (keys + Self.step - 1) / Self.step
        let input = NumberedInput<(Int, Int)>(context) { [keys, updates, partitions] batch in
            if batch < fills {
                let range = batch * Self.step..<min(keys, (batch + 1) * Self.step)
                return engine.range(range, partitions: partitions).map { (Self.key($0), 1) }
            }
            // Different keys in each batch, far from each other.
            let start = (batch - fills) * updates
            return engine.range(0..<updates, partitions: partitions)
                .map { (Self.key((start + $0) &* 7_919 % keys), 1) }
        }
        let timer = BatchTimer()
        context.addListener(timer)
        let total = build(input)
        Self.giveBackFreeMemory()
        let empty = Usage.residentMiB
        try await context.start()
        for _ in 0..<fills { await timer.next { clock.advance(by: .milliseconds(1)) } }
        Self.giveBackFreeMemory()
        let full = Usage.residentMiB
        let (walls, cpus) = (Samples(), Samples())
        for _ in 0..<batches {
            let before = Usage.now
            await timer.next { clock.advance(by: .milliseconds(1)) }
            let after = Usage.now
            walls.add((after.wallSeconds - before.wallSeconds) * 1000)
            cpus.add((after.cpuSeconds - before.cpuSeconds) * 1000)
        }
        let sum = await total()
        guard sum == keys + batches * updates else { stop("the states add up to \(sum)") }
        await context.stop()
        report([
            "case": name, "keys": "\(keys)", "updates": "\(updates)", "batches": "\(batches)",
            "ms-per-batch-median": decimal(walls.quantile(0.5), 3), "least": decimal(walls.quantile(0), 3),
            "most": decimal(walls.quantile(1), 3), "cpu-ms-median": decimal(cpus.quantile(0.5), 3),
            "ns-per-update": decimal(cpus.quantile(0.5) * 1e6 / Double(updates), 1),
            "bytes-per-key": decimal((full - empty) * 1_048_576 / Double(keys), 1),
            "peak-MiB": decimal(Usage.peakMemoryMiB, 1),
        ])
    }

    /// The stream of the case. Returns a closure that adds up all states.
    private func build(_ input: DStream<(Int, Int)>) -> @Sendable () async -> Int {
        if name == "map" {
            let spec = StateSpec<Int, Int, Int, Int> { _, value, state in
                try state.update((state.value ?? 0) + (value ?? 0))
                return state.value
            }
            let states = input.mapWithState(spec.partitions(partitions))
            states.foreachRDD { rdd, _ in _ = try await rdd.count() }
            return { await states.snapshot().reduce(0) { $0 + $1.1 } }
        }
        let states = input.updateStateByKey(partitions: partitions, callsEveryKey: name == "update-all") {
            values, sum -> Int? in values.reduce(sum ?? 0, +)
        }
        // No action: reading the stream would read every key.
        states.foreachRDD { _, _ in }
        return { await states.snapshot().reduce(0) { $0 + $1.1 } }
    }
}

/// Waits for the ends of batches.
private final class BatchTimer: StreamingListener {
    private let waiter = Mutex<CheckedContinuation<Void, Never>?>(nil)

    /// Waits until a batch that `begin` lets begin has ended.
    func next(_ begin: () -> Void) async {
        await withCheckedContinuation { continuation in
            waiter.withLock { $0 = continuation }
            begin()
        }
    }

    func batchCompleted(_ batch: BatchInfo) {
        if let reason = batch.failureReason { stop("a batch failed: \(reason)") }
        let continuation = waiter.withLock { waiter in
            defer { waiter = nil }
            return waiter
        }
        continuation?.resume()
    }
}
