// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// An IP address and port in the form that system calls take.
package struct ResolvedAddress: Hashable, Sendable {
    /// `AF_INET` or `AF_INET6`.
    package let family: Int32
    /// A `sockaddr` of `family`.
    let bytes: [UInt8]

    init(family: Int32, bytes: [UInt8]) {
        self.family = family
        self.bytes = bytes
    }

    /// Reads an IPv4 or IPv6 address in digits; nil for a name. IPv6 addresses with a zone (`fe80::1%eth0`) count as
    /// names, because only the system knows the zones. Source: inet_pton(3).
    package init?(host: String, port: UInt16) {
        var four = sockaddr_in()
        if unsafe inet_pton(AF_INET, host, &four.sin_addr) == 1 {
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = port.bigEndian
            self.init(family: AF_INET, bytes: unsafe withUnsafeBytes(of: &four) { unsafe Array($0) })
            return
        }
        var six = sockaddr_in6()
        guard unsafe inet_pton(AF_INET6, host, &six.sin6_addr) == 1 else { return nil }
        six.sin6_family = sa_family_t(AF_INET6)
        six.sin6_port = port.bigEndian
        self.init(family: AF_INET6, bytes: unsafe withUnsafeBytes(of: &six) { unsafe Array($0) })
    }

    /// The addresses in turn from each family, beginning with the family of the first one; the order within a family
    /// stays. Source: RFC 8305 section 4, with a "First Address Family Count" of 1.
    package static func interleaved(_ addresses: [ResolvedAddress]) -> [ResolvedAddress] {
        guard let first = addresses.first?.family else { return [] }
        var same = addresses.filter { $0.family == first }[...]
        var other = addresses.filter { $0.family != first }[...]
        var mixed: [ResolvedAddress] = []
        while !same.isEmpty || !other.isEmpty {
            if let address = same.popFirst() { mixed.append(address) }
            if let address = other.popFirst() { mixed.append(address) }
        }
        return mixed
    }
}

extension ResolvedAddress: CustomStringConvertible {
    /// `10.0.0.1:9092` or `[::1]:9092`.
    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let isIPv6 = family == AF_INET6
        let start = isIPv6 ? 8 : 4
        let size = isIPv6 ? 16 : 4
        guard bytes.count >= start + size else { return "an address of family \(family)" }
        // Both kinds of `sockaddr` have the port in their third and fourth byte, and the address after it.
        let isText = unsafe bytes.withUnsafeBytes { raw in
            let part = unsafe UnsafeRawBufferPointer(rebasing: raw[start..<start + size])
            return unsafe inet_ntop(family, part.baseAddress, &text, socklen_t(text.count)) != nil
        }
        guard isText else { return "an address of family \(family)" }
        let host = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return SocketAddress(host: host, port: UInt16(bytes[2]) << 8 | UInt16(bytes[3])).description
    }
}
