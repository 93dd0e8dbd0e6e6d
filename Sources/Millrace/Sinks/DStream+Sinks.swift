// Millrace
// SPDX-License-Identifier: Apache-2.0

extension DStream {
    /// Writes each batch to `sink`: its partitions in tasks, then one commit. Batches are committed in order, and a
    /// batch that the sink has is not written again. The sink's documentation says which guarantee it gives; `Sink`
    /// has the contract.
    ///
    /// A driver that another one has replaced stops with `StreamingError.ownerReplaced` before it commits.
    public func write<S: Sink>(to sink: S, name: String = "write") where S.Element == Element {
        let output = SinkOutput(sink)
        let hooks = SinkHooks(
            place: sink.place, isExclusive: sink.isExclusive, start: { try await output.start($0) },
            stop: { await output.stop() })
        context.graph.addOutput(name: name, of: self, sink: hooks) { batch in
            guard let rdd = try await self.rdd(at: batch.time) else { return nil }
            return {
                if sink.commitsInOrder, let failed = self.context.pendingSince {
                    throw StreamingError(
                        code: .batchRefused,
                        message: "\(sink.place) takes no batch after \(failed), which failed: a restart runs it first",
                        batchTime: batch.time)
                }
                try await output.run(rdd, batch)
            }
        }
    }
}

extension DStream {
    /// The inputs that the stream comes from.
    package final var sourceStreams: [AnyObject] {
        StreamGraph.ancestors(of: [self]).filter { $0 is any AnyInputDStream }
    }
}

extension StreamingContext {
    /// Records that a stream or an output is wrong: `start()` throws it as `StreamingError.invalidGraph`.
    package func rejectGraph(_ message: String) { graph.reject(message) }
}
