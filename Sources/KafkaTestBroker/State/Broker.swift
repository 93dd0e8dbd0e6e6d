// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One broker: its id and its address.
struct Broker: Sendable {
    var id: Int32
    var host: String
    var port: Int32
    var isUp: Bool
    /// The state of a broker when it went down; nil while it is up.
    struct LastSeen: Sendable {
        /// The end of its copy of the metadata log.
        var metadataEnd: Int64
        /// In milliseconds since 1970 UTC.
        var time: Int64
    }

    var lastSeen: LastSeen?
    /// Ports of the further listeners, in their order.
    var otherPorts: [Int32] = []

    /// The broker with the port of the listener that `caller` came in by.
    func seen(by caller: Caller) -> Broker {
        guard caller.listener > 0, caller.listener <= otherPorts.count else { return self }
        var seen = self
        seen.port = otherPorts[caller.listener - 1]
        return seen
    }
}
