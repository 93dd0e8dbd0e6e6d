// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The failure of a program's own function, as the oracle wants it.
package struct OracleFailure: Error {
    package let value: Int
}
