// The three most frequent words of the last ten seconds, every two seconds, of files that appear in a directory.
import Millrace

@main
struct TopWords {
    static func main() async throws {
        let directory = CommandLine.arguments.dropFirst().first ?? "."
        let engine = MillraceContext(EngineConfiguration(appName: "top-words"))
        let streaming = try StreamingContext(engine, batchDuration: .seconds(1))

        let words = streaming.textFileStream(directory)
            .flatMap { line in line.fields(" ") }
            .map { word in (word, 1) }
        let counts = words.reduceByKeyAndWindow(
            .seconds(10), slide: .seconds(2), keep: { _, count in count > 0 }, inverse: { $0 - $1 }
        ) { $0 + $1 }
        counts.foreachRDD { counts, batch in
            let top = try await counts.top(3) { $0.1 < $1.1 }
            let words = top.map { word, count in "\(word) \(count)" }
            print("\(batch.time):", words.joined(separator: ", "))
        }

        try await streaming.run()
    }
}
