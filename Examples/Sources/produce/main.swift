import KafkaClient

let server = CommandLine.arguments.dropFirst().first ?? "localhost:9092"
let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))
let producer = try KafkaProducer(client: client)

for number in 1...3 {
    let record = ProducerRecord(topic: "lines", key: "order-\(number)", value: "apples pears apples")
    let receipt = try await producer.send(record)
    print("\(receipt.topicPartition) at offset \(receipt.offset)")
}

try await producer.close()
await client.close()
