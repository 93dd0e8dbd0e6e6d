// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// An error from a group, with a message for the client.
struct GroupRefusal: Error, Equatable {
    var code: BrokerErrorCode
    var message: String
}
