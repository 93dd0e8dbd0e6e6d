// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A user of one descriptor, which the loop calls on its thread.
protocol PollHandler: AnyObject {
    /// The descriptor can be read or written, or has failed; then both are true.
    func ready(readable: Bool, writable: Bool)
    /// The loop shuts down: close the descriptor and fail what waits for it.
    func loopEnds()
}
