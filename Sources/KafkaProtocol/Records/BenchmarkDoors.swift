// Millrace
// SPDX-License-Identifier: Apache-2.0

/// What the benchmarks measure and nobody else should call: they are a package of their own, which cannot see `package`.
@_spi(Benchmarks)
public enum BenchmarkDoors {
    /// The CRC-32C of `bytes`, by the processor's instruction where it has one.
    public static func crc32c(_ bytes: ByteSlice) -> UInt32 { CRC32C.checksum(bytes) }

    /// The CRC-32C of `bytes` without the processor's help.
    public static func portableCRC32C(_ bytes: ByteSlice) -> UInt32 {
        unsafe bytes.withUnsafeBytes { unsafe CRC32C.portableChecksum($0) }
    }
}
