// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import Millrace

/// Operators of the batch engine on numbers that are made on the way.
///
/// `rdd-bench [--case chain|reduce|group|sort|join|split|fields|short|text|text-short] [--records 10000000]
/// [--keys 1000000] [--threads 2] [--partitions 4] [--repetitions 3] [--memory-limit MIB] [--read FILE]`.
/// `chain` is three times `map` and `filter`, then `count`; `reduce` is `reduceByKey` of pairs with
/// that many distinct keys; `group` is `groupByKey` of them; `sort` is `sortByKey`; `join` joins two RDDs of half the
/// records each, all keys distinct. `reduce`, `group`, `sort` and `join` check their results.
/// `split`, `fields` and `short` count the words of so many lines of text in memory: lines split by
/// `split(separator:)`, by `fields` into strings, and by `fields` into `ShortBytes`.
/// `text` and `text-short` count the words of the file `--read` (see `wordcount-bench --write-text`), with `String` and
/// `ShortBytes` keys, and take the ten most frequent ones; the peak memory is that of the count.
/// Prints one line of results per repetition.
@main
struct RDDBench {
    static func main() async throws {
        var arguments = Arguments()
        let name = arguments.text("case") ?? "reduce"
        let records = arguments.number("records", default: 10_000_000)
        let keys = arguments.number("keys", default: 1_000_000)
        let threads = arguments.number("threads", default: 2)
        let partitions = arguments.number("partitions", default: 4)
        let repetitions = arguments.number("repetitions", default: 3)
        let limit = arguments.number("memory-limit", default: 0)
        let path = arguments.text("read") ?? ""
        arguments.finish()

        var configuration = EngineConfiguration(appName: "rdd-bench", master: .local(threads: threads))
        if limit > 0 { configuration.memoryLimit = limit << 20 }
        let context = MillraceContext(configuration)
        let lines = context.parallelize(
            ["split", "fields", "short"].contains(name) ? text(lines: records) : [], partitions: partitions)
        if name.hasPrefix("text") {
            for _ in 0..<repetitions { try await TextCount(context: context, path: path, partitions).run(name) }
            return await context.stop()
        }
        for _ in 0..<repetitions {
            let numbers = context.range(0..<records, partitions: partitions)
            let start = Usage.now
            let result = try await run(name, numbers, lines, records: records, keys: keys)
            let end = Usage.now
            let cpu = end.cpuSeconds - start.cpuSeconds
            report([
                "case": name, "records": "\(records)", "result": "\(result)",
                "seconds": decimal(end.wallSeconds - start.wallSeconds, 3), "cpu-s": decimal(cpu, 3),
                "cpu-ns-per-record": decimal(cpu / Double(records) * 1e9, 2),
                "peak-MiB": decimal(Usage.peakMemoryMiB, 1), "spills": "\(context.memory.spillCount)",
            ])
        }
        await context.stop()
    }

    /// Spreads numbers below 2^40, each once for each input.
    private static func scrambled(_ number: Int) -> Int { (number &* 0x1e37_79b9_7f4a_7c15) & 0xff_ffff_ffff }

    private static func text(lines: Int) -> [String] {
        var generator = LineGenerator()
        return (0..<lines).map { _ in String(decoding: generator.next(), as: UTF8.self) }
    }

    private static func run(
        _ name: String, _ numbers: RDD<Int>, _ lines: RDD<String>, records: Int, keys: Int
    ) async throws -> Int {
        switch name {
        case "chain":
            return try await numbers.map { $0 &* 3 }.filter { $0 & 15 != 0 }.map { $0 ^ 5 }.filter { $0 & 15 != 1 }
                .map { $0 &+ 7 }.filter { $0 & 15 != 2 }.count()
        case "reduce":
            let sums = numbers.map { (scrambled($0 % keys), 1) }.reduceByKey(+)
            let (count, sum) = try await sums.aggregate((0, 0)) {
                $0 = ($0.0 + 1, $0.1 + $1.1)
            } mergeCombined: {
                $0 = ($0.0 + $1.0, $0.1 + $1.1)
            }
            guard sum == records else { stop("the sums of all keys are \(sum), not \(records)") }
            return count
        case "group":
            let sizes = numbers.map { (scrambled($0 % keys), $0) }.groupByKey().mapValues { $0.count }
            let sum = try await sizes.values().reduce(+)
            guard sum == records else { stop("the groups have \(sum) values, not \(records)") }
            return try await sizes.count()
        case "sort":
            let sorted = numbers.map { (scrambled($0), $0) }.sortByKey()
            let parts: RDD<(Int, Int, Int)> = sorted.mapPartitions { elements, emit in
                var (first, last, count) = (Int.max, -1, 0)
                try await elements.forEach { pair in
                    guard pair.0 >= last else { stop("\(pair.0) comes after \(last)") }
                    first = min(first, pair.0)
                    last = pair.0
                    count += 1
                }
                if count > 0 { try emit((first, last, count)) }
            }
            let ranges = try await parts.collect()
            for (left, right) in zip(ranges, ranges.dropFirst()) where left.1 > right.0 { stop("ranges overlap") }
            return ranges.reduce(0) { $0 + $1.2 }
        case "join":
            let half = numbers.filter { $0 & 1 == 0 }
            let left = half.map { (scrambled($0), $0) }
            let right = half.map { (scrambled(records - 2 - $0), $0) }
            return try await left.join(right).count()
        case "split":
            return try await lines.flatMap { $0.split(separator: " ") }.map { (String($0), 1) }.reduceByKey(+).count()
        case "fields": return try await lines.flatMap { $0.fields(" ") }.map { ($0, 1) }.reduceByKey(+).count()
        case "short":
            return try await lines.flatMap { $0.fields(" ", as: ShortBytes.self) }.map { ($0, 1) }.reduceByKey(+)
                .count()
        default:
            stop(
                "--case must be chain, reduce, group, sort, join, split, fields, short, text or text-short, "
                    + "found \(name)")
        }
    }
}
