// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// A batch of `count` records; the nth has the value "v<n>" and the timestamp `timestamp` + n.
func batch(
    _ count: Int, timestamp: Int64 = 1000, baseOffset: Int64 = 0, producerID: Int64 = -1, sequence: Int32 = -1,
    isTransactional: Bool = false, padding: Int = 0
) throws -> ByteSlice {
    var builder = try RecordBatchBuilder(
        baseOffset: baseOffset, producerID: producerID, producerEpoch: producerID < 0 ? -1 : 0, baseSequence: sequence,
        isTransactional: isTransactional)
    for index in 0..<count {
        let value = "v\(index)" + String(repeating: "x", count: padding)
        try builder.append(key: nil, value: ByteSlice(utf8: value), timestamp: timestamp + Int64(index))
    }
    return try builder.finish()
}
