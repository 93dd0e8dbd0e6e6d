// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The failure of a task in another process.
package struct TaskOutcomeError: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
}
