// Millrace
// SPDX-License-Identifier: Apache-2.0

#if ServiceLifecycle
public import ServiceLifecycle

extension KafkaProducer: Service {
    /// Waits for the graceful shutdown, then closes the producer: it returns when all records are written or have
    /// failed. Needs the package trait `ServiceLifecycle`.
    ///
    /// Records are sent whether this runs or not.
    /// - Throws: `CancellationError` if the task is cancelled; records that are left are still sent then.
    public func run() async throws {
        try await gracefulShutdown()
        try await close()
    }
}
#endif
