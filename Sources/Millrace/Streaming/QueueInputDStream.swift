// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A stream of elements that a test or a demo pushes; each batch takes one pushed collection, or all of them.
///
/// Pushed elements are held in memory without a bound. Source: Spark's `queueStream`.
///
/// `@unchecked Sendable`: a `Mutex` guards the pushed elements, the rest are immutable values, as `DStream` asks.
public final class QueueInputDStream<Element: Sendable>: InputDStream<Element>, @unchecked Sendable {
    private let waiting = Mutex<[[Element]]>([])
    private let oneAtATime: Bool
    private let partitionCount: Int?

    init(context: StreamingContext, oneAtATime: Bool, partitions: Int?) {
        self.oneAtATime = oneAtATime
        partitionCount = partitions
        super.init(context: context)
    }

    /// Adds elements for a later batch.
    public func push(_ elements: some Sequence<Element>) {
        let elements = Array(elements)
        waiting.withLock { $0.append(elements) }
    }

    /// An RDD of the batch's pushed elements, empty if there are none.
    public override func compute(time: BatchTime) async throws -> RDD<Element>? {
        let elements = waiting.withLock { waiting in
            let count = oneAtATime ? min(1, waiting.count) : waiting.count
            defer { waiting.removeFirst(count) }
            return waiting.prefix(count).flatMap { $0 }
        }
        reportInput(time: time, recordCount: elements.count, description: "\(elements.count) pushed elements")
        return context.engine.parallelize(elements, partitions: partitionCount)
    }
}

extension StreamingContext {
    /// A stream of pushed elements; see `QueueInputDStream`.
    ///
    /// - Parameters:
    ///   - type: Type of the elements, where the compiler cannot infer it.
    ///   - oneAtATime: Whether a batch takes one pushed collection (default) or all of them.
    ///   - partitions: Number of partitions of each RDD; default: see `MillraceContext.parallelize`.
    public func queueStream<Element: Sendable>(
        of type: Element.Type = Element.self, oneAtATime: Bool = true, partitions: Int? = nil
    ) -> QueueInputDStream<Element> {
        QueueInputDStream(context: self, oneAtATime: oneAtATime, partitions: partitions)
    }
}
