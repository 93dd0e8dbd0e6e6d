// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol

/// Files of test data: gzip, with one JSON object on each line.
package enum JSONLines {
    /// The objects of a file.
    package static func rows(_ file: URL) throws -> [[String: Any]] {
        let packed = ByteSlice(copying: [UInt8](try Data(contentsOf: file)))
        return try Gzip.decompress(packed, limit: 1 << 30).bytes.split(separator: 0x0a).map { line in
            guard let row = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] else {
                throw TestFailure("\(file.lastPathComponent): a line is not a JSON object")
            }
            return row
        }
    }
}
