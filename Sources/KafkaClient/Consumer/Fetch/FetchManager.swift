// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport
import Logging
import Synchronization

/// The fetchers of a client and the partitions that it reads.
///
/// It finds the fetcher for a partition's broker and settings, moves partitions between fetchers, watches for topics
/// that were created again, and logs partitions that do not move. Own design.
final class FetchManager: Sendable {
    private struct Key: Hashable {
        var broker: Int32
        var settings: FetchSettings
    }

    private struct Weak {
        weak var value: PartitionFetch?
    }

    private struct State {
        var fetchers: [Key: BrokerFetcher] = [:]
        /// By their numbers.
        var partitions: [UInt64: Weak] = [:]
        var watch: EventLoop.Timer?
        var isCheckingMetadata = false
        var isClosed = false
    }

    let cluster: Cluster
    let clock: ClientClock
    private let logger: Logger
    private let loop: EventLoop
    private let budget = BufferBudget()
    private let state = Mutex(State())
    private let lastNumber = Atomic<UInt64>(0)
    private let observation = Mutex<MetadataObservation?>(nil)

    init(_ cluster: Cluster, logger: Logger) {
        self.cluster = cluster
        self.logger = logger
        clock = cluster.configuration.retry.clock
        loop = cluster.loop(ofBroker: -1)
        budget.whenRoom { [weak self] in self?.pumpAll() }
    }

    /// Bytes of responses that wait for their readers.
    var bufferedBytes: Int { budget.used }

    /// Ends all fetching. Readers fail with `KafkaError.closed`.
    func close() {
        let (fetchers, partitions, watch) = state.withLock { state in
            state.isClosed = true
            defer {
                state.fetchers = [:]
                state.partitions = [:]
                state.watch = nil
            }
            return (Array(state.fetchers.values), state.partitions.values.compactMap(\.value), state.watch)
        }
        budget.whenRoom(nil)
        observation.withLock { $0 = nil }
        watch?.cancel()
        for fetcher in fetchers { fetcher.close() }
        for partition in partitions { partition.close(Self.closed) }
    }

    private static let closed = KafkaError(.closed, "the client was closed")

    // MARK: Partitions

    /// The number of a new partition: in order, unlike its address.
    func makeNumber() -> UInt64 { lastNumber.add(1, ordering: .relaxed).newValue }

    /// Has a partition watched until it is closed.
    func register(_ fetch: PartitionFetch) throws {
        try state.withLock { state in
            if state.isClosed { throw Self.closed }
            state.partitions[fetch.number] = Weak(value: fetch)
        }
        startWatching()
        observation.withLock { observation in
            if observation == nil { observation = cluster.observe { [weak self] in self?.metadataChanged() } }
        }
    }

    /// Ends reading a partition.
    func unregister(_ fetch: PartitionFetch) {
        state.withLock { $0.partitions[fetch.number] = nil }
    }

    /// Has a partition fetched from its leader, or from a replica that the leader named (KIP-392).
    func attach(_ fetch: PartitionFetch, to leader: PartitionLeader, replica: Int32? = nil) {
        let broker = replica ?? leader.broker
        let fetcher: BrokerFetcher? = state.withLock { state in
            if state.isClosed { return nil }
            let key = Key(broker: broker, settings: fetch.settings)
            if let fetcher = state.fetchers[key] { return fetcher }
            let fetcher = BrokerFetcher(
                broker: broker, settings: fetch.settings, cluster: cluster, budget: budget, manager: self)
            state.fetchers[key] = fetcher
            return fetcher
        }
        guard let fetcher else { return fetch.close(Self.closed) }
        let limit = replica.map { _ in clock.now() + cluster.configuration.metadataMaxAge }
        if fetch.place(at: leader, fetcher, followerUntil: limit) { fetcher.add(fetch) }
    }

    /// The status of each reader of a partition, of one that moves least if there are several; nil without a reader.
    func status(of partition: TopicPartition) -> PartitionStatus? {
        let readers = state.withLock { state in
            state.partitions.values.compactMap(\.value).filter { $0.partition == partition }
        }
        return readers.map(\.status).first
    }

    private func pumpAll() {
        for fetcher in state.withLock({ Array($0.fetchers.values) }) { fetcher.pumpSoon() }
    }

    // MARK: Topics that were created again

    /// Compares topic ids, once for any number of changes. A broker without topic ids in Fetch (before Kafka 3.1) would
    /// answer for a topic of the same name.
    private func metadataChanged() {
        let isFirst = state.withLock { state in
            defer { state.isCheckingMetadata = true }
            return !state.isCheckingMetadata && !state.isClosed
        }
        guard isFirst else { return }
        loop.execute { [weak self] in self?.checkTopicIDs() }
    }

    private func checkTopicIDs() {
        let partitions = state.withLock { state in
            state.isCheckingMetadata = false
            return state.partitions.values.compactMap(\.value)
        }
        for fetch in partitions {
            guard fetch.topicID != nil, let leader = cluster.knownLeader(of: fetch.partition) else { continue }
            do {
                try fetch.accept(leader)
            } catch {
                if let error = error as? KafkaError { fetch.fail(error)?.resume() }
            }
        }
    }

    // MARK: Stalls

    /// Looks for stalls every second as long as there are partitions.
    private func startWatching() {
        state.withLock { state in
            guard state.watch == nil, !state.isClosed, !state.partitions.isEmpty else { return }
            state.watch = loop.schedule(after: .seconds(1)) { [weak self] in self?.watch() }
        }
    }

    private func watch() {
        let partitions = state.withLock { state in
            state.watch = nil
            state.partitions = state.partitions.filter { $0.value.value != nil }
            return state.partitions.values.compactMap(\.value)
        }
        reportStalls(of: partitions)
        startWatching()
    }

    /// Logs partitions that have not moved for a while, once per stall, together if the reason is the same.
    func reportStalls(of partitions: [PartitionFetch]) {
        var stalls: [String: (partitions: [TopicPartition], longest: Duration)] = [:]
        for fetch in partitions {
            guard let time = fetch.newStall() else { continue }
            let reason = "\(fetch.status)"
            var stall = stalls[reason] ?? ([], .zero)
            stall.partitions.append(fetch.partition)
            stall.longest = max(stall.longest, time)
            stalls[reason] = stall
        }
        for (reason, stall) in stalls {
            let names = stall.partitions.sorted()
            let shown = names.prefix(5).map { "\($0)" }.joined(separator: ", ")
            let more = names.count > 5 ? " and \(names.count - 5) more" : ""
            logger.warning(
                "reading does not move",
                metadata: [
                    "partition": "\(shown)\(more)", "reason": "\(reason)",
                    "waiting_ms": "\(stall.longest.inMilliseconds)",
                ])
        }
    }
}
