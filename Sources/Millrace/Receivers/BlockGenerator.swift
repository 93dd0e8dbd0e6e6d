// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Cuts what a receiver adds into blocks, and stores them one after another. Source: Spark's `BlockGenerator`; here a
/// block begins with its first element, so that nothing runs while nothing comes.
///
/// One generator serves one start of a receiver. After a block that could not be stored it takes nothing any more and
/// stores no later block: a receiver may say upstream that everything up to a stored block is safe.
final class BlockGenerator<Element: Sendable>: Sendable {
    typealias Stored = @Sendable (ReceivedBlock) -> Void

    private struct Block {
        var elements: [Element] = []
        var actions: [Stored] = []
        /// Number of calls of `add` up to its last one.
        var end = 0
    }

    private struct State {
        var current = Block()
        /// End of the current block; nil while it is empty.
        var deadline: Duration?
        var queue: [Block] = []
        var bucket: TokenBucket
        /// Calls of `add`, and how many of them are stored.
        var added = 0
        var stored = 0
        var isStoring = false
        var isFinishing = false
        var failure: (any Error)?
        var waiters: [CheckedContinuation<Void, Never>] = []

        mutating func cut() {
            guard deadline != nil else { return }
            current.end = added
            queue.append(current)
            current = Block()
            deadline = nil
        }
    }

    private let interval: Duration
    private let capacity: Int
    private let clock: any StreamingClock
    private let rate: @Sendable () -> Double?
    private let save: @Sendable ([Element], _ tries: Int) async throws -> ReceivedBlock
    private let state: Mutex<State>
    private static var tries: Int { 4 }

    /// A generator.
    ///
    /// - Parameters:
    ///   - configuration: Block interval and size of the queue.
    ///   - clock: Time of the blocks' ends.
    ///   - rate: Records per second that may be added; nil for no limit.
    ///   - save: Stores a block; it tries so often as its argument says: 4 times for elements that were added, once for
    ///     a block of the receiver's own, which hears of the failure.
    init(
        _ configuration: ReceiverConfiguration, clock: any StreamingClock, rate: @escaping @Sendable () -> Double?,
        save: @escaping @Sendable ([Element], _ tries: Int) async throws -> ReceivedBlock
    ) {
        interval = configuration.blockInterval
        capacity = configuration.blockQueueSize
        self.clock = clock
        self.rate = rate
        self.save = save
        state = Mutex(State(bucket: TokenBucket(burst: configuration.blockInterval)))
    }

    /// The error of the block that could not be stored.
    var failure: (any Error)? { state.withLock { $0.failure } }

    /// Number of blocks that wait to be stored, without the one that is being stored.
    var queuedBlocks: Int { state.withLock { $0.queue.count } }

    /// Whether no block is being stored, and none waits for it.
    var isIdle: Bool { state.withLock { $0.queue.isEmpty && !$0.isStoring } }

    // MARK: Adding

    /// Adds elements to the current block; waits for the rate and for room.
    func add(_ elements: [Element], whenStored: Stored?) async throws {
        guard !elements.isEmpty else { return }
        await waitForRate(elements.count)
        while true {
            // Whether the elements begin a block; nil if there is no room.
            let begins: Bool? = try state.withLock { state in
                try Self.check(state)
                guard state.queue.count < capacity else { return nil }
                state.current.elements.append(contentsOf: elements)
                if let whenStored { state.current.actions.append(whenStored) }
                state.added += 1
                guard state.deadline == nil else { return false }
                state.deadline = clock.uptime + interval
                return true
            }
            if begins == true { wake() }
            if begins != nil { return }
            await wait { $0.queue.count < self.capacity || $0.isFinishing || $0.failure != nil ? () : nil }
        }
    }

    /// Stores a block past the queue.
    func store(block elements: [Element]) async throws {
        guard !elements.isEmpty else { return }
        await waitForRate(elements.count)
        try state.withLock { try Self.check($0) }
        _ = try await save(elements, 1)
    }

    /// Stores what was added before.
    func flush() async throws {
        let goal = change { state in
            state.cut()
            return state.added
        }
        let result: Result<Void, any Error> = await wait { state in
            if let failure = state.failure { return .failure(failure) }
            return state.stored >= goal ? .success(()) : nil
        }
        try result.get()
    }

    private static func check(_ state: borrowing State) throws {
        if let failure = state.failure { throw failure }
        if state.isFinishing {
            throw StreamingError(code: .invalidState, message: "the receiver has ended, and stores nothing any more")
        }
    }

    private func waitForRate(_ count: Int) async {
        // A receiver that is to end stores what it has at once.
        while !Task.isCancelled {
            let rate = rate()
            let moment = state.withLock { $0.bucket.take(count, rate: rate, now: clock.uptime) }
            guard let moment else { return }
            // An error means that the task was cancelled.
            try? await clock.sleep(until: moment)
        }
    }

    // MARK: Running

    /// Cuts and stores blocks until `finish()` or a failure.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.cutBlocks() }
            await self.storeBlocks()
            // Nothing is cut any more.
            group.cancelAll()
        }
    }

    private func cutBlocks() async {
        while let deadline = await nextDeadline() {
            // An error means that the generator ends.
            guard (try? await clock.sleep(until: deadline)) != nil else { return }
            change { state in if state.deadline == deadline { state.cut() } }
        }
    }

    private func nextDeadline() async -> Duration? {
        await wait { state -> Duration?? in
            if state.isFinishing || state.failure != nil { return .some(nil) }
            return state.deadline.map { .some($0) }
        }
    }

    private func storeBlocks() async {
        while let block = await nextBlock() {
            // Those who wait for room.
            wake()
            do {
                let stored = try await save(block.elements, Self.tries)
                for action in block.actions { action(stored) }
                change { $0.stored = block.end }
            } catch {
                change { state in
                    state.failure = error
                    state.queue = []
                    state.current = Block()
                    state.deadline = nil
                }
                return
            }
        }
    }

    private func nextBlock() async -> Block? {
        await wait { state -> Block?? in
            state.isStoring = !state.queue.isEmpty
            if state.isStoring { return .some(state.queue.removeFirst()) }
            return state.isFinishing ? .some(nil) : nil
        }
    }

    /// Takes nothing any more; what was added is stored, and `run()` returns.
    func finish() {
        change { state in
            state.cut()
            state.isFinishing = true
        }
    }

    /// Takes nothing any more, and drops what is not stored yet.
    func abandon(_ error: any Error) {
        change { state in
            if state.failure == nil { state.failure = error }
            state.isFinishing = true
            state.queue = []
            state.current = Block()
            state.deadline = nil
        }
    }

    // MARK: Waiting

    private func change<Value>(_ body: (inout State) -> Value) -> Value {
        let value = state.withLock { body(&$0) }
        wake()
        return value
    }

    private func wake() {
        let waiters = state.withLock { state in
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Waits until `check` gives a value; it is asked under the lock, again after each change.
    private func wait<Value>(_ check: (inout State) -> Value?) async -> Value {
        while true {
            var result = state.withLock { check(&$0) }
            if let result { return result }
            await withCheckedContinuation { continuation in
                state.withLock { state in
                    result = check(&state)
                    if result == nil { state.waiters.append(continuation) }
                }
                if result != nil { continuation.resume() }
            }
            if let result { return result }
        }
    }
}
