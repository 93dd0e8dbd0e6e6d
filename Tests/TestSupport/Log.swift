// Millrace
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A list that several tasks append to.
package final class Log<Entry: Sendable>: Sendable {
    private let list = Mutex<[Entry]>([])

    package init() {}

    package var entries: [Entry] { list.withLock { $0 } }

    package func add(_ entry: Entry) { list.withLock { $0.append(entry) } }
}
