// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A producer's id with its epoch.
struct ProducerIdentity: Hashable, Sendable {
    var id: Int64
    var epoch: Int16

    static let none = ProducerIdentity(id: -1, epoch: -1)
    /// The last epoch that a producer works in; behind it comes a new id.
    static let lastEpoch = Int16.max - 1
}
