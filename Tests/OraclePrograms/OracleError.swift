// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The data of the oracle, or this reader of it, is wrong.
package struct OracleError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
