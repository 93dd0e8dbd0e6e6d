// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaTransport
import Synchronization

/// Reads topics as a member of a group, and prints their records. Offsets of printed records are committed, unless the
/// property `enable.auto.commit` is false.
struct GroupConsumption: Sendable {
    let command: ConsumeCommand
    let consumer: ConsumerConfiguration
    let client: ClusterClient

    /// The number of records that were asked for is printed.
    private struct CountReached: Error {}

    /// The consumer, which its own configuration refers to; and the first failure of what that does.
    private final class Membership: Sendable {
        struct State {
            var consumer: KafkaConsumer?
            var failure: (any Error)?
            /// Partitions that were assigned before, so that a rebalance does not move them to the start again.
            var started: Set<TopicPartition> = []
            var ends = GroupEnds()
        }

        let state = Mutex(State())

        func fail(_ error: any Error) {
            let consumer = state.withLock { state in
                if state.failure == nil { state.failure = error }
                return state.consumer
            }
            consumer?.stop()
        }
    }

    /// Reads until the end that the command names, or cancellation; then leaves the group.
    ///
    /// - Throws: `ToolError`, `KafkaError`, `OutputClosed`; `CancellationError`.
    func run(_ output: OutputBuffer) async throws -> OutputBuffer {
        try await RecordPrinter.with(output, of: command) { try await read($0) }
    }

    private func read(_ printer: RecordPrinter) async throws {
        let plan = try command.plan(isGroup: true)
        let membership = Membership()
        var configuration = consumer
        configuration.rebalanceListener = listener(plan, membership)
        let consumer = try KafkaConsumer(client: client, configuration: configuration)
        membership.state.withLock { $0.consumer = consumer }
        try await subscribe(consumer)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                if command.exitAtEnd { group.addTask { try await stopAtEnd(consumer, membership) } }
                group.addTask {
                    try await consumer.run { try await print($0, of: consumer, printer, membership) }
                    throw CancellationError()
                }
                // Not `waitForAll`, which lets the other task go on after a failure.
                while try await group.next() != nil {}
            }
        } catch is CountReached {
            // The usual end of --count.
        } catch is CancellationError where !Task.isCancelled {
            // `run` has ended, and the watcher of the ends with it.
        }
        membership.state.withLock { $0.consumer = nil }
        if let failure = membership.state.withLock({ $0.failure }) { throw failure }
    }

    private func subscribe(_ consumer: KafkaConsumer) async throws {
        let selection = try TopicArguments(command.topics)
        if !selection.named.isEmpty { _ = try await TopicLookup.topics(selection.named, client) }
        if selection.hasPattern { return try consumer.subscribe(matching: selection.pattern) }
        try consumer.subscribe(to: command.topics)
    }

    // MARK: Records

    private func print(
        _ batch: ConsumerBatch, of consumer: KafkaConsumer, _ printer: RecordPrinter, _ membership: Membership
    ) async throws {
        let broker = client.knownLeader(of: batch.partition) ?? -1
        let printed = try await printer.print(batch.records, of: RecordSource(batch.partition), broker: broker)
        if printed.verdict == .allEnd {
            guard let next = printed.next else {
                // Another batch had the last record: its task ends the reading, once that is committed.
                while true { try await Task.sleep(for: .seconds(3600)) }
            }
            // The rest of the batch is for the next reader of the group.
            if consumer.configuration.commitsOffsets {
                try await consumer.commit([batch.partition: CommittedOffset(offset: next)])
            }
            throw CountReached()
        }
        membership.state.withLock { $0.ends.advance(batch.partition, to: batch.nextOffset) }
        if command.exitAtEnd, membership.state.withLock({ $0.ends.areReached }) { consumer.stop() }
    }

    // MARK: Assignments

    private func listener(_ plan: OffsetPlan, _ membership: Membership) -> RebalanceListener {
        RebalanceListener(
            assigned: { partitions in
                note("assigned", partitions)
                do {
                    try await start(partitions, plan, membership)
                } catch {
                    membership.fail(error)
                }
            },
            revoked: { partitions in
                note("revoked", partitions)
                membership.state.withLock { $0.ends.remove(partitions) }
            },
            lost: { partitions in
                note("lost", partitions)
                membership.state.withLock { $0.ends.remove(partitions) }
            })
    }

    private func note(_ verb: String, _ partitions: Set<TopicPartition>) {
        if command.quiet { return }
        Note.print("group \(consumer.groupID ?? ""): \(verb) \(Display.partitions(Array(partitions)))")
    }

    /// Moves partitions that are new to the start that the command names, and finds their ends.
    private func start(_ partitions: Set<TopicPartition>, _ plan: OffsetPlan, _ membership: Membership) async throws {
        let (consumer, new) = membership.state.withLock { state in
            defer { state.started.formUnion(partitions) }
            return (state.consumer, partitions.subtracting(state.started))
        }
        if plan.start != .stored {
            for range in try await plan.ranges(of: new.sorted(), isolation: self.consumer.fetch.isolation, client) {
                try consumer?.seek(range.partition, to: range.from)
            }
        }
        guard command.exitAtEnd else { return }
        let ends = try await client.listOffsets(
            Dictionary(uniqueKeysWithValues: partitions.map { ($0, .latest) }), isolation: self.consumer.fetch.isolation
        )
        membership.state.withLock { state in
            for (partition, end) in ends { state.ends.add(partition, end: end) }
        }
    }

    // MARK: Ends

    /// Interval of looks at partitions from which no batch comes.
    private static let interval = Duration.milliseconds(250)

    /// Stops the consumer when all its partitions are at their ends, also those without a batch to print.
    private func stopAtEnd(_ consumer: KafkaConsumer, _ membership: Membership) async throws {
        while true {
            let reached = membership.state.withLock { state in
                for partition in state.ends.open {
                    let isIdle = if case .caughtUp? = client.partitionStatus(partition) { true } else { false }
                    state.ends.look(at: partition, position: consumer.position(of: partition), isIdle: isIdle)
                }
                return state.ends.areReached
            }
            if reached { return consumer.stop() }
            try await Task.sleep(for: Self.interval)
        }
    }
}
