// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace

/// The faults of one driver, drawn from the seed before it starts. A pure value.
struct DriverPlan: Sendable {
    /// The way in which the driver ends. Operations are counted from 1.
    enum End: Sendable {
        /// In order, after its batches.
        case stop
        /// At an operation, or after its batches if it makes fewer ones.
        case kill(Int), powerCut(Int)
        /// It hangs at an operation, and goes on after so many batches of later drivers.
        case hang(Int, batches: Int)

        /// Whether it is in order.
        var isOrder: Bool { if case .stop = self { true } else { false } }
    }

    /// An error: the next `count` operations that fit, from number `first` on, fail.
    struct Failure: Sendable {
        var fault: SimulatedFault
        var first: Int
        var count: Int

        func fits(_ operation: SimulatedOperation, _ number: Int) -> Bool {
            guard number >= first, count > 0 else { return false }
            switch fault {
            case .fullDisk: return operation.needsRoom
            case .failedSync: return operation.kind == .sync || operation.kind == .syncDirectory
            case .lostAnswer: return operation.kind == .call
            default: return operation.kind != .request
            }
        }
    }

    /// Numbers of operations of a driver without faults, from which places are drawn.
    struct Profile: Sendable {
        var start: Int
        var perBatch: Int
    }

    /// Number of ticks before it ends.
    var batches: Int
    var end = End.stop
    var failures: [Failure] = []
    /// Changes of the wall clock, by the number of the tick that they come before.
    var jumps: [Int: Duration] = [:]
    /// Change of the wall clock until the next driver starts.
    var downtime: Duration = .zero
    /// Whether a call that the driver dies in takes effect.
    var appliesLastCall = false
    /// The part of the last write that is written, from 0 to 1.
    var lastPart = 1.0
    /// Seed of what a power cut leaves, and of faults beside the plan.
    var seed: UInt64 = 0
    /// Whether nothing is drawn.
    private(set) var isFaultless = true

    /// A driver without faults.
    init(batches: Int) { self.batches = batches }

    /// Draws a driver.
    init(
        _ random: inout SplitMix64, faults: Set<SimulatedFault>, batches: Int, batchDuration: Duration,
        profile: Profile
    ) {
        self.init(batches: .random(in: 1...max(1, batches), using: &random))
        isFaultless = false
        let operations = profile.start + profile.perBatch * self.batches
        func place() -> Int { .random(in: 1...max(1, operations), using: &random) }
        let ends = ([.kill, .powerCut, .powerCut, .hang] as [SimulatedFault]).filter(faults.contains)
        switch Int.random(in: 0..<6, using: &random) == 0 ? nil : ends.randomElement(using: &random) {
        case .kill: end = .kill(place())
        case .powerCut: end = .powerCut(place())
        case .hang: end = .hang(place(), batches: .random(in: 1...3, using: &random))
        default: break
        }
        let errors = ([.fullDisk, .failedSync, .failedCall, .lostAnswer] as [SimulatedFault]).filter(faults.contains)
        for _ in 0..<max(0, Int.random(in: -2...2, using: &random)) {
            guard let fault = errors.randomElement(using: &random) else { break }
            let count = fault == .fullDisk ? Int.random(in: 1...12, using: &random) : 1
            failures.append(Failure(fault: fault, first: place(), count: count))
        }
        let interval = batchDuration.wholeMilliseconds
        downtime = .milliseconds(Int64.random(in: 0...3 * interval, using: &random))
        if faults.contains(.clockJump) {
            func jump() -> Duration { .milliseconds(Int64.random(in: -5 * interval...10 * interval, using: &random)) }
            if Int.random(in: 0..<4, using: &random) == 0 {
                jumps[.random(in: 1...self.batches, using: &random)] = jump()
            }
            if Int.random(in: 0..<4, using: &random) == 0 { downtime = jump() }
        }
        appliesLastCall = .random(using: &random)
        lastPart = .random(in: 0...1, using: &random)
        seed = random.next()
    }
}
