// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
package import MachineSimulation

extension SimulatedMachine {
    /// The time and the random source of clients on this machine, and its network.
    package func configure(_ client: inout ClientConfiguration) {
        client.simulate(
            dialer: network, now: { self.elapsed }, sleep: { try await self.sleep($0) }, bits: { self.drawBits() })
    }
}
