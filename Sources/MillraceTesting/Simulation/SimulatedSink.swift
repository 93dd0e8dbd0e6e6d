// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace

/// A sink whose steps are calls of a simulated driver.
struct SimulatedSink<Inner: Sink>: Sink {
    private let inner: Inner
    private let driver: SimulatedDriver

    init(_ inner: Inner, _ driver: SimulatedDriver) {
        self.inner = inner
        self.driver = driver
    }

    var place: String { inner.place }
    var isExclusive: Bool { inner.isExclusive }
    var commitsInOrder: Bool { inner.commitsInOrder }

    func recover(as owner: SinkOwner) async throws {
        try await driver.call("recover \(place)") { try await inner.recover(as: owner) }
    }

    func prepare(_ batch: Batch) async throws -> SinkPreparation {
        try await driver.call("prepare \(place)") { try await inner.prepare(batch) }
    }

    func write(_ elements: PartitionElements<Inner.Element>, of batch: Batch) async throws -> Inner.Receipt {
        try await driver.call("write \(place)") { try await inner.write(elements, of: batch) }
    }

    func commit(_ batch: Batch, _ receipts: [Inner.Receipt]) async throws {
        try await driver.call("commit \(place)") { try await inner.commit(batch, receipts) }
    }

    func abort(_ batch: Batch) async throws { if driver.isAlive { try await inner.abort(batch) } }

    /// Frees what the sink holds; it has no other effect.
    func close() async { await inner.close() }
}
