// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaTestBroker
private import Synchronization

/// A broker of a simulated cluster that is down for a number of requests to the others. One at a time.
///
/// Any driver's requests count, as the one that the outage was drawn for may hang or be dead.
final class BrokerOutage: Sendable {
    private struct State {
        var broker: Int32?
        /// Requests until it comes up again.
        var left = 0
        /// The last change of a broker: the next one waits for it.
        var change: Task<Void, Never>?
    }

    private let cluster: TestCluster
    private let state = Mutex(State())

    init(_ cluster: TestCluster) {
        self.cluster = cluster
        cluster.add(
            Script(.any) { [weak self] _ in
                self?.count()
                return nil
            })
    }

    /// Takes a broker down for `requests` requests. Returns false if one is down, or there is only one.
    func begin(_ broker: Int32, requests: Int) -> Bool {
        guard cluster.brokerIDs.count > 1 else { return false }
        return state.withLock { state in
            guard state.broker == nil else { return false }
            state.broker = broker
            state.left = requests
            Self.add(to: &state) { [cluster] in await cluster.stopBroker(broker) }
            return true
        }
    }

    /// A request has come.
    private func count() {
        state.withLock { state in
            guard state.broker != nil else { return }
            state.left -= 1
            if state.left <= 0 { restart(&state) }
        }
    }

    /// Brings the broker up now; returns when it is.
    func end() async {
        let change = state.withLock { state in
            restart(&state)
            return state.change
        }
        await change?.value
    }

    private func restart(_ state: inout State) {
        guard let broker = state.broker else { return }
        state.broker = nil
        Self.add(to: &state) { [cluster] in
            // Its port on the simulated network is free. A cluster that has been stopped has no brokers any more.
            try? cluster.restartBroker(broker)
        }
    }

    private static func add(to state: inout State, _ body: @escaping @Sendable () async -> Void) {
        let before = state.change
        // Ends with its body; `end()` waits for it.
        state.change = Task {
            await before?.value
            await body()
        }
    }
}
