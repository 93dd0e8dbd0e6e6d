// Millrace
// SPDX-License-Identifier: Apache-2.0

#if ServiceLifecycle
public import ServiceLifecycle

/// A share consumer's loop as a service: `ShareConsumer.service(_:)` makes it. Needs the package trait
/// `ServiceLifecycle`.
public struct ShareConsumerService: Service {
    /// The consumer.
    public let consumer: ShareConsumer
    private let handle: @Sendable (ShareRecord) async throws -> ShareAcknowledgeType

    init(_ consumer: ShareConsumer, _ handle: @escaping @Sendable (ShareRecord) async throws -> ShareAcknowledgeType) {
        self.consumer = consumer
        self.handle = handle
    }

    /// `ShareConsumer.run` until the graceful shutdown: it then ends after the record being processed, gives the others
    /// back and leaves the group.
    ///
    /// - Throws: as `ShareConsumer.run`.
    public func run() async throws {
        let (consumer, handle) = (consumer, handle)
        try await withGracefulShutdownHandler {
            try await consumer.run(handle)
        } onGracefulShutdown: {
            consumer.stop()
        }
    }
}

extension ShareConsumer {
    /// A service that processes records with `handle`, as `run(_:)` does.
    public func service(
        _ handle: @escaping @Sendable (ShareRecord) async throws -> ShareAcknowledgeType
    ) -> ShareConsumerService { ShareConsumerService(self, handle) }
}
#endif
