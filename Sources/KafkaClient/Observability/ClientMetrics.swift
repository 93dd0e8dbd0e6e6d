// Millrace
// SPDX-License-Identifier: Apache-2.0

import CoreMetrics
import KafkaProtocol
import Synchronization

/// The metrics of one client. Their handles are made once, with the client, so that a request looks nothing up.
///
/// Labels are bounded: the client's id, and one of the APIs in `apis` or `other`. Only the lag has a label per
/// partition; it is off by default and limited by `ClientConfiguration.lagMetricPartitions`. Names and labels are in
/// ARCHITECTURE.md.
final class ClientMetrics: Sendable {
    /// A request under way.
    struct Request: Sendable {
        fileprivate let index: Int
        fileprivate let start: ContinuousClock.Instant
    }

    private struct API: Sendable {
        let requests: Counter
        let errors: Counter
        let duration: CoreMetrics.Timer
    }

    /// The APIs with metrics of their own; all others share the label `other`.
    static let apis: [APIKey] = [
        .produce, .fetch, .listOffsets, .metadata, .offsetCommit, .offsetFetch, .findCoordinator, .joinGroup,
        .heartbeat,
        .leaveGroup, .syncGroup, .saslHandshake, .apiVersions, .createTopics, .initProducerID, .offsetForLeaderEpoch,
        .addPartitionsToTxn, .addOffsetsToTxn, .endTxn, .txnOffsetCommit, .saslAuthenticate, .consumerGroupHeartbeat,
    ]

    private let factory: any MetricsFactory
    private let client: (String, String)
    private let requests: [API]
    /// Index into `requests` of each API, by its number.
    private let indexOfAPI: [Int]
    private let sentBytes: Counter
    private let receivedBytes: Counter
    private let connections: Meter
    private let connectionsOpened: Counter
    private let connectionFailures: Counter
    private let retries: Counter
    private let throttles: CoreMetrics.Timer
    private let batchBytes: Recorder
    private let batchRecords: Recorder
    private let bufferBytes: Meter
    private let rebalances: Counter
    private let rebalanceDuration: CoreMetrics.Timer
    private let commits: Counter
    private let commitErrors: Counter
    private let maxLagPartitions: Int
    private let lags = Mutex<[TopicPartition: Meter]>([:])

    /// Makes all handles.
    ///
    /// - Parameters:
    ///   - configuration: has the client's id, the factory (nil for the system's) and the limit of lag metrics.
    init(_ configuration: ClientConfiguration) {
        let factory = configuration.metricsFactory ?? MetricsSystem.factory
        self.factory = factory
        let client = ("client", configuration.clientID)
        self.client = client
        func counter(_ name: String) -> Counter { Counter(label: name, dimensions: [client], factory: factory) }
        func recorder(_ name: String) -> Recorder { Recorder(label: name, dimensions: [client], factory: factory) }
        let names = Self.apis.map { "\($0)" } + ["other"]
        requests = names.map { name in
            let labels = [client, ("api", name)]
            return API(
                requests: Counter(label: "kafka_client_requests", dimensions: labels, factory: factory),
                errors: Counter(label: "kafka_client_request_errors", dimensions: labels, factory: factory),
                duration: Timer(label: "kafka_client_request_duration", dimensions: labels, factory: factory))
        }
        var indexOfAPI = [Int](
            repeating: Self.apis.count, count: Int(Self.apis.map(\.rawValue).max() ?? 0) + 1)
        for (index, api) in Self.apis.enumerated() { indexOfAPI[Int(api.rawValue)] = index }
        self.indexOfAPI = indexOfAPI
        sentBytes = counter("kafka_client_sent_bytes")
        receivedBytes = counter("kafka_client_received_bytes")
        connections = Meter(label: "kafka_client_connections", dimensions: [client], factory: factory)
        connectionsOpened = counter("kafka_client_connections_opened")
        connectionFailures = counter("kafka_client_connection_failures")
        retries = counter("kafka_client_retries")
        throttles = Timer(label: "kafka_client_throttle_duration", dimensions: [client], factory: factory)
        batchBytes = recorder("kafka_producer_batch_bytes")
        batchRecords = recorder("kafka_producer_batch_records")
        bufferBytes = Meter(label: "kafka_producer_buffer_bytes", dimensions: [client], factory: factory)
        rebalances = counter("kafka_consumer_rebalances")
        rebalanceDuration = Timer(label: "kafka_consumer_rebalance_duration", dimensions: [client], factory: factory)
        commits = counter("kafka_consumer_commits")
        commitErrors = counter("kafka_consumer_commit_errors")
        maxLagPartitions = configuration.lagMetricPartitions
    }

    // MARK: Requests

    /// A request of `bytes` goes to the kernel. Pass the value to `received` or `failed`.
    func sent(_ api: APIKey, bytes: Int) -> Request {
        let number = Int(api.rawValue)
        let index = indexOfAPI.indices.contains(number) ? indexOfAPI[number] : Self.apis.count
        requests[index].requests.increment()
        sentBytes.increment(by: bytes)
        return Request(index: index, start: .now)
    }

    /// The response to `request` came.
    func received(_ request: Request?, bytes: Int) {
        guard let request else { return }
        requests[request.index].duration.recordNanoseconds(request.start.duration(to: .now).inNanoseconds)
        receivedBytes.increment(by: bytes)
    }

    /// No response to `request` comes: its time is over, or its connection closed.
    func failed(_ request: Request?) {
        if let request { requests[request.index].errors.increment() }
    }

    /// A call of the client tries again after a failure.
    func retried() { retries.increment() }

    /// A broker asked the client to wait before its next request (KIP-219).
    func throttled(_ duration: Duration) { throttles.recordNanoseconds(duration.inNanoseconds) }

    // MARK: Connections

    /// A connection takes requests.
    func connectionOpened() {
        connectionsOpened.increment()
        connections.increment()
    }

    /// A connection that took requests closed.
    func connectionClosed() { connections.decrement() }

    /// A dial or a handshake failed.
    func connectionFailed() { connectionFailures.increment() }

    // MARK: Producing and consuming

    /// A batch is sent, for the first time or again; `bytes` is its size on the wire.
    func batchSent(records: Int, bytes: Int) {
        batchRecords.record(records)
        batchBytes.record(bytes)
    }

    /// The records that wait for their acknowledgement take up `bytes` of the producer's buffer.
    func bufferUsed(_ bytes: Int) { bufferBytes.set(bytes) }

    /// A member of a group has its partitions, `duration` after the rebalance began.
    func rebalanced(_ duration: Duration) {
        rebalances.increment()
        rebalanceDuration.recordNanoseconds(duration.inNanoseconds)
    }

    /// A commit of offsets ended.
    func committed(hasFailed: Bool) { hasFailed ? commitErrors.increment() : commits.increment() }

    /// A reader is `lag` records before the end of a partition. Has no effect past the limit of partitions.
    func lag(_ lag: Int64, of partition: TopicPartition) {
        guard maxLagPartitions > 0 else { return }
        let meter = lags.withLock { lags -> Meter? in
            if let known = lags[partition] { return known }
            guard lags.count < maxLagPartitions else { return nil }
            let labels = [client, ("topic", partition.topic), ("partition", "\(partition.partition)")]
            let meter = Meter(label: "kafka_consumer_lag_records", dimensions: labels, factory: factory)
            lags[partition] = meter
            return meter
        }
        meter?.set(lag)
    }
}

extension Duration {
    /// Whole nanoseconds, at most `Int64.max`.
    fileprivate var inNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflows ? (seconds < 0 ? .min : .max) : whole &+ attoseconds / 1_000_000_000
    }
}
