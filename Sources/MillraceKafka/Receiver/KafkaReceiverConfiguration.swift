// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient

/// Settings of a stream that receives records as a member of a consumer group.
public struct KafkaReceiverConfiguration: Sendable {
    /// Settings of the consumer: brokers, group, protocol, fetches. It must have a group; `commitsOffsets` has no
    /// effect, as the receiver commits itself, and so has `rebalanceListener`.
    ///
    /// A partition that has no commit begins at `offsetReset`: give `.earliest`, or records are passed over that come
    /// before the first start.
    public var consumer: ConsumerConfiguration
    /// Order of commits and work. Default `.atLeastOnce`.
    public var guarantee: DeliveryGuarantee

    /// A configuration.
    public init(consumer: ConsumerConfiguration, guarantee: DeliveryGuarantee = .atLeastOnce) {
        self.consumer = consumer
        self.guarantee = guarantee
    }

    /// Checks the values.
    /// - Throws: `KafkaStreamError.invalidConfiguration`; `KafkaError.invalidConfiguration`.
    func validate() throws {
        guard consumer.groupID != nil else {
            throw KafkaStreamError(
                .invalidConfiguration,
                "a receiver stream needs a group: set groupID (group.id), whose members share the partitions; or use "
                    + "kafkaDirectStream")
        }
        try consumer.validate()
    }
}
