// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace

/// The drivers of one history, one after the other, and those that hang beside them.
struct DriverHistory {
    private struct Hanging {
        let run: DriverRun
        /// Batches of later drivers before it goes on.
        var batches: Int
    }

    let world: SimulatedWorld
    let disk: SimulatedDisk
    let batchDuration: Duration
    let configuration: StreamingConfiguration
    let job: DriverRun.Job
    private var now = BatchTime(milliseconds: 1_000_000)
    private var hanging: [Hanging] = []

    init(
        world: SimulatedWorld, disk: SimulatedDisk, batchDuration: Duration, configuration: StreamingConfiguration,
        job: @escaping DriverRun.Job
    ) {
        self.world = world
        self.disk = disk
        self.batchDuration = batchDuration
        self.configuration = configuration
        self.job = job
    }

    // MARK: Drivers

    /// A driver with faults, to its end.
    mutating func live(_ plan: DriverPlan) async {
        let run = makeRun(plan)
        await run.start(configuration, job)
        for _ in 0..<plan.batches where !run.facts.isStuck {
            await run.tick()
            // Nobody goes on after a power cut.
            if run.facts.isDead, case .powerCut = plan.end { break }
            await wakeDue()
        }
        if case .stop = plan.end, !run.facts.isStuck { await run.stop() }
        if case .hang = plan.end, !run.facts.isStuck { await run.stop() }
        await end(run)
    }

    /// A driver without faults, which must succeed.
    ///
    /// One that goes on where it hung may end it, as its late request for the producer id of both fences a Kafka
    /// transaction; a supervisor would start the next driver then, and so does this.
    /// - Throws: `SimulationError`.
    mutating func last(batches: Int) async throws {
        let isAlone = hanging.isEmpty
        guard var failure = await runLast(batches) else { return }
        await endHanging()
        if !isAlone {
            world.note("the last driver ended beside one that hung: \(failure)")
            guard let again = await runLast(batches) else { return }
            failure = again
        }
        throw SimulationError(description: "the last driver, which has no faults, failed: \(failure)")
    }

    /// Runs a driver without faults. Returns the reason if it fails.
    private mutating func runLast(_ batches: Int) async -> String? {
        let run = makeRun(DriverPlan(batches: batches))
        await run.start(configuration, job)
        let atStart = run.driver.fate.operationCount
        for _ in 0..<batches where !run.facts.isStuck {
            await run.tick()
            for index in hanging.indices { hanging[index].batches = 1 }
            await wakeDue()
        }
        let operations = run.driver.fate.operationCount - atStart
        world.noteProfile(DriverPlan.Profile(start: atStart, perBatch: operations / batches + 1))
        if !run.facts.isStuck { await run.stop() }
        let facts = run.facts
        await end(run)
        if facts.failure == nil, facts.completed >= batches { return nil }
        return facts.failure ?? "it ended after \(facts.completed) of \(batches) batches"
    }

    private func makeRun(_ plan: DriverPlan) -> DriverRun {
        let (world, disk) = (world, disk)
        let progress = DriverProgress(goesOn: configuration.failurePolicy.goesOn)
        let fate = DriverFate(number: world.nextDriver(), plan: plan, machine: world.machine) { fate, fault, place in
            world.note(fault, driver: fate.number, place)
            if fault == .hang { progress.change { $0.isHanging = true } }
        }
        fate.onEnd { [number = fate.number] in
            if case .powerCut = plan.end {
                var random = SplitMix64(seed: plan.seed)
                disk.cutPower(&random)
            }
            disk.unlock(number)
            progress.change { $0.isDead = true }
        }
        let driver = SimulatedDriver(
            fate, disk, clock: ManualClock(now: now), takesOver: !hanging.isEmpty, progress: progress,
            faults: plan.isFaultless ? [] : world.faults
        ) { world.note($0, driver: fate.number, $1) }
        return DriverRun(driver, batchDuration: batchDuration)
    }

    /// Ends a driver as its plan says; one that hangs stays.
    private mutating func end(_ run: DriverRun) async {
        now = run.driver.clock.now + run.plan.downtime
        if now.milliseconds < 0 { now = BatchTime(milliseconds: 0) }
        if run.facts.isHanging, case .hang(_, let batches) = run.plan.end {
            return hanging.append(Hanging(run: run, batches: batches))
        }
        if run.driver.isAlive {
            switch run.plan.end {
            case .kill: world.note(.kill, driver: run.driver.number, "its end")
            case .powerCut: world.note(.powerCut, driver: run.driver.number, "its end")
            case .stop, .hang: break
            }
        }
        await finish(run)
        // Nobody outlives a power cut.
        if case .powerCut = run.plan.end { await endHanging() }
    }

    private func finish(_ run: DriverRun) async {
        await run.finish()
        world.noteOperations(run.driver.fate.operations)
        if let failure = run.facts.failure, run.plan.end.isOrder {
            world.note("driver \(run.driver.number): ended by itself: \(failure)")
        }
    }

    // MARK: Drivers that hang

    /// A batch has ended: lets drivers go on whose time has come.
    private mutating func wakeDue() async {
        for index in hanging.indices { hanging[index].batches -= 1 }
        let due = hanging.filter { $0.batches <= 0 }
        hanging.removeAll { $0.batches <= 0 }
        for entry in due {
            world.note("driver \(entry.run.driver.number): goes on where it hung")
            await entry.run.wake()
            await finish(entry.run)
        }
    }

    private mutating func endHanging() async {
        let all = hanging
        hanging = []
        for entry in all { await finish(entry.run) }
    }
}
