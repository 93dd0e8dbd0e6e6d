// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Splits input into messages at a delimiter. A message is a view of the input: nothing is copied.
struct MessageSplitter: Sendable {
    private let delimiter: [UInt8]
    /// Bytes at the start of the next block that have no delimiter.
    private var searched = 0

    /// A splitter at `delimiter`, which must not be empty.
    init(delimiter: [UInt8]) { self.delimiter = delimiter }

    /// Calls `body` with each message of `block`. Empty messages are left out.
    ///
    /// - Parameters:
    ///   - block: the bytes; the caller puts those that the last call did not use in front of the new ones.
    ///   - isLast: whether the input ends, so that what is left is a message too.
    ///   - body: takes a message; returns false to end.
    /// - Returns: the number of bytes that were used.
    mutating func split(_ block: ByteSlice, isLast: Bool, _ body: (ByteSlice) throws -> Bool) rethrows -> Int {
        var start = 0
        // A delimiter may have begun in the last bytes that were searched.
        var from = max(0, searched - delimiter.count + 1)
        searched = 0
        while let end = ByteSearch.find(delimiter, in: block, from: from) {
            let message = block[start..<end]
            start = end + delimiter.count
            from = start
            if !message.isEmpty, try !body(message) { return start }
        }
        guard isLast else {
            searched = block.count - start
            return start
        }
        if start < block.count { _ = try body(block[start..<block.count]) }
        return block.count
    }
}
