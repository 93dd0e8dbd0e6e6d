// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The progress of a stream, which its driver, its tasks and its commits share.
final class SharedProgress: Sendable {
    private let progress = Mutex(DirectStreamProgress())

    init() {}

    func withLock<Value>(_ body: (inout DirectStreamProgress) throws -> sending Value) rethrows -> sending Value {
        try progress.withLock { try body(&$0) }
    }
}
