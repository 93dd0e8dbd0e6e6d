// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaTransport
internal import Synchronization

/// Work scheduled on the cluster's clock.
struct ClusterTimer: Sendable {
    private let timer: EventLoop.Timer?
    private let take: @Sendable () -> Void

    init(_ timer: EventLoop.Timer) {
        self.timer = timer
        take = {}
    }

    init(_ take: @escaping @Sendable () -> Void) {
        timer = nil
        self.take = take
    }

    /// Cancels the work. No effect once it ran.
    func cancel() {
        timer?.cancel()
        take()
    }
}
