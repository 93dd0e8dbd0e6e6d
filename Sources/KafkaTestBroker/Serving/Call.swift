// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// What an API knows of the request that it answers, beside the body.
struct Call: Sendable {
    var id = CallID(rawValue: 0)
    var version: Int16
    var correlationID: Int32
    /// The broker that was asked.
    var broker: Int32
    /// The time of the cluster's clock, in milliseconds since 1970 UTC.
    var now: Int64
    /// The client's name for itself; nil if it gave none.
    var clientID: String?
    var caller = Caller()
}
