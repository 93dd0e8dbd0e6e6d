// Millrace
// SPDX-License-Identifier: Apache-2.0

#if ServiceLifecycle
public import ServiceLifecycle

/// A consumer's loop as a service: `KafkaConsumer.service(_:)` makes it.
///
/// ```swift
/// let readers = consumer.service { batch in
///     try batch.forEach(handle)
/// }
/// let group = ServiceGroup(services: [client, producer, readers], gracefulShutdownSignals: [.sigterm], logger: logger)
/// try await group.run()
/// ```
///
/// A group shuts its services down from the last to the first, so put what the loop uses before it. Needs the package
/// trait `ServiceLifecycle`. Source: swift-service-lifecycle.
public struct ConsumerService: Service {
    /// The consumer.
    public let consumer: KafkaConsumer
    private let body: @Sendable (ConsumerBatch) async throws -> Void

    init(_ consumer: KafkaConsumer, _ body: @escaping @Sendable (ConsumerBatch) async throws -> Void) {
        self.consumer = consumer
        self.body = body
    }

    /// `KafkaConsumer.run` until the graceful shutdown: it then ends after the batches being processed, whose offsets
    /// are committed, and leaves the consumer group.
    ///
    /// - Throws: as `KafkaConsumer.run`.
    public func run() async throws {
        let (consumer, body) = (consumer, body)
        try await withGracefulShutdownHandler {
            try await consumer.run(body)
        } onGracefulShutdown: {
            consumer.stop()
        }
    }
}

extension KafkaConsumer {
    /// A service that processes batches with `body`, as `run(_:)` does.
    ///
    /// - Parameter body: gets batches of different partitions at the same time.
    public func service(_ body: @escaping @Sendable (ConsumerBatch) async throws -> Void) -> ConsumerService {
        ConsumerService(self, body)
    }
}
#endif
