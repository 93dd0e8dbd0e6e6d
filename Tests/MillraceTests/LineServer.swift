// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

#if canImport(Glibc)
import Glibc
#endif

/// A TCP server that sends each connection its lines and closes it; later connections get nothing.
final class LineServer: Sendable {
    let port: UInt16
    private let listener: Int32

    init(lines: [[String]]) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 8) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard isBound else { throw TestFailure("no loopback socket: \(errno)") }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread {
            for batch in lines {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                let text = batch.map { $0 + "\n" }.joined()
                _ = text.withCString { write(client, $0, strlen($0)) }
                close(client)
            }
            // The rest wait in the backlog.
        }
    }

    deinit { close(listener) }
}
