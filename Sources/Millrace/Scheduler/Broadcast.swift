// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A read-only value that tasks share, released by `destroy()`. Source: Spark's `Broadcast`.
///
/// Tasks in this process share the one value; another process that runs the same program makes it again.
public final class Broadcast<Value: Sendable>: Sendable {
    private let content: Mutex<Value?>

    init(_ value: Value) { content = Mutex(value) }

    /// The value.
    /// - Throws: `StreamingError.invalidState` after `destroy()`.
    public func value() throws -> Value {
        guard let value = content.withLock({ $0 }) else {
            throw StreamingError(
                code: .invalidState, message: "the broadcast was destroyed; destroy it after its last use")
        }
        return value
    }

    /// Releases the value; later reads throw. Idempotent.
    public func destroy() { content.withLock { $0 = nil } }
}

extension MillraceContext {
    /// A value for all tasks. Source: `SparkContext.broadcast`.
    public func broadcast<Value: Sendable>(_ value: Value) -> Broadcast<Value> { Broadcast(value) }
}
