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

/// What the loop calls when a descriptor can be read or written. On the loop's thread.
protocol PollHandler: AnyObject {
    func ready(readable: Bool, writable: Bool)
    /// The loop shuts down: close the descriptor and tell whoever waits.
    func loopEnds()
}
