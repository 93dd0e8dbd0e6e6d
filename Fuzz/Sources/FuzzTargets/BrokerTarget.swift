// Millrace
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

@testable import KafkaProtocol
@testable import KafkaTestBroker
@testable import KafkaTransport

/// Sends the bytes of two clients to a cluster that holds another client's records. Checks that the cluster responds or
/// closes the connection, that its logs stay valid, and that the other client's records do not change.
///
/// Input: one byte of options, then frames with their lengths. Bit 0 corrects the checksums of produced batches, so
/// that they reach the log; bit 1 distributes the frames over two connections to two brokers.
enum BrokerTarget {
    private static let loop: EventLoop = {
        do {
            return try EventLoop(name: "fuzz")
        } catch {
            Check.broken("cannot create the event loop: \(error)")
        }
    }()
    private static let memoryLimitBytes = 256 << 10
    private static let maxPartitions = 64
    private static let maxFrames = 64
    private static let start: Int64 = 1_700_000_000_000
    /// Time after every session and timeout that a client can request: 2^31 milliseconds are 25 days.
    private static let afterwards = start + 100 * 86_400_000
    private static let keptTopic = "kept"
    private static let keptBatch: RecordBatch = {
        do {
            var builder = try RecordBatchBuilder()
            try builder.append(key: ByteSlice(utf8: "key"), value: ByteSlice(utf8: "of another client"), timestamp: 1)
            return try RecordBatch(decoding: try builder.finish())
        } catch {
            Check.broken("cannot build the batch: \(error)")
        }
    }()

    static func run(_ input: ByteSlice) {
        guard input.count > 5 else { return }
        let done = DispatchSemaphore(value: 0)
        // Everything runs on the loop, as in a running cluster. The checks are enqueued last, so that work queued by
        // the input runs before them.
        loop.execute {
            let core = makeCore()
            serve(input, core)
            core.update { state in state.expire(now: afterwards) }
            loop.execute {
                core.update { state in check(&state) }
                core.stop()
                done.signal()
            }
        }
        done.wait()
    }

    private static func makeCore() -> ClusterCore {
        var configuration = configuration
        configuration.clock = .manual(ManualClusterClock(now: start))
        let core: ClusterCore
        do {
            core = try ClusterCore(loop: loop, configuration: configuration)
        } catch {
            Check.broken("cannot create the cluster: \(error)")
        }
        core.update { state in
            state = freshState
            for partition in 0..<2 {
                _ = state.topics.update(PartitionKey(topic: keptTopic, partition: Int32(partition))) { partition in
                    _ = partition.log.append(keptBatch, leaderEpoch: 0, now: 1)
                }
            }
        }
        return core
    }

    private static let configuration = ClusterConfiguration(
        brokers: 2, memoryLimitBytes: memoryLimitBytes, maxPartitions: maxPartitions)

    /// State with two brokers and the other client's topic, copied for each input. Contains no records, because copies
    /// of a log share their segments.
    private static let freshState: ClusterState = {
        var state = ClusterState(configuration: configuration, brokers: [])
        for id in 1...2 {
            state.brokers.add(Broker(id: Int32(id), host: "127.0.0.1", port: Int32(9000 + id), isUp: true))
        }
        _ = state.createTopic(keptTopic, assignments: [[1], [2]], configs: ["retention.ms": "-1"])
        return state
    }()

    // MARK: Serving

    private static func serve(_ input: ByteSlice, _ core: ClusterCore) {
        let choice = input[0]
        var reader = WireReader(input[1..<input.count])
        // A connection stays open while requests are answered at once. A request that waits blocks the requests after
        // it, so those are not served.
        var isOpen = [true, true]
        var frames = 0
        while frames < maxFrames, let count = try? reader.readInt32(),
            var frame = try? reader.readSlice(count: Int(count))
        {
            let connection = choice & 2 == 0 ? 0 : frames % 2
            frames += 1
            guard isOpen[connection] else { continue }
            if choice & 1 == 1 { frame = withRightChecksums(frame) }
            isOpen[connection] = serve(frame, on: connection, core)
        }
    }

    /// Serves one frame and returns whether the connection stays open.
    private static func serve(_ frame: ByteSlice, on connection: Int, _ core: ClusterCore) -> Bool {
        let goesOn = Mutex(false)
        let dispatch = RequestDispatch(
            core: core, broker: Int32(connection + 1), caller: Caller(connection: UInt64(connection)))
        do throws(WireError) {
            try dispatch.serve(frame) { reply in
                switch reply {
                case .frame(let pieces):
                    Check.that(pieces.joined().count >= 4, "a reply has no header")
                    goesOn.withLock { $0 = true }
                case .lastFrame(let pieces):
                    Check.that(pieces.joined().count >= 4, "a last reply has no header")
                case .silence: goesOn.withLock { $0 = true }
                case .close: break
                case .special: Check.broken("a reply that only scripts may send")
                case .later(let deferred):
                    deferred.whenGiven { reply in
                        if case .frame(let pieces) = reply { _ = pieces.joined() }
                    }
                }
            }
        } catch {
            Check.error(error, within: frame.owner.count)
            return false
        }
        return goesOn.withLock { $0 }
    }

    /// Corrects the checksum of each batch in a Produce request; returns other frames unchanged.
    private static func withRightChecksums(_ frame: ByteSlice) -> ByteSlice {
        guard let (type, version) = MessageFrame.api(of: frame), type.apiKey == .produce else { return frame }
        do throws(WireError) {
            var reader = WireReader(frame)
            let header = try RequestHeader(from: &reader, version: ProduceRequest.headerVersion(version))
            var request = try ProduceRequest(from: &reader, version: version)
            for topic in request.topicData.indices {
                for partition in request.topicData[topic].partitionData.indices {
                    guard let records = request.topicData[topic].partitionData[partition].records else { continue }
                    request.topicData[topic].partitionData[partition].records = sealed(records)
                }
            }
            var writer = WireWriter()
            try header.encode(into: &writer, version: ProduceRequest.headerVersion(version))
            try request.encode(into: &writer, version: version)
            return writer.finish()
        } catch {
            return frame
        }
    }

    /// Corrects the length and checksum of one batch; returns data too short for a batch unchanged.
    private static func sealed(_ records: ByteSlice) -> ByteSlice {
        guard records.count >= RecordBatch.Layout.records else { return records }
        var writer = WireWriter(capacity: records.count)
        writer.writeRaw(records)
        writer.patchInteger(Int32(records.count - 12), at: RecordBatch.Layout.length)
        let crc = CRC32C.checksum(records[RecordBatch.Layout.attributes..<records.count])
        writer.patchInteger(crc, at: RecordBatch.Layout.crc)
        return writer.finish()
    }

    // MARK: Checks

    private static func check(_ state: inout ClusterState) {
        var total = 0
        for topic in state.topics.sorted {
            Check.that(state.topics.name(of: topic.id) == topic.name, "a topic's id belongs to another topic")
            for partition in topic.partitions {
                check(partition.log)
                total += partition.log.byteCount
            }
        }
        Check.that(total == state.topics.byteCount, "byte count is \(state.topics.byteCount), but logs hold \(total)")
        Check.that(total <= memoryLimitBytes, "\(total) bytes exceed the limit")
        let partitions = state.topics.sorted.reduce(0) { $0 + $1.partitions.count }
        Check.that(
            partitions == state.topics.partitionCount,
            "partition count is \(state.topics.partitionCount), but there are \(partitions)")
        Check.that(partitions <= maxPartitions, "\(partitions) partitions exceed the limit")
        // A client may have deleted the topic or its records; if not, they must be unchanged.
        for partition in state.topics[keptTopic]?.partitions ?? [] where partition.log.startOffset == 0 {
            guard let first = partition.log.entries.first else { Check.broken("another client's records are gone") }
            let stored = first.segment.copy(first.range)
            let kept = keptBatch.bytes
            let body = RecordBatch.Layout.magic..<kept.count
            Check.that(
                stored.count == kept.count && stored[body] == kept[body] && first.baseOffset == 0,
                "another client's records have changed")
        }
    }

    private static func check(_ log: PartitionLog) {
        var bytes = 0
        var next = log.entries.first?.baseOffset ?? log.endOffset
        Check.that(log.startOffset <= log.endOffset, "log starts at \(log.startOffset), after its end \(log.endOffset)")
        for entry in log.entries {
            // Compaction leaves gaps.
            let isCompacted = entry.baseOffset <= log.compactedTo
            Check.that(
                entry.baseOffset == next || entry.baseOffset > next && isCompacted,
                "unexpected gap before offset \(entry.baseOffset)")
            Check.that(
                entry.lastOffset >= entry.baseOffset,
                "batch ends at \(entry.lastOffset), before its start \(entry.baseOffset)")
            next = entry.lastOffset + 1
            bytes += entry.range.count
            do throws(WireError) {
                let batch = try RecordBatch(decoding: entry.segment.copy(entry.range), limits: RecordsTarget.limits)
                Check.that(
                    batch.baseOffset == entry.baseOffset
                        && (batch.lastOffset == entry.lastOffset || batch.lastOffset < entry.lastOffset && isCompacted),
                    "a batch is stored with other offsets than its entry has")
            } catch {
                Check.broken("a stored batch cannot be read: \(error)")
            }
        }
        let isEnd = next == log.endOffset || next < log.endOffset && log.compactedTo == log.endOffset
        Check.that(isEnd && bytes == log.byteCount, "a log's end offset or byte count is wrong")
        Check.that(log.lastStableOffset <= log.endOffset, "the last stable offset is past the end of the log")
    }
}
