// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

extension ClientConfiguration {
    /// A configuration with timeouts of ten minutes, so that a busy machine fails no test.
    package static func patient(
        _ bootstrapServers: [String], retry: RetryPolicy = RetryPolicy()
    ) -> ClientConfiguration {
        var configuration = ClientConfiguration(
            bootstrapServers: bootstrapServers, requestTimeout: .seconds(600), connectionSetupTimeout: .seconds(600),
            apiTimeout: .seconds(600), retry: retry)
        // A slow machine must not make a client ask a second broker.
        configuration.slowAnswer = .seconds(600)
        return configuration
    }
}
