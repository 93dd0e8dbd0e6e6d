// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The id and epoch that the cluster gave an idempotent producer. Source: InitProducerId API, KIP-98.
struct ProducerIdentity: Hashable, Sendable {
    var id: Int64
    var epoch: Int16
}
