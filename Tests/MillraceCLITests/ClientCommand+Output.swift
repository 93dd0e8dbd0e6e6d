// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

@testable import MillraceCLI

extension ClientCommand {
    /// The output of the command with these arguments.
    static func output(_ client: ClusterClient, _ arguments: String...) async throws -> String {
        let command = try Self.parse(arguments)
        var output = OutputBuffer(descriptor: nil)
        try await command.run(client, &output)
        return String(decoding: output.bytes, as: UTF8.self)
    }
}
