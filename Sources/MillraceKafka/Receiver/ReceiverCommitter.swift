// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaClient
internal import Logging
private import Synchronization

/// Commits the offsets of a receiver that are safe: one commit at a time, always the newest. A commit that fails is
/// logged, and goes out with the next one, unless its partition was lost: then another member has committed since.
final class ReceiverCommitter: Sendable {
    private struct State {
        var hasNews = false
        var running: Task<Void, Never>?
        var isWarned = false
    }

    private let consumer: KafkaConsumer
    private let logger: Logger
    private let access: @Sendable ((inout ReceivedOffsets) -> Void) -> Void
    private let state = Mutex(State())

    /// A committer of the offsets that `access` reads and changes.
    init(
        _ consumer: KafkaConsumer, logger: Logger, access: @escaping @Sendable ((inout ReceivedOffsets) -> Void) -> Void
    ) {
        self.consumer = consumer
        self.logger = logger
        self.access = access
    }

    /// Some offsets are safe that were not: commits them soon.
    func wake() { _ = begin() }

    /// Returns once everything that is safe now is committed, or has failed to be.
    func commitNow() async { await begin().value }

    /// Commits what is safe, for the last time.
    func finish() async { await commitNow() }

    private func begin() -> Task<Void, Never> {
        state.withLock { state in
            state.hasNews = true
            if let running = state.running { return running }
            // Ends when nothing is left to commit; each commit is limited in time by the client.
            let task = Task.detached { [self] in await run() }
            state.running = task
            return task
        }
    }

    private func run() async {
        while takeNews() { await commit() }
    }

    private func takeNews() -> Bool {
        state.withLock { state in
            defer { state.hasNews = false }
            if !state.hasNews { state.running = nil }
            return state.hasNews
        }
    }

    private func commit() async {
        var offsets: [TopicPartition: AssignedOffset] = [:]
        access { offsets = $0.uncommitted }
        guard !offsets.isEmpty else { return }
        do {
            let committed = offsets
            try await consumer.commit(committed)
            access { $0.note(committed: committed) }
            state.withLock { $0.isWarned = false }
        } catch {
            let isFirst = state.withLock { state in
                defer { state.isWarned = true }
                return !state.isWarned
            }
            if isFirst {
                logger.warning(
                    "a receiver could not commit its offsets; they go out with the next commit",
                    metadata: ["error": "\(error)"])
            }
        }
    }
}
