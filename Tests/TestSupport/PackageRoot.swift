// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The checkout that the tests were built from.
package enum PackageRoot {
    package static let url = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
