// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// TCP sockets that have an address and do nothing yet.
enum BoundSocket {
    /// A non-blocking socket bound to `host`, an IPv4 address, and `port` (0: any free one), and its port.
    ///
    /// Others of this kind may be bound to the same port as long as none listens.
    /// - Throws: `TransportError.system` with the address, such as for a port that is in use; `.invalidAddress`.
    static func open(host: String, port: UInt16) throws(TransportError) -> (descriptor: Int32, port: UInt16) {
        let peer = "\(host):\(port)"
        #if canImport(Glibc)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else { throw System.failure("socket", errno, peer: peer) }
        System.setNonBlocking(descriptor)
        System.setOption(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        guard unsafe inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
            System.close(descriptor)
            throw TransportError(.invalidAddress, peer: peer, "\(host) is no IPv4 address to listen on")
        }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        // A sockaddr_in is a sockaddr with more behind; the calls get its true length.
        let failed = unsafe withUnsafeMutablePointer(to: &address) { pointer -> (String, Int32)? in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                if unsafe bind(descriptor, generic, length) != 0 { return ("bind", errno) }
                if unsafe getsockname(descriptor, generic, &length) != 0 { return ("getsockname", errno) }
                return nil
            }
        }
        if let failed {
            System.close(descriptor)
            throw System.failure(failed.0, failed.1, peer: peer)
        }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}
