// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol
public import Millrace

extension ByteSlice: UTF8Bytes {
    /// Calls `body` with the bytes, which are valid until it returns: `value.fields(" ")` splits a value without making
    /// a string of it.
    @inlinable
    public func withUTF8Bytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try unsafe withUnsafeBytes(body)
    }
}
