// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import KafkaClient
import KafkaProtocol

/// Commits transactions of a few records, one after another, and reports the resources used.
///
/// `transaction-bench --bootstrap-server HOST:PORT [--transactions N] [--records 10] [--value-bytes N]
/// [--topic bench]`.
@main
struct TransactionBench {
    static func main() async throws {
        var arguments = Arguments()
        guard let server = arguments.text("bootstrap-server") else { stop("--bootstrap-server HOST:PORT is missing") }
        let topic = arguments.text("topic") ?? "bench"
        let count = arguments.number("transactions", default: 2000)
        let records = arguments.number("records", default: 10)
        let bytes = arguments.number("value-bytes", default: 100)
        arguments.finish()

        let value = ByteSlice(copying: [UInt8](repeating: 120, count: bytes))
        let start = Usage.now
        let client = try ClusterClient(ClientConfiguration(bootstrapServers: [server]))
        let producer = try KafkaProducer(
            client: client, configuration: ProducerConfiguration(transactionalID: "transaction-bench"))
        var offsets: Int64 = 0
        for _ in 0..<count {
            offsets += try await producer.withTransaction { transaction in
                var deliveries: [Delivery] = []
                for _ in 0..<records { deliveries.append(try await transaction.enqueue(topic, value: value)) }
                return try await producer.flush(deliveries)
            }
        }
        let end = Usage.now
        let peak = Usage.peakMemoryMiB
        try await producer.close()
        await client.close()
        let seconds = end.wallSeconds - start.wallSeconds
        let cpu = end.cpuSeconds - start.cpuSeconds
        report([
            "transactions": "\(count)", "records": "\(count * records)", "offset-sum": "\(offsets)",
            "seconds": decimal(seconds, 3), "transactions-per-s": decimal(Double(count) / seconds, 0),
            "cpu-s": decimal(cpu, 3), "cpu-ms-per-transaction": decimal(cpu / Double(count) * 1e3, 4),
            "peak-MiB": decimal(peak, 1),
        ])
    }
}

extension KafkaProducer {
    /// Sends what was enqueued without lingering, as the peer's commit does, and sums up the offsets.
    fileprivate func flush(_ deliveries: [Delivery]) async throws -> Int64 {
        try await flush()
        return try await deliveries.receipts().reduce(0) { $0 + $1.offset }
    }
}
