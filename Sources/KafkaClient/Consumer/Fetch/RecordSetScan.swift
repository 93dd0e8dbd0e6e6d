// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaProtocol

/// What the headers of a record set tell without reading records: enough to send the next fetch. A plain value.
package struct RecordSetScan: Sendable, Equatable {
    /// Behind the last whole batch; nil if there is none.
    package private(set) var nextOffset: Int64?
    /// The length of the first batch if it was cut and nothing else is there; nil otherwise, or if its header was cut
    /// too.
    package private(set) var cutBatchBytes: Int?

    /// Steps over the batches of `records`. Stops silently at what is malformed: reading the records reports it.
    package init(_ records: ByteSlice) {
        var position = 0
        // Offset and length come first in all magics.
        while records.count - position >= 12 {
            var reader = WireReader(records[position..<records.count])
            guard let baseOffset = try? reader.readInt64(), let length = try? reader.readInt32(), length >= 14 else {
                return
            }
            let size = 12 + Int(length)
            guard size <= records.count - position else {
                if nextOffset == nil { cutBatchBytes = size }
                return
            }
            var lastOffset = baseOffset
            if records[position + 16] == 2, size >= 61 {
                // Between the length and the last offset delta: leader epoch, magic, checksum, attributes.
                guard (try? reader.skip(count: 11)) != nil, let delta = try? reader.readInt32(), delta >= 0 else {
                    return
                }
                lastOffset = baseOffset &+ Int64(delta)
            }
            guard lastOffset >= baseOffset, lastOffset < .max else { return }
            nextOffset = lastOffset + 1
            position += size
        }
    }
}
