// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Runs the jobs of an engine's pools in place of their threads: a seam for simulations.
package protocol TaskHost: AnyObject, Sendable {
    /// Runs `body` soon.
    func run(_ body: @escaping @Sendable () -> Void)
}
