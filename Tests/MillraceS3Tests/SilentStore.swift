// Millrace
// SPDX-License-Identifier: Apache-2.0

#if S3
import Foundation
import MillraceS3
import Synchronization

/// A store that begins to answer each request, and then falls silent.
final class SilentStore: Sendable {
    private let descriptor: Int32
    private let port: UInt16
    /// Connections, which stay open.
    private let accepted = Mutex<[Int32]>([])

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                let isBound = bind(descriptor, address, size) == 0 && listen(descriptor, 16) == 0
                return isBound ? getsockname(descriptor, address, &size) : -1
            }
        }
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        self.descriptor = descriptor
        port = UInt16(bigEndian: address.sin_port)
        Thread { [self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                if connection < 0 { return }
                accepted.withLock { $0.append(connection) }
                let answer = Array("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf".utf8)
                _ = write(connection, answer, answer.count)
            }
        }.start()
    }

    /// Its place, where requests are tried twice.
    var configuration: S3Configuration {
        var configuration = S3Configuration(
            endpoint: "http://127.0.0.1:\(port)", bucket: "b", prefix: "p",
            credentials: S3Credentials(accessKeyID: "a", secretAccessKey: "s"))
        configuration.requestTimeout = .milliseconds(50)
        configuration.maxAttempts = 2
        configuration.retryBackoff = .zero
        return configuration
    }

    /// Ends the thread, and closes all connections.
    func close() {
        _ = shutdown(descriptor, Int32(SHUT_RDWR))
        _ = Foundation.close(descriptor)
        accepted.withLock { for connection in $0 { _ = Foundation.close(connection) } }
    }
}
#endif
