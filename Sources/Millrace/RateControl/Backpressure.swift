// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Settings of the rate limit that follows the speed of the batches. Rates are records per second and input stream.
///
/// Source: `spark.streaming.backpressure.*`.
public struct Backpressure: Sendable, Equatable {
    /// Limit until the first estimate, which needs two batches; nil for no limit. Default 10,000.
    public var initialRate: Double?
    /// Lowest rate that an estimate may give, above 0; default 100.
    public var minRate: Double
    /// Weight of the difference between the last rate and the processing rate; default 1.
    public var proportional: Double
    /// Weight of the records that wait, by the scheduling delay; default 0.2.
    public var integral: Double
    /// Weight of the difference's change; default 0.
    public var derivative: Double

    /// Creates settings; every value has a default.
    public init(
        initialRate: Double? = 10_000, minRate: Double = 100, proportional: Double = 1, integral: Double = 0.2,
        derivative: Double = 0
    ) {
        self.initialRate = initialRate
        self.minRate = minRate
        self.proportional = proportional
        self.integral = integral
        self.derivative = derivative
    }

    /// Checks values that the types do not restrict.
    /// - Throws: `StreamingError.invalidConfiguration` that names the setting.
    func validate() throws {
        for (name, value) in [("proportional", proportional), ("integral", integral), ("derivative", derivative)]
        where !(value >= 0 && value.isFinite) {
            throw StreamingError(
                code: .invalidConfiguration, message: "backpressure.\(name) is \(value): give a number of 0 or more")
        }
        for (name, value) in [("minRate", minRate), ("initialRate", initialRate ?? minRate)]
        where !(value > 0 && value.isFinite) {
            throw StreamingError(
                code: .invalidConfiguration, message: "backpressure.\(name) is \(value): give a number above 0")
        }
    }
}
