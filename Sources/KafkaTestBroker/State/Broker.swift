// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One broker: its id and its address.
struct Broker: Sendable {
    var id: Int32
    var host: String
    var port: Int32
    var isUp: Bool
}
