// Millrace
// SPDX-License-Identifier: Apache-2.0

extension DStream {
    /// Calls `body` with each batch's RDD and time, in the driver, in the order of registration.
    ///
    /// If `body` runs no action, the RDD is not computed, and the log warns once. If `body` throws, the
    /// batch fails: see `StreamingConfiguration.failurePolicy`.
    public func foreachRDD(
        name: String = "foreachRDD", _ body: @escaping @Sendable (RDD<Element>, BatchTime) async throws -> Void
    ) {
        context.graph.addOutput(name: name) { time in
            guard let rdd = try await self.rdd(at: time) else { return nil }
            return { try await body(rdd, time) }
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
    ///   - count: Maximum number of elements, default 10.
    ///   - write: Receives the text of a batch; default: standard output.
    public func print(
        _ count: Int = 10, to write: @escaping @Sendable (String) -> Void = { Swift.print($0) }
    ) {
        foreachRDD(name: "print") { rdd, time in
            let elements = try await rdd.take(count + 1)
            var lines = ["--- batch \(time) ---"]
            lines += elements.prefix(count).map { "\($0)" }
            if elements.count > count { lines.append("...") }
            write(lines.joined(separator: "\n"))
        }
    }
}
