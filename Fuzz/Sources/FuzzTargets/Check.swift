// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Assertions that must hold for every input; a failure ends the run.
enum Check {
    static func that(_ condition: Bool, _ text: @autoclosure () -> String) {
        if !condition { broken(text()) }
    }

    static func broken(_ text: String) -> Never { fatalError(text) }

    /// Checks that an error has an offset inside the input or its decompressed form, and a detail.
    static func error(_ error: WireError, within count: Int) {
        that((0...count).contains(error.byteOffset), "byte offset \(error.byteOffset) of \(count) bytes: \(error)")
        that(!error.detail.isEmpty, "an error has no detail: \(error)")
    }

    /// Checks that an error in a message names the message, its version and the field.
    static func error<M: KafkaMessage>(_ error: WireError, in type: M.Type, _ version: Int16, within count: Int) {
        Check.error(error, within: count)
        that(error.message == "\(M.messageName)", "an error names the wrong message: \(error)")
        that(error.version == version, "an error names the wrong version: \(error)")
        let isBeforeFields = error.code == .unsupportedVersion || error.code == .trailingBytes
        that(error.field != nil || isBeforeFields, "an error names no field: \(error)")
    }

    /// Checks that a decoded message can be encoded, and returns the encoding.
    static func encoded(_ message: some KafkaMessage, _ version: Int16) -> ByteSlice {
        do throws(WireError) {
            return try message.encoded(version: version)
        } catch {
            broken("a decoded message cannot be encoded: \(error)")
        }
    }

    /// Checks that an encoded message decodes to the same message and encodes to the same bytes again.
    ///
    /// The first encoding may differ from the input, which may have padded varints, explicit defaults or ill-formed
    /// UTF-8.
    static func isFixedPoint<M: KafkaMessage>(_ message: M, _ version: Int16) {
        let once = encoded(message, version)
        do throws(WireError) {
            let again = try M(decoding: once, version: version)
            that(encoded(again, version) == once, "\(M.messageName) v\(version) changes when it is encoded again")
            if again != message {
                // Equal encodings decode to different values only if they contain a NaN, so a second decoding must
                // differ too. Comparing a value with itself does not detect a NaN, because arrays that share storage
                // are always equal.
                let twin = try M(decoding: once, version: version)
                that(again != twin, "\(M.messageName) v\(version) decodes to another value")
            }
        } catch {
            broken("an encoded message cannot be decoded: \(error)")
        }
    }
}
