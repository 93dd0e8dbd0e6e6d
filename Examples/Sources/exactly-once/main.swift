import KafkaClient
import KafkaProtocol
import Millrace
import MillraceKafka

let server = CommandLine.arguments.dropFirst().first ?? "localhost:9092"
let folder = CommandLine.arguments.dropFirst(2).first ?? "exactly-once-checkpoint"
let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))

// Kill it at any moment and start it again: no line is counted twice, and no total is written twice.
let job = StreamingJob("totals", checkpoint: .directory(folder), batchDuration: .milliseconds(500)) { job in
    try job.kafkaDirectStream(client, topics: ["lines"], configuration: DirectStreamConfiguration(groupID: "totals"))
        .id("lines")
        .flatMap { record in record.value?.string.split(separator: " ").map { (String($0), 1) } ?? [] }
        .reduceByKey(+)
        .mapWithState(
            StateSpec<String, Int, Int, (String, Int)> { word, count, state in
                try state.update((state.value ?? 0) + (count ?? 0))
                return (word, state.value ?? 0)
            }
        )
        .id("totals")
        .toKafka("totals", .exactlyOnce, client: client) { word, total in
            ProducerRecord(topic: "totals", key: ByteSlice(word), value: ByteSlice("\(total)"))
        }
}
try await job.run()
