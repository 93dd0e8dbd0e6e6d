// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

extension SplitMix64 {
    /// A random UUID.
    mutating func makeUUID() -> KafkaUUID { KafkaUUID(high: next(), low: next()) }

    /// The broker's part of a SCRAM nonce. The seed fixes it, like every other random choice.
    mutating func makeNonce() -> String { String(next(), radix: 36) + String(next(), radix: 36) }

    /// A member id of the classic protocol: the client's name for itself, then a random UUID.
    mutating func makeMemberID(_ name: String) -> String {
        let text = Array(makeUUID().hexDigits)
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(text[$0]) }
        return name + "-" + parts.joined(separator: "-")
    }
}
