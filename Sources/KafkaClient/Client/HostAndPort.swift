// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A host and a port as a user wrote them or a broker advertised them.
struct HostAndPort: Hashable, Sendable, CustomStringConvertible {
    var host: String
    var port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads `host:port` or `[IPv6 address]:port`, with an optional `PLAINTEXT://` before it.
    init(parsing text: String) throws {
        func reject(_ reason: String) -> KafkaError {
            KafkaError(
                .invalidConfiguration,
                "bootstrap.servers: \"\(text)\" \(reason): write host:port, for example localhost:9092")
        }
        var rest = Substring(text)
        if let scheme = rest.firstRange(of: "://") {
            guard rest[..<scheme.lowerBound].uppercased() == "PLAINTEXT" else {
                throw reject("asks for \(rest[..<scheme.lowerBound]), which is not supported")
            }
            rest = rest[scheme.upperBound...]
        }
        guard let colon = rest.lastIndex(of: ":") else { throw reject("has no port") }
        guard let port = Int(rest[rest.index(after: colon)...]), (1...65535).contains(port) else {
            throw reject("has no port in 1...65535")
        }
        var host = rest[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            throw reject("has a host with a colon: IPv6 addresses stand in brackets")
        }
        guard !host.isEmpty, !host.contains(where: \.isWhitespace) else { throw reject("has no valid host") }
        self.init(host: String(host), port: port)
    }

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
