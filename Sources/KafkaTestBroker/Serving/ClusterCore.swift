// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport
internal import Synchronization

/// The shared parts of a cluster's brokers: the state with its lock, the loop, the clock, the scripts and the waiting
/// fetches.
final class ClusterCore: Sendable {
    private struct Guarded {
        var state: ClusterState
        /// The state of the brokers that are cut off, while the network is cut; else empty.
        var islands: [ClusterState] = []
        /// The next wake-up, never later than the earliest deadline.
        var alarm: (deadline: Int64, timer: ClusterTimer)?
        var isStopped = false
    }

    let loop: EventLoop
    let configuration: ClusterConfiguration
    let clock: ClusterClock
    let scripts = ScriptBook()
    let pendingFetches = PendingFetches()
    private let guarded: Mutex<Guarded>
    private let lastID = Atomic<UInt64>(0)

    /// - Throws: `StorageError` if the configuration's directory cannot be used.
    init(loop: EventLoop, configuration: ClusterConfiguration) throws(StorageError) {
        var state = ClusterState(configuration: configuration, brokers: [])
        if case .directory(let path) = configuration.storage {
            let disk = try Disk(root: path, files: configuration.fileSystem)
            do throws(StorageError) {
                try state.open(disk, now: configuration.clock.now)
            } catch {
                disk.close()
                throw error
            }
            self.disk = disk
        } else {
            disk = nil
        }
        state.addConfiguredUsers()
        self.loop = loop
        self.configuration = configuration
        clock = configuration.clock
        guarded = Mutex(Guarded(state: state))
    }

    /// The directory of the cluster; nil in memory.
    let disk: Disk?

    func makeCallID() -> CallID { CallID(rawValue: lastID.add(1, ordering: .relaxed).newValue) }
    func makeConnectionID() -> UInt64 { lastID.add(1, ordering: .relaxed).newValue }

    /// Reads or changes the state.
    ///
    /// Afterwards, on the loop, fetches that wait for a partition touched by `body` are checked again, and calls that
    /// it completed get their replies. The alarm is set for the earliest deadline. Changes are stored; those that the
    /// disk refuses are stored later.
    func update<R: Sendable>(_ body: (inout sending ClusterState) -> R) -> R { updateAndStore(body).result }

    // One copy for all types: a copy for each costs the compiler more than it saves (Benchmarks/BUILD-TIME.md).
    @_semantics("optimize.sil.specialize.generic.never")
    private func updateAndStore<R: Sendable>(
        _ body: (inout sending ClusterState) -> R
    ) -> (result: R, isStored: Bool) {
        let (result, isStored, touched, completed) = guarded.withLock { guarded in
            guarded.state.storage.hasFailed = false
            let result = body(&guarded.state)
            let isStored = guarded.state.persist()
            if !isStored { guarded.state.schedule.retryStorage(now: clock.now) }
            setAlarm(&guarded)
            return (result, isStored, guarded.state.fetches.takeTouched(), guarded.state.parked.takeCompleted())
        }
        if !touched.isEmpty { pendingFetches.wake(touched, on: self) }
        if !completed.isEmpty { loop.execute { for (deferred, reply) in completed { deferred.give(reply) } } }
        return (result, isStored)
    }

    /// Whether changes wait for a disk that refuses them.
    var isBehind: Bool { guarded.withLock { $0.state.storage.journal?.isBehind ?? false } }

    /// Like `update(on:)`, but returns nil if the changes could not be stored. If earlier changes still wait for the
    /// disk, also returns nil, without running `body`, unless it only `reads`.
    @_semantics("optimize.sil.specialize.generic.never")
    func answer<R: Sendable>(
        on broker: Int32, reads: Bool, _ body: (inout sending ClusterState) -> R
    ) -> R? {
        if disk == nil || cutOffBrokers.contains(broker) { return update(on: broker, body) }
        let (result, isStored) = updateAndStore { state -> R? in
            if !reads, state.isBehind(now: clock.now) { return nil }
            return body(&state)
        }
        return isStored ? result : nil
    }

    /// Like `update`, but with the state that `broker` sees: that of its own side if the network is cut.
    @_semantics("optimize.sil.specialize.generic.never")
    func update<R: Sendable>(on broker: Int32, _ body: (inout sending ClusterState) -> R) -> R {
        let outcome = guarded.withLock { guarded -> (R, Set<PartitionKey>)? in
            guard guarded.islands.first?.brokers.reachable?.contains(broker) == true else { return nil }
            let result = body(&guarded.islands[0])
            return (result, guarded.islands[0].fetches.takeTouched())
        }
        guard let (result, touched) = outcome else { return update(body) }
        if !touched.isEmpty { pendingFetches.wake(touched, on: self) }
        return result
    }

    /// Cuts the network between `brokers` and the others. Returns false if it is already cut.
    func cutOff(_ brokers: Set<Int32>) -> Bool {
        let isCut = guarded.withLock { guarded in
            guard guarded.islands.isEmpty else { return false }
            guarded.islands = [guarded.state.cutOff(brokers)]
            return true
        }
        if isCut { update { state in state.lose(brokers, now: clock.now) } }
        return isCut
    }

    /// The brokers that are cut off; empty if the network is not cut.
    var cutOffBrokers: Set<Int32> { guarded.withLock { $0.islands.first?.brokers.reachable ?? [] } }

    /// Heals the network. `ports`: the ports of the brokers that were cut off and are up.
    func rejoin(ports: [Int32: Int32]) {
        let island = guarded.withLock { guarded -> ClusterState? in
            defer { guarded.islands = [] }
            return guarded.islands.first
        }
        guard let island else { return }
        update { state in state.rejoin(island, ports: ports, now: clock.now) }
    }

    /// Cancels the alarm for good.
    func stop() {
        guarded.withLock { guarded in
            guarded.isStopped = true
            guarded.alarm?.timer.cancel()
            guarded.alarm = nil
        }
    }

    private func setAlarm(_ guarded: inout Guarded) {
        // An alarm that fires early finds nothing due and is set again: cheaper than moving it with every heartbeat.
        guard !guarded.isStopped, let next = guarded.state.schedule.next else { return }
        if let alarm = guarded.alarm, alarm.deadline <= next { return }
        guarded.alarm?.timer.cancel()
        let timer = clock.schedule(at: next, on: loop) { [weak self] in self?.alarmWentOff() }
        guarded.alarm = (next, timer)
    }

    private func alarmWentOff() {
        let isStopped = guarded.withLock { guarded in
            guarded.alarm = nil
            return guarded.isStopped
        }
        if !isStopped { update { state in state.expire(now: clock.now) } }
    }
}
