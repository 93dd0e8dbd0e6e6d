// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A socket address in the system's form.
struct ResolvedAddress: Sendable {
    var family: Int32
    /// A `sockaddr` of the family.
    var bytes: [UInt8]
}
