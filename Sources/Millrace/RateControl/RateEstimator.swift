// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Estimates the rate at which an input may send, batch after batch. Source: Spark's `RateEstimator`.
public protocol RateEstimator: Sendable {
    /// Takes note of a batch and returns the new rate; nil if there is no estimate, so that the last rate stays.
    ///
    /// - Parameters:
    ///   - time: End of the batch's processing, in milliseconds of any clock that does not go back.
    ///   - elements: Number of records that the batch took from the input.
    ///   - processingDelay: Time from the start of the batch's processing to its end, in milliseconds.
    ///   - schedulingDelay: Time from the batch's submission to the start of its processing, in milliseconds.
    /// - Returns: Records per second.
    mutating func update(
        time: Double, elements: Int, processingDelay: Double, schedulingDelay: Double
    ) -> Double?
}
