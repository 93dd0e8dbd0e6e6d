// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// Names one request within a cluster's life.
struct CallID: Hashable, Sendable {
    var rawValue: UInt64
}
