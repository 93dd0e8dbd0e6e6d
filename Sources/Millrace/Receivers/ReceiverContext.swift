// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Logging

/// Stores what a receiver takes in: single elements through the block generator, or blocks that are safe on return.
/// Source: the `store` methods of Spark's `Receiver`.
///
/// Any number of tasks may use it. Every method waits while the receiver is past its rate limit, or while as many
/// blocks wait to be stored as `ReceiverConfiguration.blockQueueSize` says.
public final class ReceiverContext<Element: Sendable>: Sendable {
    /// Id of the stream.
    public let streamID: Int
    /// Starts of the receiver before this one.
    public let attempt: Int
    /// Log of the engine.
    public let logger: Logger
    private let generator: BlockGenerator<Element>
    private let onError: @Sendable (any Error) -> Void

    init(
        streamID: Int, attempt: Int, logger: Logger, generator: BlockGenerator<Element>,
        onError: @escaping @Sendable (any Error) -> Void
    ) {
        self.streamID = streamID
        self.attempt = attempt
        self.logger = logger
        self.generator = generator
        self.onError = onError
    }

    /// Adds an element to the current block. Unreliable: it returns once the element is in the buffer, which is lost
    /// with the process.
    ///
    /// - Throws: `StreamingError.invalidState` once the receiver has ended; the error of a block that could not be
    ///   stored, after which the receiver is started again.
    public func store(_ element: Element) async throws { try await generator.add([element], whenStored: nil) }

    /// Adds elements to the current block, all of them to the same one. Returns once they are in the buffer.
    ///
    /// - Parameters:
    ///   - elements: The elements; none has no effect.
    ///   - whenStored: Called once they are stored, logged and acknowledged, with the block that has the last of them;
    ///     calls come one after another, in the order of the blocks. Not called if the block cannot be stored. It must
    ///     return soon.
    /// - Throws: As `store(_:)`.
    public func store(
        contentsOf elements: [Element], whenStored: (@Sendable (ReceivedBlock) -> Void)? = nil
    ) async throws {
        try await generator.add(elements, whenStored: whenStored)
    }

    /// Stores elements as a block of their own. Reliable: it returns once the block is in the block manager, in the
    /// receivers' log if there is one, and known to the driver, which will hand it to a batch.
    ///
    /// - Throws: `StreamingError`; nothing of the block reaches a batch then, unless a driver that is restarted finds
    ///   it in the log.
    public func store(block elements: [Element]) async throws { try await generator.store(block: elements) }

    /// Ends the current block, and returns once everything that was added before is stored.
    ///
    /// - Throws: The error of a block that could not be stored.
    public func flush() async throws { try await generator.flush() }

    /// Tells listeners and the log of an error that does not end the receiver.
    public func report(_ error: any Error) { onError(error) }
}
