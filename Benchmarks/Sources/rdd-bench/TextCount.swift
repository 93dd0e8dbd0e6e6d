// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import Millrace

/// The words of a text file, as a program counts them: from the file to the ten most frequent words.
struct TextCount {
    let context: MillraceContext
    let path: String
    let partitions: Int

    init(context: MillraceContext, path: String, _ partitions: Int) {
        self.context = context
        self.path = path
        self.partitions = partitions
    }

    func run(_ name: String) async throws {
        let start = Usage.now
        let lines = try context.textFile(path, partitions: partitions)
        if name == "text" {
            try await report(name, start, lines.flatMap { $0.fields() }.map { ($0, 1) }.reduceByKey(+))
        } else {
            try await report(
                name, start, lines.flatMap { $0.fields(as: ShortBytes.self) }.map { ($0, 1) }.reduceByKey(+))
        }
    }

    private func report<Word: StableHashable & Comparable & Sendable>(
        _ name: String, _ start: Usage, _ counts: RDD<(Word, Int)>
    ) async throws {
        let top = try await counts.top(10) { ($0.1, $1.0) < ($1.1, $0.0) }
        let (distinct, words) = try await counts.aggregate((0, 0)) {
            $0 = ($0.0 + 1, $0.1 + $1.1)
        } mergeCombined: {
            $0 = ($0.0 + $1.0, $0.1 + $1.1)
        }
        let end = Usage.now
        BenchmarkSupport.report([
            "case": name, "words": "\(words)", "distinct": "\(distinct)",
            "seconds": decimal(end.wallSeconds - start.wallSeconds, 3),
            "cpu-s": decimal(end.cpuSeconds - start.cpuSeconds, 3), "peak-MiB": decimal(Usage.peakMemoryMiB, 1),
            "spills": "\(context.memory.spillCount)", "top": top.first.map { "\($0.0):\($0.1)" } ?? "",
        ])
    }
}
