// Millrace
// SPDX-License-Identifier: Apache-2.0

extension DStream {
    /// Calls `body` with each batch's RDD and the batch, in the driver, in the order of registration.
    ///
    /// If `body` runs no action although the batch has records, the RDD is not computed, and the log warns once. If
    /// `body` throws, the batch fails and may be tried again: see `StreamingConfiguration.failurePolicy`. A batch
    /// without data has an RDD without elements, so `body` runs for every batch that the stream's slide duration meets.
    public func foreachRDD(
        name: String = "foreachRDD", _ body: @escaping @Sendable (RDD<Element>, Batch) async throws -> Void
    ) {
        context.graph.addOutput(name: name, of: self) { batch in
            guard let rdd = try await self.rdd(at: batch.time) else { return nil }
            return { try await body(rdd, batch) }
        }
    }

    /// Calls `body` with each batch's RDD, in the driver.
    public func foreachRDD(
        name: String = "foreachRDD", _ body: @escaping @Sendable (RDD<Element>) async throws -> Void
    ) {
        foreachRDD(name: name) { rdd, _ in try await body(rdd) }
    }

    /// Writes the time and the first `count` elements of each batch, then `...` if there are more.
    ///
    /// - Parameters:
    ///   - count: Maximum number of elements, default 10; below 0 counts as 0.
    ///   - write: Receives the text of a batch; default: standard output, flushed, so that a batch is seen at once in
    ///     files and pipes too.
    public func print(
        _ count: Int = 10, to write: @escaping @Sendable (String) -> Void = Platform.printLine
    ) {
        foreachRDD(name: "print") { rdd, batch in
            let count = max(count, 0)
            // One more tells whether there are more; .max has no successor.
            let elements = try await rdd.take(count == .max ? count : count + 1)
            var lines = ["--- batch \(batch.time) ---"]
            lines += elements.prefix(count).map { "\($0)" }
            if elements.count > count { lines.append("...") }
            write(lines.joined(separator: "\n"))
        }
    }
}
