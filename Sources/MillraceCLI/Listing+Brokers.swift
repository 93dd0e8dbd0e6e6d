// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

extension Listing {
    /// Checks that the list is complete.
    ///
    /// - Throws: `ToolError` that names the brokers without an answer.
    func checkBrokers() throws {
        if failures.isEmpty { return }
        let reasons = failures.sorted { $0.key < $1.key }.map { "broker \($0.key): \($0.value)" }
        throw ToolError("the list is not complete: \(reasons.joined(separator: "; "))")
    }
}
