// Millrace
// SPDX-License-Identifier: Apache-2.0

import Logging
import Millrace
import TestSupport

/// A state that the golden job keeps: a count, and since version 2 the last number.
protocol Tallied: Storable, Sendable {
    init(count: Int, last: Int)
    var count: Int { get }
    var last: Int { get }
}

/// The state of the program that writes golden checkpoints.
struct FirstTally: Tallied {
    static let storableName = "Golden.Tally"
    var count: Int
    /// Not stored.
    var last: Int { -1 }

    init(count: Int, last: Int) { self.count = count }
    init(from reader: inout StoreReader, version: UInt32) throws { count = try reader.read() }
    func store(into writer: inout StoreWriter) throws { try writer.write(count) }
}

/// The state of the program that reads them.
struct SecondTally: Tallied {
    static let storableName = "Golden.Tally"
    static let storableVersion: UInt32 = 2
    var count: Int
    var last: Int

    init(count: Int, last: Int) {
        self.count = count
        self.last = last
    }

    init(from reader: inout StoreReader, version: UInt32) throws {
        count = try reader.read()
        last = version >= 2 ? try reader.read() : -1
    }

    func store(into writer: inout StoreWriter) throws {
        try writer.write(count)
        try writer.write(last)
    }
}

/// The job of golden checkpoints: numbers with a state per key and a window, and a receiver with a log.
///
/// It must stay as it is, or golden checkpoints are those of another program.
final class GoldenJob<Tally: Tallied>: Sendable, StreamingListener {
    let context: StreamingContext
    /// Numbers of the last three batches, by batch, each as "number:count:last number of its key before it".
    let numbers = Inbox<String>()
    let received = Inbox<[String]>()
    private let clock: ManualClock
    private let ended = Inbox<Bool>()
    private let orders: Inbox<String?>
    private let stored: Inbox<Bool>

    init(_ files: FaultyFileSystem, now: Int64) throws {
        clock = ManualClock(now: BatchTime(milliseconds: now))
        var configuration = StreamingConfiguration(failurePolicy: .stop)
        configuration.receivers.writeAheadLog = true
        context = try StreamingContext(
            MillraceContext(
                EngineConfiguration(appName: "golden", master: .local(threads: 2)),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }),
            batchDuration: .seconds(1), clock: clock, configuration: configuration)
        let (orders, stored, numbers, received) = (Inbox<String?>(), Inbox<Bool>(), numbers, received)
        (self.orders, self.stored) = (orders, stored)
        NumbersInput(context: context).id("numbers").map { ("key \($0 % 3)", $0) }.mapWithState(
            StateSpec<String, Int, Tally, String> { _, value, state in
                let old = state.value
                try state.update(Tally(count: (old?.count ?? 0) + 1, last: value ?? -1))
                return "\(value ?? -1):\(state.value?.count ?? 0):\(old?.last ?? -2)"
            }
        ).id("tallies").window(.seconds(3)).foreachRDD { rdd, _ in
            numbers.add(try await rdd.collect().sorted().joined(separator: " "))
        }
        context.receiverStream(of: String.self) { context in
            while let order = await orders.next() {
                try await context.store(block: [order])
                stored.add(true)
            }
        }.id("received").foreachRDD { rdd, _ in received.add(try await rdd.collect()) }
        var location = CheckpointLocation(store: NamedStore(files))
        location.keptGenerations = 2
        try context.checkpoint(location)
        context.addListener(self)
    }

    func batchCompleted(_ batch: BatchInfo) { ended.add(true) }

    func store(_ element: String) async {
        orders.add(element)
        _ = await stored.next()
    }

    func tick() async {
        clock.advance(by: .seconds(1))
        _ = await ended.next()
    }

    func end() async {
        orders.add(nil)
        await context.stop(gracefully: false)
    }
}

/// A store in memory whose owner does not depend on the machine.
private struct NamedStore: CheckpointStore {
    private let store: DirectoryCheckpointStore

    init(_ files: FaultyFileSystem) {
        var settings = WriteAheadLog.Settings()
        settings.rollingBytes = 300
        store = DirectoryCheckpointStore(directory: "/golden", logSettings: settings, files: files)
    }

    func acquire(_ owner: CheckpointOwner) async throws -> CheckpointLease {
        try await store.acquire(CheckpointOwner(job: owner.job, host: "host", process: 1, started: 1))
    }
    func check(_ lease: CheckpointLease) async throws { try await store.check(lease) }
    func release(_ lease: CheckpointLease) async { await store.release(lease) }
    func write(_ bytes: StoredBytes, as name: String, _ lease: CheckpointLease) async throws {
        try await store.write(bytes, as: name, lease)
    }
    func read(_ name: String) async throws -> StoredBytes? { try await store.read(name) }
    func names() async throws -> [String] { try await store.names() }
    func remove(_ name: String, _ lease: CheckpointLease) async throws { try await store.remove(name, lease) }
    func openLog(
        _ name: String, through end: LogPosition?, _ lease: CheckpointLease,
        replay: @escaping @Sendable (StoredBytes, BatchTime) throws -> Void
    ) async throws -> WriteAheadLog {
        try await store.openLog(name, through: end, lease, replay: replay)
    }
}
