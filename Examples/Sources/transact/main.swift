import KafkaClient
import KafkaProtocol

let server = CommandLine.arguments.dropFirst().first ?? "localhost:9092"
let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))

// A result for each topic: one that exists keeps no other from being created.
let created = try await client.createTopics([NewTopic(name: "shouts", partitions: 2)])
for (topic, error) in created.failures() { print("\(topic): \(error)") }

// One producer at a time has this name: a second one takes over, and this one can write nothing more.
let producer = try KafkaProducer(client: client, configuration: ProducerConfiguration(transactionalID: "shouter"))
let group = ConsumerGroupMetadata(groupID: "shouters")

let partitions = try await client.partitions(of: ["lines"])
let positions = try await client.committedOffsets(group: group.groupID, partitions: partitions)
for partition in partitions {
    let end = try await client.listOffsets([partition: .latest])[partition]
    let reader = PartitionReader(client: client, partition: partition, from: positions[partition] ?? 0, until: end)
    for try await lines in reader {
        // The records and the offset after the lines become visible together, or not at all.
        try await producer.withTransaction { transaction in
            for line in try lines.records() {
                try await transaction.enqueue("shouts", value: ByteSlice(line.value?.string.uppercased() ?? ""))
            }
            try await transaction.commitOffsets([partition: CommittedOffset(offset: lines.nextOffset)], for: group)
        }
    }
}
for (partition, lag) in try await client.lag(group: group.groupID).get() { print("\(partition): lag \(lag.lag)") }

try await producer.close()
await client.close()
