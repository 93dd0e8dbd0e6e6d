// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import Glibc
import KafkaProtocol
import KafkaTestBroker

/// Measures the in-process broker over loopback: Fetch, Produce, and the cost of idle connections. For comparison, a
/// bare loop of send() sends as many bytes to the same receiver as Fetch does.
///
/// `broker-bench [--megabytes 256] [--rounds 8] [--idle 1000]`: size of the topic in MiB, number of times that it is
/// read, and number of idle connections. The client only sends prepared requests and reads frames, so that the broker
/// dominates the figures.
@main
struct BrokerBench {
    static let partitions = 4
    /// Bytes per partition that a Fetch requests: the default `max.partition.fetch.bytes` of kafka-clients.
    static let fetchBytes = 1 << 20
    static let batchBytes = 16_384

    static func main() async throws {
        var arguments = Arguments()
        let megabytes = arguments.number("megabytes", default: 256)
        let rounds = arguments.number("rounds", default: 8)
        let idle = arguments.number("idle", default: 1000)
        arguments.finish()

        let started = Usage.now
        let cluster = try await TestCluster.start(ClusterConfiguration())
        let startSeconds = Usage.now.wallSeconds - started.wallSeconds
        try cluster.createTopic("bench", partitions: partitions)
        guard let port = cluster.bootstrapServers[0].split(separator: ":").last.flatMap({ UInt16($0) }) else {
            stop("cannot find a port in \(cluster.bootstrapServers)")
        }
        report(["case": "start", "ms": decimal(startSeconds * 1e3, 2)])

        let batch = Batch(bytes: batchBytes)
        produce(batch, port, megabytes: megabytes)
        for round in 0..<3 {
            let bare = bareSend(megabytes: megabytes, rounds: rounds)
            let fetched = fetch(batch, port, megabytes: megabytes, rounds: rounds)
            report(["case": "ratio", "round": "\(round)", "fetch/send": decimal(fetched / bare, 2)])
        }

        let memory = Usage.residentMiB
        let connections = (0..<idle).map { _ in Socket(port: port) }
        for connection in connections { askVersions(connection) }
        let before = Usage.now
        sleep(5)
        let cpu = Usage.now.cpuSeconds - before.cpuSeconds
        report([
            "case": "idle", "connections": "\(idle)", "cpu-s-in-5-s": decimal(cpu, 4),
            "KiB-per-connection": decimal((Usage.residentMiB - memory) * 1024 / Double(max(idle, 1)), 2),
        ])
        _ = fetch(batch, port, megabytes: megabytes, rounds: rounds)
        for connection in connections { connection.close() }
        await cluster.stop()
    }

    // MARK: Cases

    /// Produces `megabytes` MiB in requests with one batch of 1 MiB for one partition, four of them in flight.
    private static func produce(_ batch: Batch, _ port: UInt16, megabytes: Int) {
        let socket = Socket(port: port)
        let large = Batch(bytes: 1 << 20)
        let requests = (0..<partitions).map { large.produceRequest(partition: Int32($0)) }
        // Warms up with the batches that `fetch` reads later.
        let small = (0..<partitions).map { batch.produceRequest(partition: Int32($0)) }
        let count = megabytes << 20 / batch.bytes.count / partitions * partitions
        exchange(socket, small, count: count)
        let start = Usage.now
        exchange(socket, requests, count: megabytes)
        show("produce", bytes: megabytes * large.bytes.count, since: start)
        socket.close()
    }

    /// Sends `requests` in rotation, `count` in total with four in flight, and discards the responses.
    private static func exchange(_ socket: Socket, _ requests: [ByteSlice], count: Int) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        for index in 0..<count + 4 {
            if index < count { requests[index % requests.count].withUnsafeBytes { socket.send($0) } }
            if index >= 4 { _ = socket.receiveFrame(into: buffer) }
        }
    }

    /// Reads the first batches of `produce` `rounds` times, with two requests in flight. Returns bytes per second.
    private static func fetch(_ batch: Batch, _ port: UInt16, megabytes: Int, rounds: Int) -> Double {
        let socket = Socket(port: port)
        let batchesPerFetch = fetchBytes / batch.bytes.count
        let batchesPerPartition = megabytes << 20 / batch.bytes.count / partitions
        let fetches = batchesPerPartition / batchesPerFetch
        let requests = (0..<fetches).map { fetch in
            fetchRequest(
                offset: Int64(fetch * batchesPerFetch * batch.records), maxBytes: batchesPerFetch * batch.bytes.count)
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: partitions * fetchBytes + 4096, alignment: 4096)
        defer { buffer.deallocate() }
        let start = Usage.now
        var bytes = 0
        for index in 0..<fetches * rounds + 2 {
            if index < fetches * rounds { requests[index % fetches].withUnsafeBytes { socket.send($0) } }
            if index >= 2 { bytes += socket.receiveFrame(into: buffer) }
        }
        let payload = fetches * rounds * partitions * batchesPerFetch * batch.bytes.count
        guard bytes > payload, bytes < payload + fetches * rounds * 4096 else {
            stop("received \(bytes) bytes instead of slightly more than \(payload)")
        }
        let rate = show("fetch", bytes: bytes, since: start)
        socket.close()
        return rate
    }

    /// Sends memory from a thread, in pieces as long as a Fetch response, to a reader like that of `fetch`. Returns
    /// bytes per second.
    private static func bareSend(megabytes: Int, rounds: Int) -> Double {
        let (reader, writer) = Socket.pair()
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: megabytes << 20, alignment: 4096)
        // Writes to the memory, so that every page is mapped.
        memory.initializeMemory(as: UInt8.self, repeating: 0x61)
        let piece = partitions * fetchBytes
        let pieces = memory.count / piece
        let sender = BareSender(socket: writer, memory: memory, piece: piece, count: pieces * rounds)
        var thread = pthread_t()
        let start = Usage.now
        pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<BareSender>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, Unmanaged.passRetained(sender).toOpaque())
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: piece, alignment: 4096)
        for _ in 0..<pieces * rounds { reader.receive(into: buffer) }
        let rate = show("bare-send", bytes: pieces * rounds * piece, since: start)
        pthread_join(thread, nil)
        reader.close()
        writer.close()
        buffer.deallocate()
        memory.deallocate()
        return rate
    }

    /// Sends ApiVersions, as clients do when they connect.
    private static func askVersions(_ socket: Socket) {
        let request = frame(ApiVersionsRequest(clientSoftwareName: "bench", clientSoftwareVersion: "1"), version: 3)
        request.withUnsafeBytes { socket.send($0) }
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 16) { _ = socket.receiveFrame(into: $0) }
    }

    // MARK: Requests and results

    private static func fetchRequest(offset: Int64, maxBytes: Int) -> ByteSlice {
        let asked = (0..<partitions).map {
            FetchRequest.FetchPartition(partition: Int32($0), fetchOffset: offset, partitionMaxBytes: Int32(maxBytes))
        }
        return frame(
            FetchRequest(maxWaitMs: 500, minBytes: 1, topics: [.init(topic: "bench", partitions: asked)]), version: 12)
    }

    @discardableResult
    private static func show(_ name: String, bytes: Int, since start: Usage) -> Double {
        let end = Usage.now
        let seconds = end.wallSeconds - start.wallSeconds
        report([
            "case": name, "MB": "\(bytes / 1_000_000)", "seconds": decimal(seconds, 3),
            "MB-per-s": decimal(Double(bytes) / seconds / 1e6, 0),
            // CPU time of both sides: this program's client and the broker.
            "cpu-s": decimal(end.cpuSeconds - start.cpuSeconds, 3),
        ])
        return Double(bytes) / seconds
    }
}

/// The sending thread of `bareSend`.
private final class BareSender {
    private let socket: Socket
    private let memory: UnsafeMutableRawBufferPointer
    private let piece: Int
    private let count: Int

    init(socket: Socket, memory: UnsafeMutableRawBufferPointer, piece: Int, count: Int) {
        self.socket = socket
        self.memory = memory
        self.piece = piece
        self.count = count
    }

    func run() {
        for index in 0..<count {
            let start = index * piece % memory.count
            socket.send(UnsafeRawBufferPointer(rebasing: memory[start..<start + piece]))
        }
    }
}

/// A record batch of about the given size, with keys of 8 bytes and values of 100.
struct Batch {
    let bytes: ByteSlice
    let records: Int

    init(bytes size: Int) {
        let key = ByteSlice(copying: [UInt8](repeating: 0x6b, count: 8))
        let value = ByteSlice(copying: [UInt8](repeating: 0x76, count: 100))
        do {
            var builder = try RecordBatchBuilder(capacity: size)
            while builder.sizeInBytes + RecordBatchBuilder.maxRecordSize(keyCount: 8, valueCount: 100) <= size {
                try builder.append(key: key, value: value, timestamp: 1_700_000_000_000 + Int64(builder.count))
            }
            records = builder.count
            bytes = try builder.finish()
        } catch {
            stop("cannot build a batch: \(error)")
        }
    }

    func produceRequest(partition: Int32) -> ByteSlice {
        let data = ProduceRequest.PartitionProduceData(index: partition, records: bytes)
        return frame(
            ProduceRequest(acks: -1, timeoutMs: 30_000, topicData: [.init(name: "bench", partitionData: [data])]),
            version: 9)
    }
}

/// A request frame with its length prefix.
private func frame<R: KafkaRequest>(_ request: R, version: Int16) -> ByteSlice {
    do {
        var writer = WireWriter(capacity: 1 << 20)
        writer.writeInteger(0 as Int32)
        let header = RequestHeader(
            requestApiKey: R.apiKey.rawValue, requestApiVersion: version, correlationID: 1, clientID: "bench")
        try header.encode(into: &writer, version: R.headerVersion(version))
        try request.encode(into: &writer, version: version)
        writer.patchInteger(Int32(writer.count - 4), at: 0)
        return writer.finish()
    } catch {
        stop("cannot encode \(R.messageName): \(error)")
    }
}
