// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization

/// A table of another system, which outlives drivers, and a sink that writes each batch to it in one transaction.
final class SimulatedTable: Sendable {
    /// A check that a sink leaves out.
    enum Fault { case epoch, batch }

    struct Row: Hashable, Comparable, CustomStringConvertible {
        var number: Int
        var count: Int

        static func < (a: Row, b: Row) -> Bool { (a.number, a.count) < (b.number, b.count) }
        var description: String { "\(number)x\(count)" }
    }

    private struct State {
        var rows: [Row] = []
        var epoch: UInt64 = 0
        var last: BatchTime?
    }

    private let state = Mutex(State())

    var rows: [Row] { state.withLock { $0.rows.sorted() } }

    func insert(_ rows: [Row]) { state.withLock { $0.rows += rows } }

    /// The sink of one driver.
    final class Output: Sink {
        let place = "a table"
        private let table: SimulatedTable
        private let fault: Fault?
        private let owner = Mutex<SinkOwner?>(nil)

        init(_ table: SimulatedTable, lacking fault: Fault? = nil) {
            self.table = table
            self.fault = fault
        }

        private func check(_ state: State, isNew: Bool = false) throws {
            guard fault != .epoch, let epoch = owner.withLock({ $0?.epoch }) else { return }
            if state.epoch > epoch || (isNew && state.epoch == epoch) {
                throw StreamingError(code: .ownerReplaced, message: "the table belongs to epoch \(state.epoch)")
            }
        }

        func recover(as owner: SinkOwner) async throws {
            self.owner.withLock { $0 = owner }
            try table.state.withLock { state in
                try check(state, isNew: true)
                state.epoch = owner.epoch ?? 0
            }
        }

        func prepare(_ batch: Batch) async throws -> SinkPreparation {
            try table.state.withLock { state in
                try check(state)
                guard fault != .batch, let last = state.last, batch.time <= last else { return .needsWrite }
                return .committed
            }
        }

        func write(_ elements: PartitionElements<Row>, of batch: Batch) async throws -> [Row] {
            try await elements.collect()
        }

        func commit(_ batch: Batch, _ receipts: [[Row]]) async throws {
            try table.state.withLock { state in
                try check(state)
                state.rows += receipts.flatMap { $0 }
                state.last = batch.time
            }
        }

        func abort(_ batch: Batch) async throws {}
        func close() async {}
    }
}
