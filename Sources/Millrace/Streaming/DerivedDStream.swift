// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A stream whose `compute` is a closure. Every stateless operator returns one.
///
/// `@unchecked Sendable`: the only stored property is an immutable `@Sendable` closure, as `DStream` asks.
final class DerivedDStream<Element: Sendable>: DStream<Element>, @unchecked Sendable {
    private let body: @Sendable (BatchTime) async throws -> RDD<Element>?

    init(
        context: StreamingContext, slideDuration: Duration, parents: [any AnyDStream], kind: String,
        ownsRDDs: Bool = true,
        compute: @escaping @Sendable (BatchTime) async throws -> RDD<Element>?
    ) {
        body = compute
        super.init(context: context, slideDuration: slideDuration, parents: parents, kind: kind, ownsRDDs: ownsRDDs)
    }

    override func compute(time: BatchTime) async throws -> RDD<Element>? { try await body(time) }
}
