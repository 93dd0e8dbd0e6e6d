// Millrace
// SPDX-License-Identifier: Apache-2.0

/// What reading records may cost, whatever the bytes claim. Own design.
public struct RecordLimits: Hashable, Sendable {
    /// The most bytes one batch may decompress to; default 128 MiB.
    ///
    /// A batch that goes beyond throws `WireError.limitExceeded` after at most this many bytes. It bounds the records of a
    /// batch too: each takes at least 7 bytes.
    public var maxDecompressedBytes: Int

    /// The documented defaults.
    public static let `default` = RecordLimits()

    /// Limits of the given sizes.
    ///
    /// - Parameter maxDecompressedBytes: in bytes, per batch. Traps if negative.
    public init(maxDecompressedBytes: Int = 128 << 20) {
        precondition(maxDecompressedBytes >= 0)
        self.maxDecompressedBytes = maxDecompressedBytes
    }
}
