import KafkaClient

let server = CommandLine.arguments.dropFirst().first ?? "localhost:9092"
let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))

// Each item has a result of its own: a topic that exists keeps no other from being created.
let created = try await client.createTopics([
    NewTopic(name: "orders", partitions: 4, configs: ["retention.ms": "86400000"]), NewTopic(name: "bills"),
])
for (topic, error) in created.failures() { print("\(topic): \(error)") }

// `get()` throws one error, which names every item that failed.
try await client.alterConfigs([.topic("orders"): [.set("cleanup.policy", to: "compact,delete")]]).get()
let configs = try await client.describeConfigs([.topic("orders")]).get()
for entry in (configs[.topic("orders")] ?? [:]).values where !entry.isDefault { print(entry.name, entry.value ?? "-") }

let ends = try await client.offsets([TopicPartition(topic: "orders", partition: 0): .latest])
for (partition, offset) in try ends.get() { print("\(partition) ends at \(offset.offset)") }

for group in try await client.listGroups().elements { print(group.groupID, group.state?.name ?? "-") }
for (partition, lag) in try await client.lag(group: "readers").get() { print("\(partition): lag \(lag.lag)") }
for topic in try await client.listTopics() { print(topic.name, topic.partitions.count) }
await client.close()
