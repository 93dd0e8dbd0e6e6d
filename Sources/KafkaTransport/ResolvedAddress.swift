// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// An IP address and port in the form that system calls take.
struct ResolvedAddress: Sendable {
    var family: Int32
    /// A `sockaddr` of `family`.
    var bytes: [UInt8]
}
