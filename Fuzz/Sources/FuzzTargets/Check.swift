// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// What must hold, whatever the input: ends the run if it does not.
enum Check {
    static func that(_ condition: Bool, _ text: @autoclosure () -> String) {
        if !condition { broken(text()) }
    }

    static func broken(_ text: String) -> Never { fatalError(text) }

    /// An error has a place inside the input or in what the input unpacks to, and prints.
    static func error(_ error: WireError, within count: Int) {
        that((0...count).contains(error.byteOffset), "byte offset \(error.byteOffset) of \(count) bytes: \(error)")
        that(!error.detail.isEmpty, "an error without a detail: \(error)")
    }

    /// An error inside a message names the message, its version and the field.
    static func error<M: KafkaMessage>(_ error: WireError, in type: M.Type, _ version: Int16, within count: Int) {
        Check.error(error, within: count)
        that(error.message == "\(M.messageName)", "an error names another message: \(error)")
        that(error.version == version, "an error names another version: \(error)")
        let isBeforeFields = error.code == .unsupportedVersion || error.code == .trailingBytes
        that(error.field != nil || isBeforeFields, "an error names no field: \(error)")
    }

    /// What was decoded can be encoded.
    static func encoded(_ message: some KafkaMessage, _ version: Int16) -> ByteSlice {
        do throws(WireError) {
            return try message.encoded(version: version)
        } catch {
            broken("what was decoded is not encoded: \(error)")
        }
    }

    /// Encoding what was decoded from an encoding changes nothing.
    ///
    /// Input may be longer than needed (varints with idle bits, defaults written out, ill-formed UTF-8), so its first encoding may
    /// differ from it.
    static func isFixedPoint<M: KafkaMessage>(_ message: M, _ version: Int16) {
        let once = encoded(message, version)
        do throws(WireError) {
            let again = try M(decoding: once, version: version)
            that(encoded(again, version) == once, "\(M.messageName) v\(version) changes when it is encoded again")
            if again != message {
                // Only with a NaN in it does the same encoding come to values that differ. Not compared with itself: arrays that share
                // their storage are equal whatever is in them.
                let twin = try M(decoding: once, version: version)
                that(again != twin, "\(M.messageName) v\(version) decodes to another value")
            }
        } catch {
            broken("what was encoded is not decoded: \(error)")
        }
    }
}
