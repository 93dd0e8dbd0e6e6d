import KafkaClient

let server = CommandLine.arguments.dropFirst().first ?? "localhost:9092"
var configuration = ConsumerConfiguration(client: ClientConfiguration(bootstrapServers: [server]), groupID: "readers")
configuration.offsetReset = .earliest

let consumer = try KafkaConsumer(configuration)
try consumer.subscribe(to: "lines")
var count = 0
for try await record in consumer.records {
    print(record.partition, record.offset, record.value?.string ?? "-")
    count += 1
    if count == 3 { break }
}
await consumer.close()  // Commits what was read, and leaves the group.
