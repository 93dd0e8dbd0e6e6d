// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaClient
internal import Logging
internal import Synchronization

/// Commits a stream's offsets in the background, one commit at a time.
final class OffsetCommitter: Sendable {
    private struct State {
        /// The commit under way.
        var task: Task<Void, Never>?
        /// Whether the last commit failed, which is logged once.
        var isFailing = false
    }

    private let client: ClusterClient
    private let group: String
    private let logger: Logger
    private let state = Mutex(State())

    init(_ client: ClusterClient, group: String, logger: Logger) {
        self.client = client
        self.group = group
        self.logger = logger
    }

    /// Commits what waits in `progress`, and what comes meanwhile. Has no effect while a commit is under way.
    func commit(_ progress: SharedProgress) {
        guard let offsets = progress.withLock({ $0.beginCommit() }) else { return }
        state.withLock { state in
            // Ends by itself; `finish` cancels it when its time is over.
            state.task = Task.detached { [self] in
                var next: [TopicPartition: CommittedOffset]? = offsets
                while let offsets = next {
                    let isDone = await send(offsets, progress)
                    // A failed commit waits for the next batch: this is not the place to repeat it without a pause.
                    next = isDone ? progress.withLock { $0.beginCommit() } : nil
                }
            }
        }
    }

    /// Waits for the commit under way and commits the rest, within `limit`.
    func finish(_ progress: SharedProgress, within limit: Duration) async {
        let underway = state.withLock { $0.task }
        let rest = Task.detached { [self] in
            await underway?.value
            while let offsets = progress.withLock({ $0.beginCommit() }) {
                guard await send(offsets, progress) else { return }
            }
        }
        let timer = Task { [clock = client.configuration.retry.clock] in
            // An error means that the commits are done.
            guard (try? await clock.sleep(limit)) != nil else { return }
            underway?.cancel()
            rest.cancel()
        }
        await rest.value
        timer.cancel()
        let left = progress.withLock { $0.uncommitted }
        guard !left.isEmpty else { return }
        logger.warning(
            "the stream stopped without committing its last offsets; the next start repeats records",
            metadata: ["group": "\(group)", "partitions": "\(left.keys.sorted().listed)"])
    }

    /// Sends one commit. Returns whether all of it was taken.
    private func send(_ offsets: [TopicPartition: CommittedOffset], _ progress: SharedProgress) async -> Bool {
        do {
            let results = try await client.commit(group: group, offsets)
            var committed: [TopicPartition: CommittedOffset] = [:]
            var failure: KafkaError?
            for (partition, result) in results.sorted(by: { $0.key < $1.key }) {
                switch result {
                case .success: committed[partition] = offsets[partition]
                case .failure(let error): failure = failure ?? error
                }
            }
            progress.withLock { $0.endCommit(committed) }
            note(failure)
            return failure == nil
        } catch {
            progress.withLock { $0.endCommit([:]) }
            if !(error is CancellationError) { note(error) }
            return false
        }
    }

    private func note(_ failure: (any Error)?) {
        let wasFailing = state.withLock { state in
            defer { state.isFailing = failure != nil }
            return state.isFailing
        }
        if let failure, !wasFailing {
            logger.warning(
                "offsets could not be committed; the next commit includes them",
                metadata: ["group": "\(group)", "error": "\(failure)"])
        } else if failure == nil, wasFailing {
            logger.notice("offsets are committed again", metadata: ["group": "\(group)"])
        }
    }
}
