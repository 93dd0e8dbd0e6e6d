// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// The context of a request, besides its body.
struct Call: Sendable {
    var id = CallID(rawValue: 0)
    var version: Int16
    var correlationID: Int32
    /// The broker that received it.
    var broker: Int32
    /// The time of the cluster's clock, in milliseconds since 1970 UTC.
    var now: Int64
    /// The client id; nil if the client sent none.
    var clientID: String?
    var caller = Caller()
}
