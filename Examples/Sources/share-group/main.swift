// Workers of a share group: each record of `lines` is done by one of them, whatever its partition.

import KafkaClient

let server = CommandLine.arguments.dropFirst().first ?? "localhost:9092"
let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))

// A share group starts at new records, unless its config says otherwise.
try await client.alterConfigs([.group("workers"): [.set("share.auto.offset.reset", to: "earliest")]]).get()

let worker = try ShareConsumer(
    client: client,
    configuration: ShareConsumerConfiguration(groupID: "workers", topics: ["lines"], acknowledgementMode: .explicit))
var done = 0
try await worker.run { line in
    print(line.topicPartition, line.offset, line.value?.string ?? "-", "delivery \(line.deliveryCount)")
    done += 1
    if done == 3 { worker.stop() }
    // Or .release: somebody else may try; .reject: nobody can do it.
    return line.value == nil ? .reject : .accept
}
await client.close()
