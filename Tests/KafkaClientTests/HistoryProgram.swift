// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaTransport
import MachineSimulation
import TestSupport

/// A client program of a history. It may be killed; another one then takes over.
struct HistoryProgram: Sendable {
    let client: ClusterClient
    private let process: SimulatedProcess?

    /// - Parameter process: what kills it; nil if it lives to its end.
    init(_ configuration: ClientConfiguration, process: SimulatedProcess?) throws {
        var configuration = configuration
        if let process { configuration.dialer = process }
        client = try ClusterClient(configuration)
        self.process = process
    }

    /// Whether it was killed. Nothing that happens to it afterwards counts.
    var isDead: Bool { process?.isDead ?? false }

    /// Draws whether it dies, and at which moment up to `limit` from now.
    ///
    /// - Parameter whenDead: runs right after its death.
    func mayDie(
        oneIn count: Int, within limit: Duration, _ random: inout SplitMix64,
        whenDead: @escaping @Sendable () -> Void
    ) {
        let dies = Int.random(in: 0..<count, using: &random) == 0
        let moment = limit * Double.random(in: 0..<1, using: &random)
        if dies { process?.kill(after: moment, whenDead: whenDead) }
    }

    /// Ends it by itself, or what is left of it after its death.
    func end() async {
        process?.end()
        await client.close()
    }
}
