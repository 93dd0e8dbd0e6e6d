import KafkaClient
import Millrace
import MillraceKafka

@main
struct CountWords {
    static func main() async throws {
        let server = CommandLine.arguments.dropFirst().first ?? "localhost:9092"
        let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))
        let engine = MillraceContext(EngineConfiguration(appName: "count-words", master: .local(threads: 2)))
        let streaming = try StreamingContext(engine, batchDuration: .milliseconds(500))

        let lines = try streaming.kafkaDirectStream(
            client, topics: ["lines"], configuration: DirectStreamConfiguration(groupID: "count-words"))
        lines
            .flatMap { record in (record.value?.string ?? "").fields(" ") }
            .map { word in (word, 1) }
            .reduceByKey(+)
            .print(10)

        try await streaming.start()
        try await streaming.awaitTermination()
    }
}
