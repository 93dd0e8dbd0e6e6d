// Millrace
// SPDX-License-Identifier: Apache-2.0

extension DStream {
    /// Applies `transform`, which may wait for I/O, to each element, with up to `inFlight` calls per task at a time:
    /// the way to call services and databases. See `RDD.mapAsync`. Own design.
    ///
    /// - Parameters:
    ///   - inFlight: Maximum number of calls at a time per task; values below 1 count as 1.
    ///   - ordered: Whether results keep the order of the elements.
    ///   - onError: Reaction to a call that throws; default `.fail`.
    ///   - transform: Called once per element, and again when a task is repeated.
    public func mapAsync<U: Sendable>(
        inFlight: Int = 16, ordered: Bool = true, onError: RecordErrorPolicy = .fail,
        _ transform: @escaping @Sendable (Element) async throws -> U
    ) -> CheckedDStream<Element, U> {
        checked("mapAsync", onError) { rdd, fail in
            rdd.mapAsync(inFlight: inFlight, ordered: ordered) { element in
                do {
                    return .success(try await transform(element))
                } catch {
                    // The task was cancelled, by its stop or by another call that failed.
                    if Task.isCancelled { throw error }
                    return try fail(element, error)
                }
            }
        }
    }

    /// `map` that goes on past elements on which `transform` throws, as `onError` says. Own design.
    public func map<U: Sendable>(
        onError: RecordErrorPolicy, _ transform: @escaping @Sendable (Element) throws -> U
    ) -> CheckedDStream<Element, U> {
        checked("map", onError) { rdd, fail in
            rdd.map { element in
                do {
                    return .success(try transform(element))
                } catch {
                    return try fail(element, error)
                }
            }
        }
    }

    private func checked<U: Sendable>(
        _ kind: String, _ policy: RecordErrorPolicy,
        _ operation:
            @escaping @Sendable (
                RDD<Element>, @escaping @Sendable (Element, any Error) throws -> RecordOutcome<Element, U>
            ) -> RDD<RecordOutcome<Element, U>>
    ) -> CheckedDStream<Element, U> {
        let failed = context.engine.longAccumulator("failed records of \(kind) on stream \(id)")
        let outcomes = derive(kind) { rdd, _ in
            operation(rdd) { element, error in
                if policy == .fail { throw error }
                failed.add(1)
                return .failure(
                    DeadLetter(record: element, reason: "\(error)", partition: TaskContext.current?.partition ?? 0))
            }
        }
        // Successes and dead letters come from one computation.
        if policy == .deadLetter { outcomes.cache() }
        return CheckedDStream(outcomes, failed: failed)
    }
}
