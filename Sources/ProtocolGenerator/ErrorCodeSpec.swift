// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One line of the error-code table.
struct ErrorCodeSpec: Equatable {
    var code: Int
    var name: String
    var isRetriable: Bool
    var text: String
}
