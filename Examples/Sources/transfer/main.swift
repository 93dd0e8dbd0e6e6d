// Reads `lines`, writes each in upper case to `shouted`, and moves the group's offsets in the same transaction.

import KafkaClient
import KafkaProtocol

let server = CommandLine.arguments.dropFirst().first ?? "localhost:9092"
let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))

var settings = ConsumerConfiguration(client: client.configuration, groupID: "shouters")
settings.offsetReset = .earliest
settings.commitsOffsets = false  // The transactions commit them.
settings.fetch.isolation = .readCommitted
let consumer = try KafkaConsumer(client: client, configuration: settings)
try consumer.subscribe(to: "lines")

var sending = ProducerConfiguration()
sending.transactionalID = "shouter-1"
let producer = try KafkaProducer(client: client, configuration: sending)

var count = 0
for try await batch in consumer.batches {
    count += try await producer.withTransaction { transaction in
        var moved = 0
        for record in try batch.records.records() {
            let line = record.value?.string.uppercased() ?? ""
            try await transaction.enqueue("shouted", key: record.key, value: ByteSlice(line))
            moved += 1
        }
        try await transaction.commitOffsets(of: batch)
        return moved
    }
    if count >= 3 { break }
}

await consumer.close()
try await producer.close()
await client.close()
print("\(count) records moved")
