// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The address of a peer: a host name or IP address, and a TCP port.
package struct SocketAddress: Hashable, Sendable, CustomStringConvertible {
    /// A name or an IP address, without brackets.
    package let host: String
    /// 0 to 65535.
    package let port: UInt16

    package init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads `host:port` or `[ipv6]:port`; port 0 is rejected.
    ///
    /// - Throws: `TransportError.invalidAddress` that quotes the text and says what is wrong with it.
    package init(parsing text: String) throws(TransportError) {
        func invalid(_ reason: String) -> TransportError {
            TransportError(
                .invalidAddress, "\"\(text)\" is not an address: \(reason); write host:port, such as localhost:9092")
        }
        guard let colon = text.lastIndex(of: ":") else { throw invalid("the port is missing") }
        var host = text[..<colon]
        if host.hasPrefix("[") && host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            throw invalid("an IPv6 address needs brackets, as in [::1]:9092")
        }
        guard !host.isEmpty else { throw invalid("the host is missing") }
        guard !host.contains(where: \.isWhitespace) else { throw invalid("the host contains white space") }
        guard let port = UInt16(text[text.index(after: colon)...]), port > 0 else {
            throw invalid("the port must be a number from 1 to 65535")
        }
        self.init(host: String(host), port: port)
    }

    /// `host:port`, IPv6 addresses in brackets.
    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// The host's addresses in the system's form, IPv4 and IPv6. Blocks: never call it on the loop.
    ///
    /// - Throws: `TransportError.unresolvable` with the address. Source: getaddrinfo(3).
    func resolve() throws(TransportError) -> [ResolvedAddress] {
        var hints = unsafe addrinfo()
        #if canImport(Glibc)
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        unsafe hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let result = unsafe getaddrinfo(host, String(port), &hints, &list)
        guard result == 0 else {
            let why = unsafe String(cString: gai_strerror(result))
            throw TransportError(
                .unresolvable, peer: description, "the host's name cannot be resolved (\(why)): check the name")
        }
        defer { unsafe freeaddrinfo(list) }
        var addresses: [ResolvedAddress] = []
        var next = unsafe list
        while let entry = unsafe next {
            let raw = unsafe UnsafeRawBufferPointer(start: entry.pointee.ai_addr, count: Int(entry.pointee.ai_addrlen))
            unsafe addresses.append(ResolvedAddress(family: entry.pointee.ai_family, bytes: Array(raw)))
            unsafe next = entry.pointee.ai_next
        }
        return addresses
    }
}
