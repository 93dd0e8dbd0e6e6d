// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaProtocol

/// `name=value` on the command line, or `name` for a header whose value is null. Source: kcat 1.7.1.
struct HeaderArgument: Sendable, Equatable {
    let header: RecordHeader

    init(parsing text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, !name.isEmpty else {
            throw ValidationError("the form is NAME=VALUE, or NAME for a null value")
        }
        header = RecordHeader(key: String(name), value: parts.count == 2 ? ByteSlice(parts[1]) : nil)
    }
}
