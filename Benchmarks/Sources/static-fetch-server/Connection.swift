// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import Glibc

/// The served log: one topic, whatever its name in a request, with the same records in every partition.
struct Log: Sendable {
    let records: RecordSet
    let partitionCount: Int32
    /// The offset after the last record of each partition.
    let endOffset: Int64
    let port: UInt16
}

/// One client's connection, served by its own thread with blocking calls.
///
/// `writev` sends the record batches of a response directly from a copy of the record set that only this connection and
/// partition use. Only their base offsets change per response; the checksum does not cover them. A Fetch response
/// contains only complete batches, so a client discards nothing.
final class Connection {
    private let socket: Int32
    private let log: Log
    private var partitions: [Int32: UnsafeMutableRawPointer] = [:]
    /// The response being built: ranges of `scratch` and of the copies in `partitions`.
    private var scratch = ResponseBytes()
    private var segments: [Segment] = []
    private var segmentStart = 0

    private enum Segment {
        case scratch(Range<Int>)
        case records(UnsafeMutableRawPointer, Int)
    }

    init(socket: Int32, log: Log) {
        self.socket = socket
        self.log = log
    }

    deinit {
        for copy in partitions.values { copy.deallocate() }
        close(socket)
    }

    func serve() {
        while let request = receive() {
            var reader = RequestReader(request)
            let key = reader.int16()
            let version = reader.int16()
            scratch.bytes.removeAll(keepingCapacity: true)
            segments.removeAll(keepingCapacity: true)
            segmentStart = 0
            scratch.int32(0)  // length, set by `send`
            scratch.int32(reader.int32())
            _ = reader.string()
            switch (key, version) {
            case (18, 0...3): apiVersions(version)
            case (18, _): apiVersionsUnsupported()
            case (3, 1...8): metadata(version, &reader)
            case (2, 1...5): listOffsets(version, &reader)
            case (1, 4...11): fetch(version, &reader)
            default: stop("request \(key) version \(version) was not advertised")
            }
            send()
        }
    }

    // MARK: - Requests

    private static let apis: [(key: Int16, versions: ClosedRange<Int16>)] = [
        // Produce is listed but not served: librdkafka accepts record batches of magic 2 only from a broker that lists
        // it.
        (0, 3...7), (1, 4...11), (2, 1...5), (3, 1...8), (18, 0...3),
    ]

    private func apiVersions(_ version: Int16) {
        scratch.int16(0)
        if version >= 3 { scratch.smallUnsigned(Self.apis.count + 1) } else { scratch.int32(Int32(Self.apis.count)) }
        for api in Self.apis {
            scratch.int16(api.key)
            scratch.int16(api.versions.lowerBound)
            scratch.int16(api.versions.upperBound)
            if version >= 3 { scratch.smallUnsigned(0) }
        }
        if version >= 1 { scratch.int32(0) }
        if version >= 3 { scratch.smallUnsigned(0) }
    }

    /// The response to an unsupported version of ApiVersions: error 35 in the layout of version 0, with the range
    /// (KIP-511).
    private func apiVersionsUnsupported() {
        scratch.int16(35)
        scratch.int32(1)
        scratch.int16(18)
        scratch.int16(0)
        scratch.int16(3)
    }

    private func metadata(_ version: Int16, _ reader: inout RequestReader) {
        let topics = reader.array { $0.string() ?? "" } ?? ["bench"]
        if version >= 3 { scratch.int32(0) }
        scratch.int32(1)
        scratch.int32(0)  // the only broker
        scratch.string("127.0.0.1")
        scratch.int32(Int32(log.port))
        scratch.string(nil)
        if version >= 2 { scratch.string("static-fetch-server") }
        scratch.int32(0)
        scratch.int32(Int32(topics.count))
        for topic in topics {
            scratch.int16(0)
            scratch.string(topic)
            scratch.int8(0)
            scratch.int32(log.partitionCount)
            for partition in 0..<log.partitionCount {
                scratch.int16(0)
                scratch.int32(partition)
                scratch.int32(0)
                if version >= 7 { scratch.int32(0) }
                for _ in 0..<2 {  // replicas, in-sync replicas
                    scratch.int32(1)
                    scratch.int32(0)
                }
                if version >= 5 { scratch.int32(0) }
            }
            if version >= 8 { scratch.int32(Int32.min) }
        }
        if version >= 8 { scratch.int32(Int32.min) }
    }

    private func listOffsets(_ version: Int16, _ reader: inout RequestReader) {
        _ = reader.int32()
        if version >= 2 { _ = reader.int8() }
        let topics = reader.topics { reader -> (Int32, Int64) in
            let partition = reader.int32()
            if version >= 4 { _ = reader.int32() }
            return (partition, reader.int64())
        }
        if version >= 2 { scratch.int32(0) }
        scratch.int32(Int32(topics.count))
        for (name, partitions) in topics {
            scratch.string(name)
            scratch.int32(Int32(partitions.count))
            for (partition, timestamp) in partitions {
                scratch.int32(partition)
                scratch.int16(0)
                scratch.int64(-1)
                scratch.int64(timestamp == -2 ? 0 : log.endOffset)
                if version >= 4 { scratch.int32(0) }
            }
        }
    }

    private struct FetchPartition {
        var index: Int32
        var offset: Int64
        var maxBytes: Int32
    }

    private func fetch(_ version: Int16, _ reader: inout RequestReader) {
        _ = reader.int32()
        let maxWaitMs = reader.int32()
        _ = reader.int32()
        var budget = Int(reader.int32())
        _ = reader.int8()
        if version >= 7 { _ = reader.int64() }  // fetch session id and epoch; the response creates no session
        let topics = reader.topics { reader -> FetchPartition in
            let index = reader.int32()
            if version >= 9 { _ = reader.int32() }
            let offset = reader.int64()
            if version >= 5 { _ = reader.int64() }
            return FetchPartition(index: index, offset: offset, maxBytes: reader.int32())
        }
        if !topics.contains(where: { $0.partitions.contains { $0.offset < log.endOffset } }) {
            usleep(UInt32(max(0, maxWaitMs)) * 1_000)
        }
        scratch.int32(0)
        if version >= 7 {
            scratch.int16(0)
            scratch.int32(0)
        }
        scratch.int32(Int32(topics.count))
        for (name, partitions) in topics {
            scratch.string(name)
            scratch.int32(Int32(partitions.count))
            for partition in partitions {
                scratch.int32(partition.index)
                scratch.int16(0)
                scratch.int64(log.endOffset)
                scratch.int64(log.endOffset)
                if version >= 5 { scratch.int64(0) }
                scratch.int32(-1)
                if version >= 11 { scratch.int32(-1) }
                records(of: partition, budget: &budget)
            }
        }
    }

    /// Appends the complete batches that fit, at least one, starting with the one that contains the offset.
    private func records(of partition: FetchPartition, budget: inout Int) {
        let set = log.records
        let perBatch = Int64(set.recordsPerBatch)
        let limit = min(Int(partition.maxBytes), budget)
        guard partition.offset < log.endOffset, budget > 0 else { return scratch.int32(0) }
        let copy = copy(for: partition.index)
        let first = Int(partition.offset / perBatch)
        let batchesLeft = Int(log.endOffset / perBatch) - first
        var bytes = 0
        var count = 0
        var runs: [Range<Int>] = []  // ranges of batches; at most two, because the set repeats
        while count < min(set.batchCount, batchesLeft) {
            let batch = (first + count) % set.batchCount
            let size = set.starts[batch + 1] - set.starts[batch]
            if bytes + size > limit, count > 0 { break }
            copy.storeBytes(
                of: (Int64(first + count) * perBatch).bigEndian, toByteOffset: set.starts[batch], as: Int64.self)
            if let last = runs.last, last.upperBound == batch {
                runs[runs.count - 1] = last.lowerBound..<batch + 1
            } else {
                runs.append(batch..<batch + 1)
            }
            bytes += size
            count += 1
        }
        budget -= bytes
        scratch.int32(Int32(bytes))
        segments.append(.scratch(segmentStart..<scratch.bytes.count))
        segmentStart = scratch.bytes.count
        for run in runs {
            let start = set.starts[run.lowerBound]
            segments.append(.records(copy + start, set.starts[run.upperBound] - start))
        }
    }

    private func copy(for partition: Int32) -> UnsafeMutableRawPointer {
        if let copy = partitions[partition] { return copy }
        let copy = UnsafeMutableRawPointer.allocate(byteCount: log.records.bytes.count, alignment: 4096)
        log.records.bytes.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
        partitions[partition] = copy
        return copy
    }

    // MARK: - The socket

    private func receive() -> [UInt8]? {
        guard let length = read(4) else { return nil }
        var reader = RequestReader(length)
        return read(Int(reader.int32()))
    }

    private func read(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let received = bytes.withUnsafeMutableBytes { recv(socket, $0.baseAddress! + filled, count - filled, 0) }
            if received < 0, errno == EINTR { continue }
            guard received > 0 else { return nil }
            filled += received
        }
        return bytes
    }

    private func send() {
        segments.append(.scratch(segmentStart..<scratch.bytes.count))
        scratch.bytes.withUnsafeMutableBytes { buffer in
            var vectors = segments.map { segment in
                switch segment {
                case .scratch(let range): iovec(iov_base: buffer.baseAddress! + range.lowerBound, iov_len: range.count)
                case .records(let address, let count): iovec(iov_base: address, iov_len: count)
                }
            }
            let total = vectors.reduce(0) { $0 + $1.iov_len }
            buffer.storeBytes(of: Int32(total - 4).bigEndian, as: Int32.self)
            write(&vectors[...])
        }
    }

    private func write(_ vectors: inout ArraySlice<iovec>) {
        while !vectors.isEmpty {
            var written = vectors.withUnsafeBufferPointer {
                writev(socket, $0.baseAddress!, Int32(min($0.count, 1024)))
            }
            if written < 0 {
                if errno == EINTR { continue }
                return  // the client has disconnected; the next read ends the connection
            }
            while let first = vectors.first, written >= first.iov_len {
                written -= first.iov_len
                vectors.removeFirst()
            }
            if written > 0 {
                vectors[vectors.startIndex].iov_base += written
                vectors[vectors.startIndex].iov_len -= written
            }
        }
    }
}
