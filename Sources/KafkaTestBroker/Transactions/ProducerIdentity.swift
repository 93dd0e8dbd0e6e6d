// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A producer's id and epoch.
struct ProducerIdentity: Hashable, Sendable {
    var id: Int64
    var epoch: Int16

    static let none = ProducerIdentity(id: -1, epoch: -1)
    /// The last epoch that a producer may use; a new id follows.
    static let lastEpoch = Int16.max - 1
}
