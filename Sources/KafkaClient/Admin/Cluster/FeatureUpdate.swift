// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A change of the level of a feature. Source: UpdateFeatures, KIP-584, KIP-778.
public enum FeatureUpdate: Hashable, Sendable {
    /// Raises the level.
    case upgrade(to: Int16)
    /// Lowers the level, if nothing is lost by it. Level 0 removes the feature.
    case safeDowngrade(to: Int16)
    /// Lowers the level also if metadata is lost by it. Level 0 removes the feature.
    case unsafeDowngrade(to: Int16)

    var level: Int16 {
        switch self {
        case .upgrade(let level), .safeDowngrade(let level), .unsafeDowngrade(let level): level
        }
    }

    var upgradeType: Int8 {
        switch self {
        case .upgrade: 1
        case .safeDowngrade: 2
        case .unsafeDowngrade: 3
        }
    }
}
