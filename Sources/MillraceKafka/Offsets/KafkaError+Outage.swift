// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaClient

extension KafkaError {
    /// Whether the failure is one of the moment: brokers are down, a leader is being elected. Streams wait for its end.
    var passesWhenBrokersReturn: Bool { isRetriable || code == .bootstrapFailed }
}
