// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A TCP port that accepts connections.
// `@unchecked Sendable`: only the loop's thread touches the property marked "loop only"; the others are constants.
package final class Listener: @unchecked Sendable, PollHandler {
    /// The port; the one that the system chose if 0 was given.
    package let port: UInt16
    private let loop: EventLoop
    private let options: ChannelOptions
    private let accept: @Sendable (FramedChannel) -> Void
    /// −1 if the loop's host listens.
    private let descriptor: Int32
    // Loop only.
    private var isOpen = true

    private init(
        descriptor: Int32, port: UInt16, loop: EventLoop, options: ChannelOptions,
        accept: @escaping @Sendable (FramedChannel) -> Void
    ) {
        self.descriptor = descriptor
        self.port = port
        self.loop = loop
        self.options = options
        self.accept = accept
    }

    /// Listens on `host`, an IPv4 address, and `port` (0: any free one), and passes each connection to `accept` on the
    /// loop.
    ///
    /// - Throws: `TransportError.system` with the address, for example if the port is in use.
    package static func listen(
        host: String = "127.0.0.1", port: UInt16 = 0, on loop: EventLoop, options: ChannelOptions = ChannelOptions(),
        accept: @escaping @Sendable (FramedChannel) -> Void
    ) throws(TransportError) -> Listener {
        if let loopHost = loop.host {
            return try listen(through: loopHost, port: port, on: loop, options: options, accept: accept)
        }
        let (descriptor, port) = try BoundSocket.open(host: host, port: port)
        if Self.listen(descriptor) != 0 {
            let failure = System.failure("cannot listen on this address", "listen", errno, peer: "\(host):\(port)")
            System.close(descriptor)
            throw failure
        }
        let listener = Listener(
            descriptor: descriptor, port: port, loop: loop, options: options, accept: accept)
        loop.execute {
            if !listener.isOpen { return }
            if !loop.register(descriptor, listener) { return listener.loopEnds() }
            loop.setInterest(descriptor, readable: true, writable: false)
        }
        return listener
    }

    private static func listen(
        through loopHost: any LoopHost, port: UInt16, on loop: EventLoop, options: ChannelOptions,
        accept: @escaping @Sendable (FramedChannel) -> Void
    ) throws(TransportError) -> Listener {
        // The host knows the port only now, and the listener needs it.
        let opened = Mutex<Listener?>(nil)
        let port = try loopHost.listen(port: port, on: loop) { descriptor, peerPort in
            let listener = opened.withLock { $0 }
            loop.execute {
                guard let listener, listener.isOpen else { return System.close(descriptor) }
                listener.admit(descriptor, SocketAddress(host: "127.0.0.1", port: peerPort))
            }
        }
        let listener = Listener(descriptor: -1, port: port, loop: loop, options: options, accept: accept)
        opened.withLock { $0 = listener }
        return listener
    }

    private static func listen(_ descriptor: Int32) -> Int32 {
        #if canImport(Glibc)
        Glibc.listen(descriptor, 1024)
        #elseif canImport(Musl)
        Musl.listen(descriptor, 1024)
        #else
        Darwin.listen(descriptor, 1024)
        #endif
    }

    /// Stops listening. Accepted connections stay open.
    package func close() {
        if loop.isOnLoop { loopEnds() } else { loop.execute { [self] in loopEnds() } }
    }

    func loopEnds() {
        guard isOpen else { return }
        isOpen = false
        if let host = loop.host { return host.stopListening(port: port) }
        loop.unregister(descriptor)
        System.close(descriptor)
    }

    func ready(readable: Bool, writable: Bool) {
        while isOpen {
            var address = sockaddr_in()
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let accepted = unsafe withUnsafeMutablePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                    unsafe acceptOne(generic, &length)
                }
            }
            guard accepted >= 0 else {
                // No connection waits, or it has ended already, or there are no descriptors left; poll reports the
                // rest.
                if errno == ECONNABORTED || errno == EINTR { continue }
                if errno == EMFILE || errno == ENFILE { rest() }
                return
            }
            System.setNonBlocking(accepted)
            let raw = UInt32(bigEndian: address.sin_addr.s_addr)
            let host = "\(raw >> 24).\(raw >> 16 & 255).\(raw >> 8 & 255).\(raw & 255)"
            admit(accepted, SocketAddress(host: host, port: UInt16(bigEndian: address.sin_port)))
        }
    }

    private func admit(_ accepted: Int32, _ peer: SocketAddress) {
        var stream: any ByteStream = SocketStream(descriptor: accepted, options: options)
        if let security = options.security {
            do throws(TransportError) {
                stream = try security.secure(stream, peer.host)
            } catch {
                return stream.close()
            }
        }
        accept(FramedChannel(stream: stream, remoteAddress: peer, loop: loop, options: options))
    }

    private func acceptOne(_ address: UnsafeMutablePointer<sockaddr>, _ length: inout socklen_t) -> Int32 {
        #if canImport(Glibc)
        unsafe Glibc.accept(descriptor, address, &length)
        #elseif canImport(Musl)
        unsafe Musl.accept(descriptor, address, &length)
        #else
        unsafe Darwin.accept(descriptor, address, &length)
        #endif
    }

    /// Stops accepting for 100 ms: without free descriptors poll would report the same connection again and again.
    private func rest() {
        loop.setInterest(descriptor, readable: false, writable: false)
        _ = loop.schedule(after: .milliseconds(100)) { [self] in
            if isOpen { loop.setInterest(descriptor, readable: true, writable: false) }
        }
    }
}
