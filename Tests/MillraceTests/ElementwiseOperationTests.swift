// Millrace
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Millrace

/// The computation of an RDD is the same closure however often it is asked for.
@Suite struct ElementwiseOperationTests {
    /// A closure that a mutex holds directly is wrapped at each access: calling or freeing it would overflow the stack.
    @Test func anRDDThatIsUsedOftenStaysAsItIs() async throws {
        let engine = makeEngine()
        let elementwise = engine.range(0..<10).map { $0 + 1 }
        for _ in 0..<300_000 { _ = elementwise.elementwise }
        #expect(try await elementwise.collect() == Array(1...10))
        let source = engine.parallelize([1], partitions: 3_000)
        #expect(try await source.collect() == [1])
        #expect(try await source.collect() == [1])
    }
}
