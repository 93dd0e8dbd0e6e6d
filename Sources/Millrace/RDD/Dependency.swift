// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Dependency of an RDD on a parent. Source: Spark's `NarrowDependency` and `ShuffleDependency`.
public enum Dependency: Sendable {
    /// Each partition needs a bounded number of the parent's partitions: computed in the same task.
    case narrow(AnyRDD)
    /// Every partition needs all partitions of the parent: a stage boundary.
    case shuffle(any AnyShuffleDependency)

    /// The parent.
    public var parent: AnyRDD {
        switch self {
        case .narrow(let parent): parent
        case .shuffle(let shuffle): shuffle.mapSide
        }
    }
}
