// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Converts the values of a stage's results to bytes and back, for backends that run tasks elsewhere.
public struct TaskResultCodec: Sendable {
    /// The bytes of a value that a task of the stage returned.
    public let encode: @Sendable (any Sendable) throws -> [UInt8]
    /// The value of bytes that `encode` made.
    public let decode: @Sendable ([UInt8]) throws -> any Sendable

    /// The codec of results of this type; `nil` if they cannot be stored.
    init?<Result: Sendable>(_ type: Result.Type) {
        guard let codec = StorageCodec<Result>() else { return nil }
        self.init { value in
            guard let value = value as? Result else {
                throw StreamingError(
                    code: .invalidState, message: "a task returned \(Swift.type(of: value)) in place of \(Result.self)")
            }
            var writer = StoreWriter()
            try codec.store(value, into: &writer)
            return unsafe writer.withWritten { unsafe Array($0) }
        } decode: { bytes in
            var reader = StoreReader(StoredBytes(bytes))
            let value = try codec.restore(from: &reader)
            try reader.expectEnd()
            return value
        }
    }

    /// A codec.
    public init(
        encode: @escaping @Sendable (any Sendable) throws -> [UInt8],
        decode: @escaping @Sendable ([UInt8]) throws -> any Sendable
    ) {
        self.encode = encode
        self.decode = decode
    }
}
