// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Synchronization

/// Finds out whether a port that closed our connection without a word speaks TLS or plain Kafka, so that the error can
/// say so. A broker that is starting or stopping closes connections too: without a proof the failure stays retriable.
enum PortProbe {
    /// The protocol of a port.
    enum Finding: Sendable {
        case plaintext, tls, unknown
    }

    /// Opens a connection of its own, sends the beginning of the protocol that was not tried, and looks at the answer.
    ///
    /// - Parameters:
    ///   - address: the broker.
    ///   - loop: the loop of the connection.
    ///   - options: the failed connection's options, with its TLS settings if it had any.
    static func probe(_ address: SocketAddress, on loop: EventLoop, options: ChannelOptions) async -> Finding {
        let triesPlaintext = options.security != nil
        var options = options
        options.security = nil
        let channel: FramedChannel
        do throws(TransportError) {
            channel = try await FramedChannel.connect(to: address, on: loop, options: options, timeout: limit)
        } catch {
            // The probe only explains a failure that is reported anyway.
            return .unknown
        }
        let answer = Answer()
        channel.start(handler: answer)
        channel.sendBytes((triesPlaintext ? apiVersions : clientHello).outgoing)
        let timer = loop.schedule(after: limit) { answer.finding.complete(.success(.unknown)) }
        // An error means that the waiting task was cancelled.
        let finding = (try? await answer.finding.value()) ?? .unknown
        timer.cancel()
        channel.close()
        return finding
    }

    /// Time limit of connecting, and of the answer.
    private static let limit = Duration.milliseconds(400)

    /// ApiVersions, version 0, correlation id 7, no client id.
    private static let apiVersions = ByteSlice(copying: [0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, 0xff, 0xff])

    /// A ClientHello of TLS 1.2 with four suites, the curves P-256 and X25519, and common signature algorithms. Any TLS
    /// server answers it, if only with an alert. Source: RFC 5246 section 7.4.1.2, RFC 8422.
    private static let clientHello: ByteSlice = {
        let suites: [UInt8] = [0xc0, 0x2b, 0xc0, 0x2f, 0xc0, 0x2c, 0xc0, 0x30]
        let extensions: [UInt8] =
            [0, 10, 0, 6, 0, 4, 0, 23, 0, 29] + [0, 11, 0, 2, 1, 0]
            + [0, 13, 0, 10, 0, 8, 4, 3, 8, 4, 4, 1, 5, 1]
        let body: [UInt8] =
            [3, 3] + (0..<32).map { UInt8($0) } + [0, 0, UInt8(suites.count)] + suites
            + [1, 0, 0, UInt8(extensions.count)] + extensions
        let message: [UInt8] = [1, 0, 0, UInt8(body.count)] + body
        return ByteSlice(copying: [0x16, 3, 1, 0, UInt8(message.count)] + message)
    }()

    private final class Answer: FrameHandler {
        let finding = Promise<Finding>()

        func received(frame: UnsafeMutableRawBufferPointer) {
            let bytes = unsafe ByteSlice(ByteBlock(adopting: frame))
            let isAnswer = bytes.count >= 6 && bytes[0..<4].bytes == [0, 0, 0, 7]
            finding.complete(.success(isAnswer ? .plaintext : .unknown))
        }

        func closed(error: TransportError?) {
            // The channel has recognized a record of TLS.
            finding.complete(.success(error?.code == .insecure ? .tls : .unknown))
        }
    }
}
