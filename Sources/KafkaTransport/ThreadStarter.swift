// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Runs a closure on a new thread, or throws without running it.
typealias ThreadStarter =
    @Sendable (_ body: @escaping @Sendable () -> Void) throws(TransportError) -> Void
