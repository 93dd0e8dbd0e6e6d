// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import Glibc
import KafkaClient
import KafkaProtocol
import Synchronization

/// Reads a topic from the start with default settings, and reports the resources used.
///
/// `fetch-bench --bootstrap-server HOST:PORT [--records N] [--topic bench] [--mode readers] [--group ID]
/// [--partition-bytes B] [--max-bytes B]`: N is the expected number of records; the bytes replace the defaults of
/// `FetchConfiguration`. Modes: `readers`, one `PartitionReader` per partition, each in its own task; `run`, `batches`
/// and `records`, the calls of `KafkaConsumer` of these names, as a member of group ID, else of all partitions.
@main
struct FetchBench {
    /// Totals over the records. They keep the compiler from optimizing the work away and are compared with the peer's.
    struct Sums {
        var records = 0
        var valueBytes = 0
        var offsets: Int64 = 0

        mutating func add(_ other: Sums) {
            records += other.records
            valueBytes += other.valueBytes
            offsets += other.offsets
        }
    }

    static func main() async throws {
        var arguments = Arguments()
        guard let server = arguments.text("bootstrap-server") else { stop("--bootstrap-server HOST:PORT is missing") }
        let topic = arguments.text("topic") ?? "bench"
        let expected = arguments.number("records", default: 0)
        var configuration = FetchConfiguration()
        configuration.partitionMaxBytes = arguments.number("partition-bytes", default: configuration.partitionMaxBytes)
        configuration.maxBytes = arguments.number("max-bytes", default: configuration.maxBytes)
        let mode = arguments.text("mode") ?? "readers"
        let groupID = arguments.text("group")
        arguments.finish()

        let start = Usage.now
        let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))
        let ends = try await client.listOffsets(
            Dictionary(uniqueKeysWithValues: try await client.partitions(of: [topic]).map { ($0, .latest) }))
        let sums =
            mode == "readers"
            ? try await readAll(client, ends, configuration)
            : try await consume(client, ends, configuration, mode: mode, group: groupID)
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

    private static func readAll(
        _ client: ClusterClient, _ ends: [TopicPartition: Int64], _ configuration: FetchConfiguration
    ) async throws -> Sums {
        try await withThrowingTaskGroup(of: Sums.self) { group in
            for (partition, end) in ends {
                group.addTask {
                    try await read(
                        PartitionReader(
                            client: client, partition: partition, from: 0, until: end, configuration: configuration))
                }
            }
            var total = Sums()
            for try await part in group { total.add(part) }
            return total
        }
    }

    /// Reads until all partitions are at their ends.
    private static func consume(
        _ client: ClusterClient, _ ends: [TopicPartition: Int64], _ fetch: FetchConfiguration, mode: String,
        group: String?
    ) async throws -> Sums {
        var configuration = ConsumerConfiguration(client: client.configuration, groupID: group)
        configuration.offsetReset = .earliest
        configuration.fetch = fetch
        let consumer = try KafkaConsumer(client: client, configuration: configuration)
        if group == nil {
            try consumer.assign(Array(ends.keys))
        } else {
            try consumer.subscribe(to: Set(ends.keys.map(\.topic)).sorted())
        }
        let total = Mutex(Sums())
        let expected = ends.values.reduce(0) { $0 + $1 }
        let isDone: @Sendable (Sums) -> Bool = { part in
            total.withLock { total in
                total.add(part)
                return total.records >= expected
            }
        }
        switch mode {
        case "run":
            try await consumer.run { batch in if isDone(try sums(of: batch)) { consumer.stop() } }
        case "batches":
            for try await batch in consumer.batches where isDone(try sums(of: batch)) { break }
        case "records":
            var sums = Sums()
            for try await record in consumer.records {
                sums.records += 1
                sums.valueBytes += record.record.valueCount
                sums.offsets += record.offset
                if sums.records >= expected { break }
            }
            _ = isDone(sums)
        default: stop("--mode is readers, run, batches or records, not \(mode)")
        }
        await consumer.close()
        return total.withLock { $0 }
    }

    private static func sums(of batch: ConsumerBatch) throws -> Sums {
        var sums = Sums()
        try batch.forEach { record in
            sums.records += 1
            sums.valueBytes += record.valueCount
            sums.offsets += record.offset
        }
        return sums
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
