// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import MillraceKafka

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Prints a line per batch, and asks the stream to stop once it is at its end.
struct BatchPrinter: StreamingListener {
    let streaming: StreamingContext
    let isAtEnd: @Sendable () -> Bool

    func batchCompleted(_ batch: BatchInfo) {
        Console.print(Self.line(batch))
        // The batch that reached the end may still be queued; a graceful stop runs it.
        if isAtEnd() { streaming.requestStop(gracefully: true) }
    }

    /// Batch time, records, processing time, scheduling delay, and each partition's offset range.
    static func line(_ batch: BatchInfo) -> String {
        let date = Date(timeIntervalSince1970: Double(batch.batchTime.milliseconds) / 1000)
        let time = date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let ranges = batch.inputs.compactMap { $0.metadata as? [OffsetRange] }.joined().map { "\($0)" }
        var line = "batch \(time)  records \(batch.recordCount)  processing \(milliseconds(batch.processingDelay))"
        line += "  scheduling delay \(milliseconds(batch.schedulingDelay))  \(ranges.joined(separator: " "))"
        let skipped = batch.inputs.reduce(0) { $0 + $1.skippedRecordCount }
        if skipped > 0 { line += "  skipped \(skipped)" }
        if let failure = batch.failureReason { line += "  FAILED: \(failure)" }
        return line
    }

    private static func milliseconds(_ duration: Duration?) -> String {
        duration.map { "\($0.wholeMilliseconds) ms" } ?? "unknown"
    }
}
