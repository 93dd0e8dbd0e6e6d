// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Count, mean, variance and bounds of numbers. Source: Spark's `StatCounter` (Welford's and Chan's formulas).
public struct Statistics: Hashable, Sendable, Codable {
    /// Number of numbers.
    public private(set) var count = 0
    /// Mean; 0 if there are none.
    public private(set) var mean = 0.0
    /// Least number; infinity if there are none.
    public private(set) var min = Double.infinity
    /// Greatest number; minus infinity if there are none.
    public private(set) var max = -Double.infinity
    private var squares = 0.0

    /// Statistics of nothing.
    public init() {}

    /// Adds a number.
    public mutating func add(_ value: Double) {
        count += 1
        let distance = value - mean
        mean += distance / Double(count)
        squares += distance * (value - mean)
        // Not Swift.min: a NaN must not displace the bounds that are known.
        if value < min { min = value }
        if value > max { max = value }
    }

    /// Adds the numbers of other statistics.
    public mutating func add(_ other: Statistics) {
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        let distance = other.mean - mean
        let total = Double(count) + Double(other.count)
        mean += distance * Double(other.count) / total
        squares += other.squares + distance * distance * Double(count) * Double(other.count) / total
        count += other.count
        min = Swift.min(min, other.min)
        max = Swift.max(max, other.max)
    }

    /// Sum.
    public var sum: Double { mean * Double(count) }
    /// Population variance; NaN if there are no numbers.
    public var variance: Double { count == 0 ? .nan : squares / Double(count) }
    /// Population standard deviation; NaN if there are no numbers.
    public var standardDeviation: Double { variance.squareRoot() }
    /// Sample variance; NaN for fewer than two numbers.
    public var sampleVariance: Double { count < 2 ? .nan : squares / Double(count - 1) }
    /// Sample standard deviation; NaN for fewer than two numbers.
    public var sampleStandardDeviation: Double { sampleVariance.squareRoot() }
}
