// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A stream with a receiver, without its element type.
protocol AnyReceiverInput: AnyInputDStream {
    /// - Throws: `StreamingError.codecMissing` if elements cannot be stored.
    func checkCodec() throws
    /// Puts a block that the log has into the block manager.
    func restore(_ block: ReceivedBlock, _ contents: StoredBytes) throws
}
