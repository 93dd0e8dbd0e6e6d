// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// An address that answers nothing: a listener with a full queue, for which the system drops what arrives.
final class BlackHole: Sendable {
    let port: UInt16
    private let descriptors: [Int32]

    /// Listens on any free port of `host`, an IPv4 address of this machine.
    init(host: String) throws {
        var descriptors: [Int32] = []
        func open() throws -> Int32 {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            guard descriptor >= 0 else { throw TestFailure("no socket: errno \(errno)") }
            descriptors.append(descriptor)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            return descriptor
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { throw TestFailure("no address: \(host)") }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = try open()
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 0) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isListening else { throw TestFailure("cannot listen on \(host): errno \(errno)") }
        port = UInt16(bigEndian: address.sin_port)
        // A queue of length 0 holds one connection; the others make sure that it is full.
        for _ in 0..<4 {
            let client = try open()
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = connect(client, $0, length) }
            }
        }
        self.descriptors = descriptors
    }

    deinit { for descriptor in descriptors { close(descriptor) } }
}
