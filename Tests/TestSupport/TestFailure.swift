// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A failure in the surroundings of a test, with a text that names it.
package struct TestFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
