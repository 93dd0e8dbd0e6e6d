// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import Glibc
import KafkaClient
import KafkaProtocol

/// Writes records through `KafkaProducer` with default settings (idempotent, acks all, linger 5 ms), takes every
/// receipt, and reports the resources used.
///
/// `produce-bench --bootstrap-server HOST:PORT [--records N] [--value-bytes N] [--topic bench]
/// [--mode single|bulk|values] [--partitions 4] [--compression none] [--properties NAME=VALUE,…]`: `single` calls
/// `enqueue` for each record, `bulk` passes 1,000 records at a time, and `values` 1,000 values. Receipts are taken
/// 100,000 records later, as a program does that bounds what it remembers.
@main
struct ProduceBench {
    static func main() async throws {
        var arguments = Arguments()
        guard let server = arguments.text("bootstrap-server") else { stop("--bootstrap-server HOST:PORT is missing") }
        let topic = arguments.text("topic") ?? "bench"
        let count = arguments.number("records", default: 1_000_000)
        let valueBytes = arguments.number("value-bytes", default: 100)
        let partitions = arguments.number("partitions", default: 4)
        let mode = arguments.text("mode") ?? "single"
        let compression = arguments.text("compression") ?? "none"
        let properties = arguments.text("properties") ?? ""
        arguments.finish()

        var given = ["bootstrap.servers": server, "compression.type": compression]
        for property in properties.split(separator: ",") {
            let parts = property.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { stop("--properties needs NAME=VALUE, found \(property)") }
            given[String(parts[0])] = String(parts[1])
        }
        let settings = try ProducerConfiguration.read(properties: given)
        let client = try ClusterClient(settings.client)
        // It may exist: the broker then says so.
        _ = try await client.createTopics([NewTopic(name: topic, partitions: partitions)])
        let values = makeValues(bytes: valueBytes)

        let start = Usage.now
        let producer = try KafkaProducer(client: client, configuration: settings.producer)
        var receipts = Receipts()
        switch mode {
        case "single":
            for index in 0..<count {
                receipts.add(try await producer.enqueue(topic, value: values[index & 1023]))
                if receipts.isFull { try await receipts.takeHalf() }
            }
        case "bulk":
            var index = 0
            var records: [ProducerRecord] = []
            while index < count {
                records.removeAll(keepingCapacity: true)
                for position in index..<min(index + 1000, count) {
                    records.append(ProducerRecord(topic: topic, value: values[position & 1023]))
                }
                index += records.count
                receipts.add(contentsOf: try await producer.enqueue(contentsOf: records))
                if receipts.isFull { try await receipts.takeHalf() }
            }
        case "values":
            var index = 0
            var some: [ByteSlice] = []
            while index < count {
                some.removeAll(keepingCapacity: true)
                for position in index..<min(index + 1000, count) { some.append(values[position & 1023]) }
                index += some.count
                receipts.add(contentsOf: try await producer.enqueue(topic, values: some))
                if receipts.isFull { try await receipts.takeHalf() }
            }
        default: stop("--mode is single, bulk or values, not \(mode)")
        }
        try await receipts.takeAll()
        let end = Usage.now
        let peak = Usage.peakMemoryMiB
        try await producer.close()
        await client.close()
        guard receipts.count == count else { stop("got \(receipts.count) receipts instead of \(count)") }

        let seconds = end.wallSeconds - start.wallSeconds
        let cpu = end.cpuSeconds - start.cpuSeconds
        let bytes = count * valueBytes
        report([
            "records": "\(count)", "value-bytes": "\(bytes)", "offset-sum": "\(receipts.offsets)",
            "seconds": decimal(seconds, 3), "records-per-s": decimal(Double(count) / seconds, 0),
            "cpu-s": decimal(cpu, 3), "user-s": decimal(end.userSeconds - start.userSeconds, 3),
            "cpu-s-per-million": decimal(cpu / Double(count) * 1e6, 4),
            "cpu-s-per-GB": decimal(cpu / Double(bytes) * 1e9, 4), "peak-MiB": decimal(peak, 1),
        ])
    }

    /// Values of random letters, which codecs can compress a little.
    private static func makeValues(bytes: Int) -> [ByteSlice] {
        var random = SplitMix64(seed: 1)
        return (0..<1024).map { _ in
            ByteSlice(copying: (0..<bytes).map { _ in UInt8.random(in: 97...122, using: &random) })
        }
    }
}

/// Deliveries whose receipts are taken later, and the sum of the offsets.
private struct Receipts {
    private var waiting: [Delivery] = []
    private var waitingTogether: [Deliveries] = []
    private var waitingCount = 0
    private(set) var count = 0
    private(set) var offsets: Int64 = 0
    private static let limit = 200_000

    init() { waiting.reserveCapacity(Self.limit) }

    var isFull: Bool { waitingCount >= Self.limit }

    mutating func add(_ delivery: Delivery) {
        waiting.append(delivery)
        waitingCount += 1
    }

    mutating func add(contentsOf deliveries: Deliveries) {
        waitingTogether.append(deliveries)
        waitingCount += deliveries.count
    }

    mutating func takeHalf() async throws { try await take(Self.limit / 2) }
    mutating func takeAll() async throws { try await take(waitingCount) }

    /// Takes the receipts of `wanted` records or a few more.
    private mutating func take(_ wanted: Int) async throws {
        let single = min(wanted, waiting.count)
        for index in 0..<single {
            offsets += try await waiting[index].value.offset
        }
        waiting.removeFirst(single)
        var (taken, calls) = (single, 0)
        while taken < wanted, calls < waitingTogether.count {
            for receipt in try await waitingTogether[calls].receipts() { offsets += receipt.offset }
            taken += waitingTogether[calls].count
            calls += 1
        }
        waitingTogether.removeFirst(calls)
        count += taken
        waitingCount -= taken
    }
}
