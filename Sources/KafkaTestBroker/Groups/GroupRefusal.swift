// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Why a group refuses a request.
struct GroupRefusal: Error, Equatable {
    var code: BrokerErrorCode
    var message: String
}
