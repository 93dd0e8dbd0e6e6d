// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One of the four SCRAM messages as text that reads back as the same value.
protocol SCRAMMessageText: Equatable {
    /// The message's name in errors.
    static var name: String { get }
    /// The message's bytes.
    var encoded: ByteSlice { get }
    /// Reads a message.
    init(parsing bytes: ByteSlice) throws(WireError)
}

extension SCRAMMessageText {
    /// Checks a message that was made from its parts.
    ///
    /// - Throws: `WireError.invalidValue` if a part has a comma or another character that changes how the text is read.
    func requireSameWhenRead() throws(WireError) {
        guard try Self(parsing: encoded) == self else {
            throw WireError(.invalidValue, byteOffset: 0, message: Self.name, detail: "a value has a comma in it")
        }
    }
}
