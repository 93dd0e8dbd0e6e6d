// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import Synchronization

/// The operations of a test's producers and consumers, in the order in which they ended. Any thread may add.
package final class History: Sendable {
    /// An operation and the process that did it. Operations of one process follow each other.
    package struct Entry: Sendable, Equatable {
        package var process: Int
        package var operation: HistoryOperation

        package init(_ process: Int, _ operation: HistoryOperation) {
            self.process = process
            self.operation = operation
        }
    }

    private let state = Mutex<[Entry]>([])

    package init() {}

    /// All operations so far.
    package var entries: [Entry] { state.withLock { $0 } }

    /// Adds an operation that has ended.
    package func add(_ process: Int, _ operation: HistoryOperation) {
        state.withLock { $0.append(Entry(process, operation)) }
    }
}
