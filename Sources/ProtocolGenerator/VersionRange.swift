// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A range of versions, written `3`, `3-7`, `3+` or `none` in specs.
struct VersionRange: Equatable, Sendable {
    var lower: Int
    /// `Int.max` for an open range. Less than `lower` for an empty range.
    var upper: Int

    static let none = VersionRange(lower: 0, upper: -1)

    var isEmpty: Bool { upper < lower }

    init(lower: Int, upper: Int) {
        self.lower = lower
        self.upper = upper
    }

    init?(_ text: Substring) {
        if text == "none" {
            self = .none
        } else if text.hasSuffix("+"), let lower = Int(text.dropLast()), lower >= 0 {
            self.init(lower: lower, upper: .max)
        } else if let dash = text.firstIndex(of: "-"), let lower = Int(text[..<dash]),
            let upper = Int(text[text.index(after: dash)...]), lower >= 0, upper >= lower
        {
            self.init(lower: lower, upper: upper)
        } else if let only = Int(text), only >= 0 {
            self.init(lower: only, upper: only)
        } else {
            return nil
        }
    }

    func intersection(_ other: VersionRange) -> VersionRange {
        VersionRange(lower: max(lower, other.lower), upper: min(upper, other.upper))
    }

    /// Whether every version of `other` is in this range.
    func covers(_ other: VersionRange) -> Bool {
        other.isEmpty || (lower <= other.lower && upper >= other.upper)
    }
}
