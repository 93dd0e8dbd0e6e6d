// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

/// A stream of the elements of any asynchronous sequence, such as an `AsyncStream` or the messages of a service.
/// Own design.
///
/// `@unchecked Sendable`: a `Mutex` guards the task, the rest are immutable values, as `DStream` asks.
final class AsyncSequenceInputDStream<Base: AsyncSequence & Sendable>: BufferedInputDStream<Base.Element>,
    @unchecked Sendable
where Base.Element: Sendable {
    private let base: Base
    private let reader = Mutex<Task<Void, Never>?>(nil)

    init(context: StreamingContext, _ base: Base, capacity: Int, partitions: Int?) {
        self.base = base
        super.init(context: context, kind: "asyncSequence", capacity: capacity, partitions: partitions)
    }

    override var name: String { "\(Base.self) \(id)" }

    override func start() async throws {
        let base = base
        // Ends with the sequence; stop() cancels it.
        let task = Task.detached { [weak self] in
            do {
                for try await element in base {
                    guard let self, await self.offer(element) else { return }
                }
            } catch {
                // An end that was asked for is not a failure.
                if !Task.isCancelled { self?.fail(error) }
            }
        }
        reader.withLock { $0 = task }
    }

    override func stop() async {
        let task = reader.withLock { $0 }
        task?.cancel()
        await super.stop()
    }
}

extension StreamingContext {
    /// A stream of the elements of an asynchronous sequence. It is read while fewer than `capacity` elements wait for a
    /// batch; when it ends, batches are empty; when it throws, planning fails once all elements are taken.
    ///
    /// At most once over restarts: see `BufferedInputDStream`.
    ///
    /// - Parameters:
    ///   - sequence: The sequence; it is iterated once, from `start()` on.
    ///   - capacity: Maximum number of elements that wait for a batch; default 100,000.
    ///   - partitions: Number of partitions of each RDD; default: see `MillraceContext.parallelize`.
    public func stream<Base: AsyncSequence & Sendable>(
        of sequence: Base, capacity: Int = 100_000, partitions: Int? = nil
    ) -> DStream<Base.Element> where Base.Element: Sendable {
        AsyncSequenceInputDStream(context: self, sequence, capacity: capacity, partitions: partitions)
    }
}
