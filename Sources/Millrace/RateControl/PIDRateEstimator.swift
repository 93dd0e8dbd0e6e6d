// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A proportional–integral–derivative controller: the error is the last rate minus the rate at which the batch was
/// processed; records that wait because of the scheduling delay are the error's history. Source: Spark's
/// `PIDRateEstimator`.
///
/// The first batch that counts sets the rate without publishing it. A batch counts if it has records, took time, and
/// ended after the last one that counted.
public struct PIDRateEstimator: RateEstimator {
    private let batchMilliseconds: Double
    private let settings: Backpressure
    private var isFirst = true
    private var latestTime = -1.0
    private var latestRate = -1.0
    private var latestError = -1.0

    /// Creates an estimator that has seen no batch.
    /// - Throws: `StreamingError.invalidConfiguration` if a weight or the lowest rate is out of its range.
    public init(batchDuration: Duration, settings: Backpressure = Backpressure()) throws {
        try settings.validate()
        batchMilliseconds = batchDuration / .milliseconds(1)
        self.settings = settings
    }

    /// Takes note of a batch; see `RateEstimator.update`.
    public mutating func update(
        time: Double, elements: Int, processingDelay: Double, schedulingDelay: Double
    ) -> Double? {
        guard time > latestTime, elements > 0, processingDelay > 0 else { return nil }
        let seconds = (time - latestTime) / 1000
        let processingRate = Double(elements) / processingDelay * 1000
        let error = latestRate - processingRate
        let history = schedulingDelay * processingRate / batchMilliseconds
        let change = (error - latestError) / seconds
        latestTime = time
        if isFirst {
            isFirst = false
            latestRate = processingRate
            latestError = 0
            return nil
        }
        // In this order, as the result is exact to the last bit.
        let rate =
            latestRate - settings.proportional * error - settings.integral * history - settings.derivative * change
        latestRate = max(rate, settings.minRate)
        latestError = error
        return latestRate
    }
}
