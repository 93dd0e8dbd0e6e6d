// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Resolves by getaddrinfo(3), on the loop's resolver thread, and connects by connect(2).
package struct SystemDialer: Dialer {
    package init() {}

    package func resolve(
        _ address: SocketAddress, on loop: EventLoop,
        completion: @escaping @Sendable (Result<[ResolvedAddress], TransportError>) -> Void
    ) {
        if let numeric = ResolvedAddress(host: address.host, port: address.port) {
            return completion(.success([numeric]))
        }
        loop.resolver.resolve(address, completion)
    }

    package func connect(to address: ResolvedAddress) throws(TransportError) -> Int32 {
        #if canImport(Glibc)
        let descriptor = socket(address.family, Int32(SOCK_STREAM.rawValue), 0)
        #else
        let descriptor = socket(address.family, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else {
            throw System.failure("cannot open a socket", "socket", errno, peer: address.description)
        }
        System.setNonBlocking(descriptor)
        let number = unsafe address.bytes.withUnsafeBytes { raw in unsafe Self.connect(descriptor, raw) }
        if number != 0, number != EINPROGRESS, number != EINTR {
            System.close(descriptor)
            throw TransportError(
                .connectFailed, peer: address.description, call: "connect", errno: number, "cannot connect")
        }
        return descriptor
    }

    /// Connects. Returns 0, or the error number.
    private static func connect(_ descriptor: Int32, _ raw: UnsafeRawBufferPointer) -> Int32 {
        guard let base = raw.baseAddress else { return EINVAL }
        // `raw` holds a whole sockaddr of its family.
        let address = unsafe base.assumingMemoryBound(to: sockaddr.self)
        #if canImport(Glibc)
        return unsafe Glibc.connect(descriptor, address, socklen_t(raw.count)) == 0 ? 0 : errno
        #elseif canImport(Musl)
        return unsafe Musl.connect(descriptor, address, socklen_t(raw.count)) == 0 ? 0 : errno
        #else
        return unsafe Darwin.connect(descriptor, address, socklen_t(raw.count)) == 0 ? 0 : errno
        #endif
    }
}
