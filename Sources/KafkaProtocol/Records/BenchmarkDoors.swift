// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Functions for the benchmarks only, which are a separate package and cannot use `package` declarations.
@_spi(Benchmarks)
public enum BenchmarkDoors {
    /// The CRC-32C of `bytes`, with the processor's instruction if it has one.
    public static func crc32c(_ bytes: ByteSlice) -> UInt32 { CRC32C.checksum(bytes) }

    /// The CRC-32C of `bytes`, without the processor's instruction.
    public static func portableCRC32C(_ bytes: ByteSlice) -> UInt32 {
        unsafe bytes.withUnsafeBytes { unsafe CRC32C.portableChecksum($0) }
    }
}
