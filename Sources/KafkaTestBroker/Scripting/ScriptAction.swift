// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol
internal import Synchronization

/// A script's action on a request.
public enum ScriptAction: Sendable {
    /// Serves the request as without a script.
    case proceed
    /// Responds with this body. A type of another API, or a field that the version cannot carry, closes the connection.
    case respond(any KafkaResponse)
    /// Responds that everything the request asks for failed with this code. The broker's state does not change.
    case fail(BrokerErrorCode)
    /// Serves the request when the gate is open. Later requests of the connection wait.
    case hold(Gate)
    /// Serves the request after this time of the cluster's clock. Later requests of the connection wait.
    case delay(Duration)
    /// Never responds; later requests of the connection are served.
    case drop
    /// Closes the connection without serving the request.
    case closeConnection
    /// Serves the request, but closes the connection instead of responding.
    case closeConnectionAfterwards
    /// Serves the request and passes the response's bytes after the length prefix through the closure.
    case corrupt(@Sendable ([UInt8]) -> [UInt8])
    /// Serves the request and passes the decoded response through the closure; nil leaves it unchanged.
    case modify(@Sendable (any KafkaResponse) -> (any KafkaResponse)?)
    /// Serves the request, but sends only this many bytes of the frame, including its length prefix of 4 bytes, and
    /// closes the connection. A count past the end sends the whole frame.
    case cutOff(afterBytes: Int)
    /// Serves the request and sends the frame in parts of this many bytes, at least 1, with this time of the cluster's
    /// clock between them. Later requests of the connection wait.
    case trickle(bytes: Int, every: Duration)
    /// Serves the request and sends the frame twice.
    case duplicate
    /// Serves the request, but sends the frame after the connection's next one.
    case swapWithNext
    /// Serves the request and reads nothing more from the connection until the gate is open, so that the client's
    /// requests pile up on its side. Requests that were read before are served.
    case stopReading(Gate)
}
