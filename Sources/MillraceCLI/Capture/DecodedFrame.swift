// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// A frame of a recording, decoded as far as possible.
struct DecodedFrame {
    /// The frame.
    var frame: CaptureFrame
    /// The API of the request; nil for a token, or a response without a request.
    var api: APIKey?
    /// The version of the request.
    var version: Int16?
    /// The version of the body, if it differs: an ApiVersions response that rejects the request's version.
    var bodyVersion: Int16?
    /// The correlation id.
    var correlationID: Int32?
    /// The client id of a request.
    var clientID: String?
    /// The body; nil if `note` gives the reason.
    var message: (any KafkaMessage)?
    /// Remark for the reader.
    var note: String?
    /// Whether the bytes are invalid.
    var isFault = false

    /// Notes bytes after the last field. Clients and brokers ignore them, so they are not a fault.
    mutating func noteRest(_ reader: WireReader) {
        if reader.remaining > 0 { note = "bytes after the last field: \(reader.remaining)" }
    }
}
