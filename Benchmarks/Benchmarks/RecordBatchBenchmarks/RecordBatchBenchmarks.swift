// Millrace
// SPDX-License-Identifier: Apache-2.0

import Benchmark
import BenchmarkSupport
import CBareCRC
@_spi(Benchmarks) import KafkaProtocol

// Figures are per CPU second of this thread, so that other work on the machine hardly affects them.
private let thousandRecords = BenchmarkMetric.custom(
    "k records / CPU s", polarity: .prefersLarger, useScalingFactor: false)
private let megabytes = BenchmarkMetric.custom("MB / CPU s", polarity: .prefersLarger, useScalingFactor: false)

/// A way to read all records of a batch. Returns the sum of offsets and value lengths.
private typealias Reading = @Sendable (RecordBatch) throws -> Int

private let readings: [(name: String, read: Reading)] = [
    (
        "forEachRecord",
        { batch in
            var sum = 0
            try batch.forEachRecord { sum &+= Int($0.offset) &+ $0.valueCount }
            return sum
        }
    ),
    (
        "for record in records()",
        { batch in
            var sum = 0
            for record in try batch.records() { sum &+= Int(record.offset) &+ record.valueCount }
            return sum
        }
    ),
    (
        "first byte of each value slice",
        { batch in
            var sum = 0
            try batch.forEachRecord { record in
                if let value = record.value { sum &+= Int(value[0]) &+ Int(record.offset) }
            }
            return sum
        }
    ),
]

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [thousandRecords, megabytes], units: [thousandRecords: .count, megabytes: .count],
        maxDuration: .seconds(2), maxIterations: 10_000)

    for (place, megabytes) in [("64 MiB", 64), ("1 MiB", 1)] {
        for (name, read) in readings {
            Benchmark("decode \(place), CRC, \(name)") { benchmark, set in
                decode(benchmark, set, checkCRC: true, read)
            } setup: {
                RecordSet(byteCount: megabytes << 20)
            }
        }
        Benchmark("decode \(place), no CRC, forEachRecord") { benchmark, set in
            decode(benchmark, set, checkCRC: false, readings[0].read)
        } setup: {
            RecordSet(byteCount: megabytes << 20)
        }
    }

    Benchmark("encode 1 MiB, RecordBatchBuilder") { benchmark in
        let start = threadCPUSeconds()
        var records = 0
        var bytes = 0
        while bytes < 1 << 20 {
            let batch = RecordSet.batch(records: RecordSet.recordsPerBatch)
            records += RecordSet.recordsPerBatch
            bytes += batch.count
        }
        measure(benchmark, start, records: records, bytes: bytes)
    }

    // The work of a producer from records to the bytes for the socket: batches and the request around them.
    for (name, partitions, pooled) in [
        ("1 batch of 16 KiB", 1, true), ("16 batches of 16 KiB", 16, true),
        ("16 batches of 16 KiB in fresh memory", 16, false),
    ] {
        Benchmark("encode Produce request, \(name)") { benchmark in
            let start = threadCPUSeconds()
            var bytes = 0
            let rounds = 64 / partitions
            for _ in 0..<rounds {
                for slice in RecordSet.produceRequest(partitions: partitions, pooled: pooled) { bytes += slice.count }
            }
            measure(benchmark, start, records: rounds * partitions * RecordSet.recordsPerBatch, bytes: bytes)
        }
    }

    for (name, checksum) in [
        ("CRC32C", BenchmarkDoors.crc32c), ("CRC32C in Swift alone", BenchmarkDoors.portableCRC32C),
        ("crc32 instruction alone, three streams", bareInstruction),
    ] {
        Benchmark("\(name), 1 MiB", configuration: .init(metrics: [megabytes], units: [megabytes: .count])) {
            benchmark, bytes in
            let start = threadCPUSeconds()
            for _ in 0..<16 { blackHole(checksum(bytes)) }
            measure(benchmark, start, records: nil, bytes: 16 * bytes.count)
        } setup: {
            ByteSlice(copying: [UInt8](repeating: 0x5a, count: 1 << 20))
        }
    }
}

/// The processor's instruction over all bytes, in three streams that are never joined. Not a checksum, but the upper
/// bound for every checksum with this instruction.
private let bareInstruction: @Sendable (ByteSlice) -> UInt32 = { bytes in
    bytes.withUnsafeBytes { bare_crc32_three_streams($0.baseAddress, $0.count) }
}

/// A record set like that of a Fetch response: batches of about 16 KiB, with keys of 8 bytes and values of 100.
private struct RecordSet {
    /// Number of records per batch of a producer with `batch.size=16384`: one more does not fit.
    static let recordsPerBatch = 138
    let bytes: ByteSlice
    let recordCount: Int

    init(byteCount: Int) {
        let batch = Self.batch(records: Self.recordsPerBatch).bytes
        let batches = byteCount / batch.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(batches * batch.count)
        for _ in 0..<batches { bytes += batch }
        self.bytes = ByteSlice(copying: bytes)
        recordCount = batches * Self.recordsPerBatch
    }

    private static let key = ByteSlice(copying: [UInt8](repeating: 0x6b, count: 8))
    private static let value = ByteSlice(copying: [UInt8](repeating: 0x76, count: 100))

    /// Pool like that of a producer.
    private static let pool = BufferPool(bufferBytes: 16_384, maxIdle: 64)

    static func batch(records: Int, pooled: Bool = false) -> ByteSlice {
        do {
            var builder = try RecordBatchBuilder(
                compression: .none, capacity: 16_384, pool: pooled ? pool : nil)
            for index in 0..<records {
                try builder.append(key: key, value: value, headers: [], timestamp: 1_700_000_000_000 + Int64(index))
            }
            return try builder.finish()
        } catch {
            stop("cannot build a batch: \(error)")
        }
    }
}

extension RecordSet {
    /// The bytes of a Produce request for the socket: the header, and one new batch per partition, referenced instead
    /// of copied.
    static func produceRequest(partitions: Int, pooled: Bool) -> [ByteSlice] {
        do {
            let batches = (0..<partitions).map {
                ProduceRequest.PartitionProduceData(
                    index: Int32($0), records: batch(records: recordsPerBatch, pooled: pooled))
            }
            let request = ProduceRequest(
                acks: -1, timeoutMs: 30_000, topicData: [.init(name: "a topic", partitionData: batches)])
            var writer = WireWriter(referencingFrom: 4096)
            let header = RequestHeader(
                requestApiKey: ProduceRequest.apiKey.rawValue, requestApiVersion: 12, correlationID: 1,
                clientID: "bench")
            try header.encode(into: &writer, version: ProduceRequest.headerVersion(12))
            try request.encode(into: &writer, version: 12)
            return writer.finishSlices()
        } catch {
            stop("cannot encode a Produce request: \(error)")
        }
    }
}

private func decode(_ benchmark: Benchmark, _ set: RecordSet, checkCRC: Bool, _ read: Reading) {
    let start = threadCPUSeconds()
    var records = 0
    do {
        var reader = RecordBatchReader(set.bytes, checkCRC: checkCRC)
        while let batch = try reader.next() {
            blackHole(try read(batch))
            records += batch.recordCount
        }
    } catch {
        stop("cannot decode: \(error)")
    }
    guard records == set.recordCount else { stop("\(records) records decoded of \(set.recordCount)") }
    measure(benchmark, start, records: records, bytes: set.bytes.count)
}

private func measure(_ benchmark: Benchmark, _ start: Double, records: Int?, bytes: Int) {
    let seconds = threadCPUSeconds() - start
    if let records { benchmark.measurement(thousandRecords, Int(Double(records) / seconds / 1e3)) }
    benchmark.measurement(megabytes, Int(Double(bytes) / seconds / 1e6))
}
