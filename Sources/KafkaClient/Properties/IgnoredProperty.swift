// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A property that is known but has no effect here.
public struct IgnoredProperty: Hashable, Sendable {
    /// The property's name.
    public var name: String
    /// The reason why it has no effect.
    public var reason: String
}
