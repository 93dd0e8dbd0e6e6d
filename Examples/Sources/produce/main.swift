import KafkaClient

let server = CommandLine.arguments.dropFirst().first ?? "localhost:9092"
let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))
let producer = try KafkaProducer(client: client)

var deliveries: [Delivery] = []
for number in 1...3 {
    // Waits for room only: the records share a request. `send` waits for the receipt too.
    deliveries.append(try await producer.enqueue("lines", key: "order-\(number)", value: "apples pears apples"))
}
for delivery in deliveries {
    let receipt = try await delivery.value
    print("\(receipt.topicPartition) at offset \(receipt.offset)")
}

try await producer.close()
await client.close()
