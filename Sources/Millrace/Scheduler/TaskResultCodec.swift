// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Converts the values of a stage's results to bytes and back, for backends that run tasks elsewhere.
public struct TaskResultCodec: Sendable {
    /// The bytes of a value that a task of the stage returned.
    public let encode: @Sendable (any Sendable) throws -> [UInt8]
    /// The value of bytes that `encode` made.
    public let decode: @Sendable ([UInt8]) throws -> any Sendable

    /// A codec.
    public init(
        encode: @escaping @Sendable (any Sendable) throws -> [UInt8],
        decode: @escaping @Sendable ([UInt8]) throws -> any Sendable
    ) {
        self.encode = encode
        self.decode = decode
    }
}
