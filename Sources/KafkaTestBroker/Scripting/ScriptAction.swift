// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol
internal import Synchronization

/// What a script does with a request.
public enum ScriptAction: Sendable {
    /// The broker answers as if there were no script.
    case proceed
    /// This body is the answer; a type of another API, or a field that the version cannot carry, closes the connection.
    case respond(any KafkaResponse)
    /// Everything that the request asks for fails with this code; the broker's state stays as it is.
    case fail(BrokerErrorCode)
    /// The broker answers once the gate is open. Later requests of the connection wait behind it.
    case hold(Gate)
    /// The broker acts on the request after this time of the cluster's clock. Later requests of the connection wait
    /// behind it.
    case delay(Duration)
    /// There is never an answer; later requests of the connection are served.
    case drop
    /// The connection is closed before the request is looked at.
    case closeConnection
    /// The broker acts on the request, but closes the connection in place of the answer.
    case closeConnectionAfterwards
    /// The broker answers, and the bytes behind the length prefix pass through the closure before they are sent.
    case corrupt(@Sendable ([UInt8]) -> [UInt8])
    /// The broker answers, and the decoded body passes through the closure before it is sent; nil leaves it.
    case modify(@Sendable (any KafkaResponse) -> (any KafkaResponse)?)
    /// The broker answers, but only this many bytes of the frame are sent, its length prefix of 4 included; then the
    /// connection is closed. More than the frame has is all of it.
    case cutOff(afterBytes: Int)
    /// The broker answers, and the frame is sent in parts of this many bytes, at least 1, the next one after this time
    /// of the cluster's clock. Later requests of the connection wait behind it.
    case trickle(bytes: Int, every: Duration)
    /// The broker answers, and sends the frame twice.
    case duplicate
    /// The broker answers, but sends the frame behind the connection's next one.
    case swapWithNext
    /// The broker answers and reads nothing more from the connection until the gate is open, so that what the client
    /// sends piles up on its side. Requests that were read before are served.
    case stopReading(Gate)
}
