// Millrace
// SPDX-License-Identifier: Apache-2.0

#if ServiceLifecycle
public import ServiceLifecycle

extension ClusterClient: Service {
    /// Waits for the graceful shutdown or cancellation, then closes the client. Needs the package trait
    /// `ServiceLifecycle`.
    ///
    /// The client works whether this runs or not. In a group put it before the producers and consumers that use it.
    /// - Throws: `CancellationError` if the task is cancelled.
    public func run() async throws {
        do {
            try await gracefulShutdown()
        } catch {
            await close()
            throw error
        }
        await close()
    }
}
#endif
