// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Frames as text.
enum FrameText {
    /// The frame in one line.
    static func summary(_ decoded: DecodedFrame) -> String {
        let frame = decoded.frame
        var parts = [seconds(frame.microseconds), "#\(frame.connection)", frame.direction == .request ? "->" : "<-"]
        if let api = decoded.api { parts.append("\(api) v\(decoded.version ?? 0)") }
        if let version = decoded.bodyVersion { parts.append("answered in v\(version)") }
        if let id = decoded.correlationID { parts.append("correlation \(id)") }
        parts.append("\(frame.bytes.count) bytes")
        if let client = decoded.clientID { parts.append("client \(client.debugDescription)") }
        if frame.direction == .response, let message = decoded.message {
            let errors = MessageText.errors(in: message)
                .map { ($0.code.name ?? "\($0.code)") + ($0.count > 1 ? " x\($0.count)" : "") }
            if !errors.isEmpty { parts.append("errors " + errors.joined(separator: ", ")) }
        }
        if let note = decoded.note { parts.append(note) }
        return parts.joined(separator: "  ")
    }

    /// The summary, followed by a line per field.
    static func full(_ decoded: DecodedFrame) -> [String] {
        guard let message = decoded.message, let version = decoded.bodyVersion ?? decoded.version else {
            return [summary(decoded)]
        }
        return [summary(decoded)] + MessageText.lines(message, version: version, depth: 2)
    }

    /// Seconds with six decimals, at least twelve characters wide.
    private static func seconds(_ microseconds: Int64) -> String {
        let magnitude = microseconds.magnitude
        let fraction = String(magnitude % 1_000_000)
        let text =
            (microseconds < 0 ? "-" : "") + String(magnitude / 1_000_000) + "."
            + String(repeating: "0", count: 6 - fraction.count) + fraction
        return String(repeating: " ", count: max(12 - text.count, 0)) + text
    }
}
