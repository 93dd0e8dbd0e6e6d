import KafkaClient
import KafkaTestBroker
import Testing

@Test func ordersSurviveAMoveOfTheirLeader() async throws {
    try await TestCluster.with(brokers: 3) { cluster in
        try cluster.createTopic("orders", partitions: 1)
        let client = try ClusterClient(ClientConfiguration(bootstrapServers: cluster.bootstrapServers))
        let producer = try KafkaProducer(client: client)

        let first = try await producer.send("orders", key: "k", value: "one")
        try cluster.movePartition("orders", 0, to: 2)
        let second = try await producer.send("orders", key: "k", value: "two")
        #expect(second.offset == first.offset + 1)

        try await producer.close()
        await client.close()
    }
}
