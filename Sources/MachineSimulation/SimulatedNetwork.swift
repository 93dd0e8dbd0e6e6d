// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaTransport

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// The network of a `SimulatedMachine`: connections are pairs of Unix sockets, in which bytes arrive with the call that
/// sends them. The network delays their events, and breaks connections, as its seed draws.
// `@unchecked Sendable`: all properties belong to the thread that runs the machine, on which everything here runs.
package final class SimulatedNetwork: Dialer, @unchecked Sendable {
    private final class Connection {
        let client: Int32
        let server: Int32
        /// The numbers of the sockets, which tell them from later ones with the same descriptor.
        let clientNumber: UInt64
        let serverNumber: UInt64
        /// The program of the client, if it can be killed.
        weak var process: SimulatedProcess?
        /// The client is dead, and the server has not been told yet.
        var isOrphan = false
        /// Events of these descriptors wait until then.
        var heldUntil: [Int32: ContinuousClock.Instant] = [:]

        init(client: Int32, server: Int32) {
            self.client = client
            self.server = server
            clientNumber = SimulatedNetwork.number(of: client)
            serverNumber = SimulatedNetwork.number(of: server)
        }

        /// Whether the descriptor is still one of its sockets.
        func has(_ descriptor: Int32) -> Bool {
            SimulatedNetwork.number(of: descriptor) == (descriptor == client ? clientNumber : serverNumber)
        }
    }

    private unowned let machine: SimulatedMachine
    private var random: SplitMix64
    private var listeners: [UInt16: @Sendable (Int32, UInt16) -> Void] = [:]
    private var connections: [Int32: Connection] = [:]
    private var lastPort: UInt16 = 10_000
    private var lastPeerPort: UInt16 = 30_000
    /// Number of connections that broke, by kind.
    package private(set) var broken = (answersLost: 0, requestsLate: 0)
    /// Number of programs that were killed while they had connections.
    package private(set) var killed = 0
    /// Number of requests that came once more.
    package private(set) var repeated = 0

    init(_ machine: SimulatedMachine, seed: UInt64) {
        self.machine = machine
        random = SplitMix64(seed: seed)
    }

    // MARK: Connecting

    package func resolve(
        _ address: SocketAddress, on loop: EventLoop,
        completion: @escaping @Sendable (Result<[ResolvedAddress], TransportError>) -> Void
    ) {
        SystemDialer().resolve(address, on: loop, completion: completion)
    }

    package func connect(to address: ResolvedAddress) throws(TransportError) -> Int32 {
        try connect(to: address, of: nil)
    }

    func connect(to address: ResolvedAddress, of process: SimulatedProcess?) throws(TransportError) -> Int32 {
        let peer = address.description
        return try open(to: try SocketAddress(parsing: peer).port, peer: peer, of: process)
    }

    private func open(to port: UInt16, peer: String, of process: SimulatedProcess?) throws(TransportError) -> Int32 {
        guard let accept = listeners[port] else {
            throw TransportError(.connectFailed, peer: peer, call: "connect", errno: ECONNREFUSED, "cannot connect")
        }
        var ends: [Int32] = [-1, -1]
        // Closed in children at once where the system can: one that is started meanwhile would keep a connection open.
        #if canImport(Glibc)
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        #elseif canImport(Musl)
        let kind = SOCK_STREAM | SOCK_CLOEXEC
        #else
        let kind = SOCK_STREAM
        #endif
        guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            throw TransportError(.system, peer: peer, call: "socketpair", errno: errno, "cannot open a socket")
        }
        for end in ends {
            _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        let connection = Connection(client: ends[0], server: ends[1])
        connection.process = process
        connections[ends[0]] = connection
        connections[ends[1]] = connection
        lastPeerPort = lastPeerPort == .max ? 30_000 : lastPeerPort + 1
        accept(ends[1], lastPeerPort)
        return ends[0]
    }

    func listen(
        port: UInt16, accept: @escaping @Sendable (Int32, UInt16) -> Void
    ) throws(TransportError) -> UInt16 {
        var port = port
        if port == 0 {
            lastPort += 1
            port = lastPort
        }
        guard listeners[port] == nil else {
            throw TransportError(
                .system, peer: "127.0.0.1:\(port)", call: "bind", errno: EADDRINUSE, "cannot bind to this address")
        }
        listeners[port] = accept
        return port
    }

    func stopListening(port: UInt16) { listeners[port] = nil }

    // MARK: Delays and faults

    /// The delay of an event.
    enum Delay {
        case none, goesOn
        case begins(until: ContinuousClock.Instant)
    }

    /// Whether an event of a descriptor waits.
    func delay(of descriptor: Int32) -> Delay {
        guard let connection = connections[descriptor] else { return .none }
        // Closed, and a pipe or a socket of somebody else got its descriptor.
        guard connection.has(descriptor) else {
            connections[descriptor] = nil
            return .none
        }
        if let until = connection.heldUntil[descriptor] {
            if machine.now < until { return .goesOn }
            connection.heldUntil[descriptor] = nil
            return .none
        }
        let time = orphanDelay(connection, descriptor) ?? disturb(connection, descriptor) ?? drawDelay()
        guard time > .zero else { return .none }
        let until = machine.now + time
        connection.heldUntil[descriptor] = until
        return .begins(until: until)
    }

    /// Mostly none or that of one data centre, sometimes that of a congested line.
    private func drawDelay() -> Duration {
        switch Int.random(in: 0..<1000, using: &random) {
        case 0..<700: return .zero
        case 700..<960: return .microseconds(Int.random(in: 1...2_000, using: &random))
        case 960..<998: return .milliseconds(Int.random(in: 2...40, using: &random))
        default: return .milliseconds(Int.random(in: 40...600, using: &random))
        }
    }

    /// Breaks a connection once in a while; then returns the time that the event has to wait.
    private func disturb(_ connection: Connection, _ descriptor: Int32) -> Duration? {
        guard machine.hasFaults, Int.random(in: 0..<250, using: &random) == 0 else { return nil }
        // Closed already.
        guard connection.has(connection.client) else { return nil }
        defer { _ = shutdown(connection.client, Int32(SHUT_RDWR)) }
        if descriptor == connection.client {
            // The server has done something, and the client never hears of it.
            var bytes = [UInt8](repeating: 0, count: 65536)
            while unsafe recv(connection.client, &bytes, bytes.count, Int32(MSG_DONTWAIT)) > 0 {}
            broken.answersLost += 1
            return .zero
        }
        // The client learns now that its connection is broken; the server reads the last requests later, maybe after
        // those of the client's next connection.
        broken.requestsLate += 1
        return .milliseconds(Int.random(in: 1...3_000, using: &random))
    }

    // MARK: Requests that come twice

    /// Sends a frame to a broker once more, some time later and on a connection of its own, if the broker is up then.
    /// The answer goes nowhere.
    ///
    /// - Parameter frame: the request without its length prefix.
    package func sendAgain(_ frame: [UInt8], to port: UInt16) {
        let longest = Bool.random(using: &random) ? 20_000 : 3_000_000
        let delay = Duration.microseconds(Int.random(in: 0...longest, using: &random))
        machine.at(machine.now + delay) { [self] in
            guard let descriptor = try? open(to: port, peer: "127.0.0.1:\(port)", of: nil) else { return }
            let prefix = (0..<4).map { UInt8(truncatingIfNeeded: frame.count >> (24 - 8 * $0)) }
            let bytes = prefix + frame
            if unsafe send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count { repeated += 1 }
            machine.wakeAll()
            machine.at(machine.now + .seconds(1)) { [self] in
                close(descriptor)
                machine.wakeAll()
            }
        }
    }

    // MARK: Programs that die

    /// Ends all connections of a program. Servers learn of it later, after the program's last requests.
    func breakConnections(of process: SimulatedProcess) {
        var hasAny = false
        for (descriptor, connection) in connections where connection.process === process {
            guard descriptor == connection.client, connection.has(descriptor) else { continue }
            connection.isOrphan = true
            _ = shutdown(descriptor, Int32(SHUT_RDWR))
            hasAny = true
        }
        if hasAny { killed += 1 }
        machine.wakeAll()
    }

    /// The time that the last requests of a dead client take; nil for others.
    private func orphanDelay(_ connection: Connection, _ descriptor: Int32) -> Duration? {
        guard connection.isOrphan, descriptor == connection.server else { return nil }
        connection.isOrphan = false
        return Bool.random(using: &random) ? .zero : .milliseconds(Int.random(in: 1...3_000, using: &random))
    }

    /// The number that the system gave a socket; 0 for a closed descriptor.
    private static func number(of descriptor: Int32) -> UInt64 {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? UInt64(status.st_ino) : 0
    }
}
