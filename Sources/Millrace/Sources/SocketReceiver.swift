// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging

/// Receives the lines that a TCP server sends: it connects to it as a client.
///
/// A connection that ends, breaks or is refused is made again after the pause of a failed receiver. Lines are UTF-8,
/// and end in `\n` or `\r\n`. Unreliable: lines that are not in a stored block when the process ends are lost, with a
/// log too. Source: Spark's `SocketReceiver`.
public struct SocketReceiver: Receiver {
    /// Name or address of the server.
    public let host: String
    /// Its port.
    public let port: UInt16

    /// A receiver of the lines of this server.
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads lines; blocks its thread while none come.
    /// - Throws: `StreamingError.invalidState` if the connection ends, breaks or is refused.
    public func receive(_ context: ReceiverContext<String>) async throws {
        let socket = try TextSocket(host: host, port: port)
        context.logger.info("the text socket is connected", metadata: ["host": "\(host)", "port": "\(port)"])
        var lines = LineSplitter()
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while !Task.isCancelled {
            guard let count = try socket.read(into: &block, waiting: 100) else { continue }
            if count == 0 { break }
            var found: [String] = []
            lines.add(block[..<count]) { found.append($0) }
            // While it waits for room, what comes fills the connection, and the server waits too.
            try await context.store(contentsOf: found)
        }
        if Task.isCancelled { return }
        var last: [String] = []
        lines.finish { last.append($0) }
        try await context.store(contentsOf: last)
        throw StreamingError(code: .invalidState, message: "the server \(host):\(port) closed the text socket")
    }
}

extension StreamingContext {
    /// A stream of the lines that a TCP server sends. Source: `StreamingContext.socketTextStream`.
    ///
    /// A connection that ends is made again after `ReceiverConfiguration.restartDelay`.
    ///
    /// - Parameters:
    ///   - host: Name or address of the server.
    ///   - port: Its port.
    ///   - level: Where lines are kept until their batch is forgotten; see `receiverStream`.
    public func socketTextStream(
        host: String, port: UInt16, level: StorageLevel? = nil
    ) -> ReceiverInputDStream<String> {
        ReceiverInputDStream(
            context: self, receiver: SocketReceiver(host: host, port: port), level: level, kind: "socketText")
    }
}
