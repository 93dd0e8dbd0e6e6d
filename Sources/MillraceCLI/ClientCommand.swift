// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import Logging

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A command that asks a cluster for something and prints the answer.
protocol ClientCommand: AsyncParsableCommand {
    var connection: ClientOptions { get }

    /// Does the work with an open client. Tests call it with an output that stays in memory.
    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws
}

extension ClientCommand {
    func run() async throws {
        ToolLog.start()
        let logger = Logger(label: "millrace")
        let configuration = try ClientConfiguration(properties: connection.properties())
        if let note = ClientOptions.note(on: configuration.ignoredProperties) { logger.warning("\(note)") }
        let client = try ClusterClient(configuration, logger: logger)
        var output = OutputBuffer.standard(environment: ProcessInfo.processInfo.environment)
        do {
            try await run(client, &output)
            try output.flush()
        } catch is OutputClosed {
            // Nobody reads on, so there is nothing left to do.
        } catch {
            // The results before the failure are worth having; the failure itself is reported.
            try? output.flush()
            await client.close()
            throw error
        }
        await client.close()
    }
}
