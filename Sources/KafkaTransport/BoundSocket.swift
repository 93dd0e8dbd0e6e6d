// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// TCP sockets that are bound to an address and do not listen yet.
enum BoundSocket {
    /// Opens a non-blocking socket bound to `host`, an IPv4 address, and `port` (0: any free one).
    ///
    /// Several such sockets may be bound to one port as long as none listens.
    /// - Returns: the socket and its port.
    /// - Throws: `TransportError.system` with the address, for example if the port is in use; `.invalidAddress`.
    static func open(host: String, port: UInt16) throws(TransportError) -> (descriptor: Int32, port: UInt16) {
        let peer = "\(host):\(port)"
        #if canImport(Glibc)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw System.failure("cannot open a socket", "socket", errno, peer: peer) }
        System.setNonBlocking(descriptor)
        System.setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        guard unsafe inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
            System.close(descriptor)
            throw TransportError(
                .invalidAddress, peer: peer,
                "\"\(host)\" is not an IPv4 address: give one, such as 127.0.0.1")
        }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        // A sockaddr_in begins as a sockaddr does; the calls get its true length.
        let failed = unsafe withUnsafeMutablePointer(to: &address) { pointer -> (String, Int32)? in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                if unsafe bind(descriptor, generic, length) != 0 { return ("bind", errno) }
                if unsafe getsockname(descriptor, generic, &length) != 0 { return ("getsockname", errno) }
                return nil
            }
        }
        if let failed {
            System.close(descriptor)
            throw System.failure("cannot bind to this address", failed.0, failed.1, peer: peer)
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}
