// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

extension KafkaUUID {
    /// 32 hexadecimal digits in lower case, without hyphens.
    var hexDigits: String {
        [high, low].map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
    }
}
