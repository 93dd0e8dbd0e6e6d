// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport
import Synchronization

/// Fetch connections that one reader alone uses.
struct Leases {
    var idle: [SocketAddress: [BrokerConnection]] = [:]
    /// Connections in use, which `close()` closes.
    var leased: [ObjectIdentifier: BrokerConnection] = [:]
}

extension Cluster {
    /// A connection for one reader alone, so that its long polls delay no other request. Return it with `release(_:)`.
    func leaseFetchConnection(to leader: PartitionLeader) async throws -> BrokerConnection {
        let idle: BrokerConnection? = leases.withLock { state in
            while let connection = state.idle[leader.address]?.popLast() {
                if connection.isOpen {
                    state.leased[ObjectIdentifier(connection)] = connection
                    return connection
                }
            }
            return nil
        }
        if let idle { return idle }
        let connection = try await BrokerConnection.connect(
            to: leader.address, on: loop(ofBroker: leader.broker), configuration: configuration)
        leases.withLock { $0.leased[ObjectIdentifier(connection)] = connection }
        return connection
    }

    /// Takes a leased connection back. Closes it if a response is outstanding, because the next user would wait for
    /// that response.
    func release(_ connection: BrokerConnection) {
        let keep = leases.withLock { state in
            guard state.leased.removeValue(forKey: ObjectIdentifier(connection)) != nil, connection.isOpen,
                connection.requestsUnderway == 0, state.idle[connection.address, default: []].count < 64
            else { return false }
            state.idle[connection.address, default: []].append(connection)
            return true
        }
        if !keep { connection.close() }
    }

    func closeLeases() {
        let connections = leases.withLock { state in
            defer { state = Leases() }
            return state.idle.values.flatMap { $0 } + Array(state.leased.values)
        }
        for connection in connections { connection.close() }
    }
}
