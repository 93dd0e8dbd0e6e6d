// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import Millrace

/// Operators of the batch engine on numbers that are made on the way.
///
/// `rdd-bench [--case chain|reduce|sort|join] [--records 10000000] [--keys 1000000] [--threads 2] [--partitions 4]
/// [--repetitions 3]`. `chain` is three times `map` and `filter`, then `count`; `reduce` is `reduceByKey` of pairs with
/// that many distinct keys; `sort` is `sortByKey`; `join` joins two RDDs of half the records each, all keys distinct.
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
        arguments.finish()

        let context = MillraceContext(EngineConfiguration(appName: "rdd-bench", master: .local(threads: threads)))
        for _ in 0..<repetitions {
            let numbers = context.range(0..<records, partitions: partitions)
            let start = Usage.now
            let result = try await run(name, numbers, records: records, keys: keys)
            let end = Usage.now
            let cpu = end.cpuSeconds - start.cpuSeconds
            report([
                "case": name, "records": "\(records)", "result": "\(result)",
                "seconds": decimal(end.wallSeconds - start.wallSeconds, 3), "cpu-s": decimal(cpu, 3),
                "cpu-ns-per-record": decimal(cpu / Double(records) * 1e9, 2),
                "peak-MiB": decimal(Usage.peakMemoryMiB, 1),
            ])
        }
        await context.stop()
    }

    /// Spreads numbers below 2^40, each once for each input.
    private static func scrambled(_ number: Int) -> Int { (number &* 0x1e37_79b9_7f4a_7c15) & 0xff_ffff_ffff }

    private static func run(_ name: String, _ numbers: RDD<Int>, records: Int, keys: Int) async throws -> Int {
        switch name {
        case "chain":
            return try await numbers.map { $0 &* 3 }.filter { $0 & 15 != 0 }.map { $0 ^ 5 }.filter { $0 & 15 != 1 }
                .map { $0 &+ 7 }.filter { $0 & 15 != 2 }.count()
        case "reduce":
            return try await numbers.map { (scrambled($0 % keys), 1) }.reduceByKey(+).count()
        case "sort":
            return try await numbers.map { (scrambled($0), $0) }.sortByKey().count()
        case "join":
            let half = numbers.filter { $0 & 1 == 0 }
            let left = half.map { (scrambled($0), $0) }
            let right = half.map { (scrambled(records - 2 - $0), $0) }
            return try await left.join(right).count()
        default: stop("--case must be chain, reduce, sort or join, found \(name)")
        }
    }
}
