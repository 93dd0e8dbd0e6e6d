// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Takes in data from outside, for a stream of blocks: subscribes, reads a socket, polls. Source: Spark's `Receiver`.
///
///     struct Ticker: Receiver {
///         func receive(_ context: ReceiverContext<String>) async throws {
///             for try await line in lines() { try await context.store(line) }
///         }
///     }
///
/// A receiver runs on a thread of its own, which it may block. Scale by several receivers and `union`.
public protocol Receiver<Element>: Sendable {
    /// Type of the elements that are received.
    associatedtype Element: Sendable

    /// Receives until its task is cancelled, which is how the stream stops it; it then returns soon, and may still
    /// store what it has taken in.
    ///
    /// - Parameter context: Stores elements; not to be used after the return.
    /// - Throws: Any error; the receiver is started again after `ReceiverConfiguration.restartDelay`, by another call.
    ///   A return ends the receiver for good.
    func receive(_ context: ReceiverContext<Element>) async throws
}
