// Millrace
// SPDX-License-Identifier: Apache-2.0

extension StreamingContext {
    /// A stream of what `receiver` stores. Source: `StreamingContext.receiverStream`.
    ///
    /// - Parameters:
    ///   - receiver: The receiver. For more than one connection make several streams and `union` them.
    ///   - level: Where blocks are kept until their batch is forgotten. Default: as stored bytes in memory, on disk
    ///     where memory lacks room; as values in memory if elements cannot be stored.
    public func receiverStream<Element: Sendable>(
        _ receiver: some Receiver<Element>, level: StorageLevel? = nil
    ) -> ReceiverInputDStream<Element> {
        ReceiverInputDStream(context: self, receiver: receiver, level: level)
    }

    /// A stream of what `body` stores; see `Receiver.receive(_:)`.
    ///
    /// - Parameters:
    ///   - type: Type of the elements, where the compiler cannot infer it.
    ///   - level: As above.
    ///   - body: Receives until its task is cancelled.
    public func receiverStream<Element: Sendable>(
        of type: Element.Type = Element.self, level: StorageLevel? = nil,
        _ body: @escaping @Sendable (ReceiverContext<Element>) async throws -> Void
    ) -> ReceiverInputDStream<Element> {
        ReceiverInputDStream(context: self, receiver: ClosureReceiver(body: body), level: level, kind: "receiver")
    }

    /// Opens the receivers' logs, if they are asked for.
    func recoverReceivers(_ checkpoint: StreamCheckpoint?) async throws {
        let inputs = graph.inputs.compactMap { $0 as? any AnyReceiverInput }
        guard configuration.receivers.writeAheadLog, !inputs.isEmpty else { return }
        guard let checkpoint else {
            throw StreamingError(
                code: .invalidConfiguration,
                message: "receivers.writeAheadLog needs a checkpoint, beside which the logs are: call checkpoint() "
                    + "before start()")
        }
        let byID = Dictionary(inputs.map { ($0.operatorID.description, $0) }) { first, _ in first }
        try await receivers.open(checkpoint, byID)
    }

    /// Before anything is opened: elements must have codecs.
    func checkReceiverCodecs() throws {
        guard configuration.receivers.writeAheadLog else { return }
        for case let input as any AnyReceiverInput in graph.inputs { try input.checkCodec() }
    }
}

/// A receiver that is a closure.
private struct ClosureReceiver<Element: Sendable>: Receiver {
    let body: @Sendable (ReceiverContext<Element>) async throws -> Void

    func receive(_ context: ReceiverContext<Element>) async throws { try await body(context) }
}
