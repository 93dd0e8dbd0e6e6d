// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport
import Logging

/// Logs that an operation waits longer than usual: once at `warning` with its reason, and once at `notice` when it goes
/// on. A plain value; keep one for each operation that waits.
struct StallReporter: Sendable {
    /// Waits shorter than this are not reported.
    static let threshold: Duration = .seconds(3)

    private let logger: Logger
    /// Metadata keys of both messages; `operation` names what waits.
    private let metadata: Logger.Metadata
    /// The start of the wait that was reported; nil if none is.
    private var reportedSince: Duration?

    init(_ operation: String, logger: Logger, metadata: Logger.Metadata = [:]) {
        self.logger = logger
        self.metadata = metadata.merging(["operation": "\(operation)"]) { $1 }
    }

    /// Whether the current wait was reported.
    var isReported: Bool { reportedSince != nil }

    /// Notes a failure at `now` of an operation that has been waiting since `since`.
    mutating func waits(at now: Duration, since: Duration, because error: KafkaError) {
        guard reportedSince == nil, now - since >= Self.threshold else { return }
        reportedSince = since
        var metadata = metadata
        metadata["reason"] = "\(error)"
        metadata["waiting_ms"] = "\((now - since).inMilliseconds)"
        logger.warning(
            "waiting: the operation is tried again until it succeeds or its time is over", metadata: metadata)
    }

    /// Notes a success: ends the wait.
    mutating func goesOn(at now: Duration) {
        guard let since = reportedSince else { return }
        reportedSince = nil
        var metadata = metadata
        metadata["waited_ms"] = "\((now - since).inMilliseconds)"
        logger.notice("the operation goes on", metadata: metadata)
    }
}
