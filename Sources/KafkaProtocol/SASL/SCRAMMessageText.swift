// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A SCRAM message whose text parses to the same value again.
protocol SCRAMMessageText: Equatable {
    /// Name of the message in errors.
    static var name: String { get }
    /// The message in wire format.
    var encoded: ByteSlice { get }
    /// Reads a message.
    init(parsing bytes: ByteSlice) throws(WireError)
}

extension SCRAMMessageText {
    /// Checks that a message made from its parts prints as valid text.
    ///
    /// - Throws: `WireError.invalidValue` if a part contains a comma or another character that changes the meaning of
    ///   the text.
    func requireSameWhenRead() throws(WireError) {
        guard try Self(parsing: encoded) == self else {
            throw WireError(
                .invalidValue, byteOffset: 0, message: Self.name,
                detail: "a value contains a comma or another special character")
        }
    }
}
