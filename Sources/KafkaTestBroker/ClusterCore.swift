// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport
internal import Synchronization

/// What the brokers of a cluster share: the state behind its lock, the loop, the scripts, and the fetches that wait.
final class ClusterCore: Sendable {
    let loop: EventLoop
    let configuration: ClusterConfiguration
    let scripts = ScriptBook()
    let pendingFetches = PendingFetches()
    private let state: Mutex<ClusterState>

    init(loop: EventLoop, configuration: ClusterConfiguration) {
        self.loop = loop
        self.configuration = configuration
        state = Mutex(ClusterState(configuration: configuration, brokers: []))
    }

    /// Reads or changes the state. Fetches that wait for a partition which `body` touched are looked at again afterwards.
    func update<R: Sendable>(_ body: (inout sending ClusterState) -> R) -> R {
        let (result, touched) = state.withLock { state in
            let result = body(&state)
            return (result, state.takeTouched())
        }
        if !touched.isEmpty { pendingFetches.wake(touched, on: self) }
        return result
    }
}
