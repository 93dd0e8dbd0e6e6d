// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// The number of a request, unique within a cluster.
struct CallID: Hashable, Sendable {
    var rawValue: UInt64
}
