// Counts the words that a TCP server sends. In another terminal: nc -lk 9999
import Millrace

@main
struct NetworkWordCount {
    static func main() async throws {
        let port = CommandLine.arguments.dropFirst().first.flatMap(UInt16.init) ?? 9999
        let engine = MillraceContext(EngineConfiguration(appName: "network-word-count"))
        let streaming = try StreamingContext(engine, batchDuration: .seconds(1))

        streaming.socketTextStream(host: "localhost", port: port)
            .flatMap { line in line.fields(" ") }
            .map { word in (word, 1) }
            .reduceByKey(+)
            .print()

        try await streaming.run()
    }
}
