// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import Glibc
import KafkaClient
import KafkaProtocol
import Millrace
import MillraceKafka

/// Counts the words of many lines with the engine: `flatMap`, `reduceByKey`, `collect`.
///
/// `wordcount-bench --write FILE [--lines 500000]` writes the text, and `--write-text FILE [--megabytes 200]
/// [--vocabulary 2010000]` one with many distinct words: 1.77 M in 200 MB. `wordcount-bench --read FILE [--threads 1]
/// [--repetitions 3] [--keys split|string|fields|short|bytes]` reads it into memory and counts the words. Keys are
/// `split` (lines as `String`, `String.split`), `string` (lines as bytes, words as `String`), `fields` (the same by the
/// public `fields`), `short` (its `ShortBytes`) or `bytes` (lines and words as bytes, the default).
/// `--bootstrap-server HOST:PORT [--topic bench]` instead of `--read` counts the values of a topic through `KafkaRDD`.
/// Prints one line of results per repetition.
@main
struct WordCountBench {
    static func main() async throws {
        var arguments = Arguments()
        if let path = arguments.text("write") {
            let lines = arguments.number("lines", default: 500_000)
            arguments.finish()
            return write(lines: lines, to: path)
        }
        if let path = arguments.text("write-text") {
            let megabytes = arguments.number("megabytes", default: 200)
            let vocabulary = arguments.number("vocabulary", default: 2_010_000)
            arguments.finish()
            return write(TextGenerator(vocabulary: vocabulary), bytes: megabytes * 1_000_000, to: path)
        }
        let path = arguments.text("read")
        let server = arguments.text("bootstrap-server")
        let topic = arguments.text("topic") ?? "bench"
        let threads = arguments.number("threads", default: 1)
        let repetitions = arguments.number("repetitions", default: 3)
        let keys = arguments.text("keys") ?? "bytes"
        arguments.finish()

        let context = MillraceContext(
            EngineConfiguration(appName: "wordcount-bench", master: .local(threads: threads)))
        if let path {
            let lines = lines(of: path)
            if keys == "split" {
                let rdd = context.parallelize(lines.map(\.string), partitions: 4)
                return try await measure(lines.count, repetitions) {
                    try await rdd.flatMap { $0.split(separator: " ") }.map { (String($0), 1) }.reduceByKey(+).collect()
                        .map(\.1)
                }
            }
            let rdd = context.parallelize(lines, partitions: 4)
            try await measure(lines.count, repetitions) { try await counts(of: rdd, keys) }
        } else if let server {
            let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))
            let ends = try await client.listOffsets(
                Dictionary(uniqueKeysWithValues: try await client.partitions(of: [topic]).map { ($0, .latest) }))
            let ranges = try ends.sorted { $0.key < $1.key }.map { partition, end in
                try OffsetRange(partition, from: 0, until: end)
            }
            try await measure(Int(ends.values.reduce(0, +)), repetitions) {
                let rdd = KafkaRDD(context, client: client, offsetRanges: ranges) { _, record in record.value ?? .empty
                }
                return try await counts(of: rdd, keys)
            }
            await client.close()
        } else {
            stop("missing option: --read FILE, --bootstrap-server HOST:PORT or --write FILE")
        }
    }

    /// Number of occurrences of each word.
    private static func counts(of lines: RDD<ByteSlice>, _ keys: String) async throws -> [Int] {
        switch keys {
        case "string":
            try await lines.flatMap { line, emit in try line.stringWords(emit) }.reduceByKey(+).collect().map(\.1)
        case "fields": try await lines.flatMap { $0.fields(" ") }.map { ($0, 1) }.reduceByKey(+).collect().map(\.1)
        case "short":
            try await lines.flatMap { $0.fields(" ", as: ShortBytes.self) }.map { ($0, 1) }.reduceByKey(+).collect()
                .map(\.1)
        case "bytes":
            try await lines.flatMap { line, emit in try line.words(emit) }.reduceByKey(+).collect().map(\.1)
        default: stop("--keys must be string, fields, short, bytes or (only with --read) split, found \(keys)")
        }
    }

    private static func measure(
        _ lineCount: Int, _ repetitions: Int, _ count: () async throws -> [Int]
    ) async throws {
        for _ in 0..<repetitions {
            let start = Usage.now
            let counts = try await count()
            let end = Usage.now
            let seconds = end.wallSeconds - start.wallSeconds
            let cpu = end.cpuSeconds - start.cpuSeconds
            report([
                "lines": "\(lineCount)", "words": "\(counts.reduce(0, +))", "distinct": "\(counts.count)",
                "seconds": decimal(seconds, 3), "lines-per-s": decimal(Double(lineCount) / seconds, 0),
                "cpu-s": decimal(cpu, 3), "cpu-s-per-million": decimal(cpu / Double(lineCount) * 1e6, 3),
                "peak-MiB": decimal(Usage.peakMemoryMiB, 1),
            ])
        }
    }

    private static func write(lines: Int, to path: String) {
        guard let file = fopen(path, "w") else { stop("cannot write \(path)") }
        var generator = LineGenerator()
        for _ in 0..<lines {
            let line = generator.next() + [0x0a]
            fwrite(line, 1, line.count, file)
        }
        fclose(file)
    }

    private static func write(_ text: TextGenerator, bytes: Int, to path: String) {
        guard let file = fopen(path, "w") else { stop("cannot write \(path)") }
        var generator = text
        var block: [UInt8] = []
        var written = 0
        while written < bytes {
            block.removeAll(keepingCapacity: true)
            for _ in 0..<1000 { generator.appendLine(to: &block) }
            fwrite(block, 1, block.count, file)
            written += block.count
        }
        fclose(file)
    }

    /// Lines of a file, as slices of one block.
    private static func lines(of path: String) -> [ByteSlice] {
        guard let file = fopen(path, "r") else { stop("cannot read \(path)") }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let size = ftell(file)
        rewind(file)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = fread(buffer.baseAddress, 1, size, file)
        }
        let text = ByteSlice(copying: bytes)
        var lines: [ByteSlice] = []
        var start = 0
        for end in bytes.indices where bytes[end] == 0x0a {
            lines.append(text[start..<end])
            start = end + 1
        }
        return lines
    }
}
