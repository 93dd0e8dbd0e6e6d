// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A program and its result, with the line of its file, which another process can read too.
package struct OracleCase: Sendable {
    package let line: String
    package let json: OracleJSON
    package let id: String
    /// Whether Spark answers with an error.
    package let isError: Bool

    package init(_ line: String) throws {
        self.line = line
        json = try OracleParser.parse(line.utf8)
        id = try json.string("id")
        isError = json["error"]?.isTrue ?? false
    }
}
