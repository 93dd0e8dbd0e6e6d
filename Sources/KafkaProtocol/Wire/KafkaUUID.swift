// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A 128-bit identifier, such as a topic ID. Sixteen bytes on the wire, most significant first. Source: KIP-516.
public struct KafkaUUID: Hashable, Sendable {
    /// The first eight bytes, big-endian.
    public var high: UInt64
    /// The last eight bytes, big-endian.
    public var low: UInt64

    /// An identifier from its two halves.
    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The UUID of zeros, which means "no ID".
    public static let zero = KafkaUUID(high: 0, low: 0)
}

extension KafkaUUID: CustomStringConvertible {
    /// Kafka's text form: URL-safe base64 without padding, 22 characters.
    public var description: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        var text = ""
        // 128 bits in groups of six, most significant first; the last group has two bits, padded with zeros on the
        // right.
        for group in 0..<22 {
            let shift = 122 - group * 6
            let value: UInt64
            if shift >= 64 {
                value = high >> UInt64(shift - 64)
            } else if shift >= 0 {
                value = (high << UInt64(64 - shift)) | (low >> UInt64(shift))
            } else {
                value = low << UInt64(-shift)
            }
            text.append(alphabet[Int(value & 63)])
        }
        return text
    }
}
