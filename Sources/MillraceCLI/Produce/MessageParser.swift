// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Finds key and value in a message. Source: kcat 1.7.1.
struct MessageParser: Sendable {
    /// Ends the key; nil if messages have none.
    var keyDelimiter: [UInt8]?
    /// The key of messages without one of their own.
    var fixedKey: ByteSlice?
    /// Whether an empty key or value, in a message with a key delimiter, is null.
    var emptyIsNull = false

    /// Key and value of a message, as views of it.
    func parse(_ message: ByteSlice) -> (key: ByteSlice?, value: ByteSlice?) {
        guard let keyDelimiter, let end = ByteSearch.find(keyDelimiter, in: message) else { return (fixedKey, message) }
        let key = message[0..<end]
        let value = message[end + keyDelimiter.count..<message.count]
        guard emptyIsNull else { return (key, value) }
        return (key.isEmpty ? fixedKey : key, value.isEmpty ? nil : value)
    }
}
