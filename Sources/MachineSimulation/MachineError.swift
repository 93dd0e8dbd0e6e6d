// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A simulated machine that does not come to the end of what it runs.
package struct MachineError: Error, CustomStringConvertible {
    /// One line.
    package let description: String
}
