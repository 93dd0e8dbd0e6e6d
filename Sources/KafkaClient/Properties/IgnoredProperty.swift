// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A property that is known, but changes nothing here.
public struct IgnoredProperty: Hashable, Sendable {
    /// The property's name.
    public var name: String
    /// Why it has no effect.
    public var reason: String
}
