// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

extension KafkaMessage {
    /// The message in its newest version, after that version as an int16.
    func consumerProtocolBytes() throws(WireError) -> ByteSlice {
        var writer = WireWriter()
        let version = Self.versions.upperBound
        writer.writeInteger(version)
        try encode(into: &writer, version: version)
        return writer.finish()
    }
}

extension WireReader {
    /// Reads an int16 version and the message in it; a newer version is read as the newest that is known. Source:
    /// Kafka's `ConsumerProtocol.deserializeSubscription`.
    mutating func readConsumerProtocol<Message: KafkaMessage>() throws(WireError) -> Message {
        let version = try readInt16()
        return try Message(from: &self, version: min(version, Message.versions.upperBound))
    }
}
