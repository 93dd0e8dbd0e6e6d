import KafkaClient

let server = CommandLine.arguments.dropFirst().first ?? "localhost:9092"
let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))

for partition in try await client.partitions(of: ["lines"]) {
    let end = try await client.listOffsets([partition: .latest])[partition]
    for try await records in PartitionReader(client: client, partition: partition, from: 0, until: end) {
        try records.forEach { record in
            print(partition, record.offset, record.key?.string ?? "-", record.value?.string ?? "-")
        }
    }
}

await client.close()
