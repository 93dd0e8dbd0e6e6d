// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Part of a program in which RDDs are numbered apart from all others: one stream operator in one batch. Own design.
///
/// RDDs that are built inside `run` carry its batch time and operator in their names, and their ordinals count from 0,
/// whatever other tasks build meanwhile. Build the RDDs of one scope one after another, in a fixed order. A second
/// evaluation of the same batch needs a new scope and gives the same names.
public final class LineageScope: Sendable {
    /// The scope that the current code runs in, `nil` outside of batches.
    @TaskLocal public static var current: LineageScope?

    /// The batch.
    public let batchTime: BatchTime?
    /// The stream operator whose RDDs are built.
    public let operatorID: OperatorID?
    private let counts = Mutex<[UInt64: Int]>([:])

    /// A scope without RDDs.
    public init(batchTime: BatchTime?, operatorID: OperatorID?) {
        self.batchTime = batchTime
        self.operatorID = operatorID
    }

    /// Runs `body`; the RDDs that it builds belong to this scope.
    public func run<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        try await Self.$current.withValue(self, operation: body)
    }

    /// Runs `body`; the RDDs that it builds belong to this scope.
    public func run<Result>(_ body: () throws -> Result) rethrows -> Result {
        try Self.$current.withValue(self, operation: body)
    }

    /// The ordinal of the next operator with this structural hash.
    func nextOrdinal(of structure: UInt64) -> Int {
        counts.withLock { counts in
            let ordinal = counts[structure, default: 0]
            counts[structure] = ordinal + 1
            return ordinal
        }
    }
}
