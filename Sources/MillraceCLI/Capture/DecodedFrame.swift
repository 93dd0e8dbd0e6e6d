// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// A frame of a recording, understood as far as it goes.
struct DecodedFrame {
    /// The frame.
    var frame: CaptureFrame
    /// The API, of the request that a response answers; nil for a token, or an answer that nobody asked for.
    var api: APIKey?
    /// The version that the header names.
    var version: Int16?
    /// The version of the body, where it is another: of an ApiVersions response that refuses the request's version.
    var bodyVersion: Int16?
    /// The correlation id.
    var correlationID: Int32?
    /// The client's name for itself, in requests.
    var clientID: String?
    /// The body; nil if `note` says why there is none.
    var message: (any KafkaMessage)?
    /// What is to be said besides.
    var note: String?
    /// Whether the bytes are not what they should be.
    var isFault = false

    /// Says what stands behind the last field. Clients and brokers leave that alone, so it is no fault.
    mutating func noteRest(_ reader: WireReader) {
        if reader.remaining > 0 { note = "bytes behind the last field: \(reader.remaining)" }
    }
}
