// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import Glibc
import KafkaClient
import KafkaProtocol

/// Reads a topic from the start with one `PartitionReader` per partition, each in its own task and with default
/// settings, and reports the resources used.
///
/// `fetch-bench --bootstrap-server HOST:PORT [--records N] [--topic bench] [--partition-bytes B] [--max-bytes B]`: N is
/// the expected number of records; the bytes replace the defaults of `FetchConfiguration`.
@main
struct FetchBench {
    /// Totals over the records. They keep the compiler from optimizing the work away and are compared with the peer's.
    struct Sums {
        var records = 0
        var valueBytes = 0
        var offsets: Int64 = 0
    }

    static func main() async throws {
        var arguments = Arguments()
        guard let server = arguments.text("bootstrap-server") else { stop("--bootstrap-server HOST:PORT is missing") }
        let topic = arguments.text("topic") ?? "bench"
        let expected = arguments.number("records", default: 0)
        var configuration = FetchConfiguration()
        configuration.partitionMaxBytes = arguments.number("partition-bytes", default: configuration.partitionMaxBytes)
        configuration.maxBytes = arguments.number("max-bytes", default: configuration.maxBytes)
        arguments.finish()

        let start = Usage.now
        let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))
        let ends = try await client.listOffsets(
            Dictionary(uniqueKeysWithValues: try await client.partitions(of: [topic]).map { ($0, .latest) }))
        let sums = try await withThrowingTaskGroup(of: Sums.self) { group in
            for (partition, end) in ends {
                group.addTask { [configuration] in
                    try await read(
                        PartitionReader(
                            client: client, partition: partition, from: 0, until: end, configuration: configuration))
                }
            }
            var total = Sums()
            for try await part in group {
                total.records += part.records
                total.valueBytes += part.valueBytes
                total.offsets += part.offsets
            }
            return total
        }
        let end = Usage.now
        let peak = Usage.peakMemoryMiB
        await client.close()
        guard expected == 0 || sums.records == expected else {
            stop("received \(sums.records) records instead of \(expected)")
        }

        let seconds = end.wallSeconds - start.wallSeconds
        let cpu = end.cpuSeconds - start.cpuSeconds
        report([
            "records": "\(sums.records)", "value-bytes": "\(sums.valueBytes)", "offset-sum": "\(sums.offsets)",
            "seconds": decimal(seconds, 3), "records-per-s": decimal(Double(sums.records) / seconds, 0),
            "cpu-s": decimal(cpu, 3), "user-s": decimal(end.userSeconds - start.userSeconds, 3),
            "cpu-s-per-million": decimal(cpu / Double(sums.records) * 1e6, 4),
            "cpu-s-per-GB": decimal(cpu / Double(sums.valueBytes) * 1e9, 4), "peak-MiB": decimal(peak, 1),
        ])
    }

    private static func read(_ reader: PartitionReader) async throws -> Sums {
        var sums = Sums()
        while let chunk = try await reader.next() {
            try chunk.forEach { record in
                sums.records += 1
                sums.valueBytes += record.valueCount
                sums.offsets += record.offset
            }
        }
        return sums
    }
}
