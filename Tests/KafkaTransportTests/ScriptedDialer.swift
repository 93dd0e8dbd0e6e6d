// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaTransport
import Synchronization

/// A dialer whose addresses and attempts a test decides. Sockets are pairs: the test holds the other end.
final class ScriptedDialer: Dialer {
    /// The fate of an attempt.
    enum Fate: Sendable {
        /// The socket connects at once.
        case connects
        /// The call of connect fails.
        case fails
        /// Nothing ever answers.
        case isSilent
        /// The system's own attempt.
        case isReal
    }

    private struct State {
        var attempts: [ResolvedAddress] = []
        var ends: [ResolvedAddress: Int32] = [:]
    }

    private let addresses: [ResolvedAddress]?
    private let fate: @Sendable (ResolvedAddress) -> Fate
    private let onAttempt: @Sendable (ResolvedAddress) -> Void
    private let state = Mutex(State())

    /// A dialer that finds `addresses`; nil for one whose lookups never end.
    init(
        _ addresses: [ResolvedAddress]?, onAttempt: @escaping @Sendable (ResolvedAddress) -> Void = { _ in },
        _ fate: @escaping @Sendable (ResolvedAddress) -> Fate
    ) {
        self.addresses = addresses
        self.onAttempt = onAttempt
        self.fate = fate
    }

    deinit { for end in state.withLock({ $0.ends.values }) { close(end) } }

    /// The addresses that were tried, in order.
    var attempts: [ResolvedAddress] { state.withLock { $0.attempts } }

    /// Whether our side of the attempt to `address` was closed; waits for it for up to ten minutes.
    func isClosed(_ address: ResolvedAddress) -> Bool {
        guard let end = state.withLock({ $0.ends[address] }) else { return false }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(end, &bytes, bytes.count)
            if count == 0 || count < 0 && errno == ECONNRESET { return true }
            if count < 0 && errno != EINTR { return false }
        }
    }

    func resolve(
        _ address: KafkaTransport.SocketAddress, on loop: EventLoop,
        completion: @escaping @Sendable (Result<[ResolvedAddress], TransportError>) -> Void
    ) {
        if let addresses { completion(.success(addresses)) }
    }

    func connect(to address: ResolvedAddress) throws(TransportError) -> Int32 {
        state.withLock { $0.attempts.append(address) }
        defer { onAttempt(address) }
        let fate = fate(address)
        switch fate {
        case .isReal: return try SystemDialer().connect(to: address)
        case .fails:
            throw TransportError(.connectFailed, call: "connect", errno: ECONNREFUSED, "refused by the test")
        case .connects, .isSilent:
            var ends: [Int32] = [-1, -1]
            guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
                throw TransportError(.system, call: "socketpair", errno: errno, "no pair")
            }
            var limit = timeval(tv_sec: 600, tv_usec: 0)
            setsockopt(ends[1], SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
            _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
            if fate == .isSilent {
                // A full socket never becomes writable.
                let bytes = [UInt8](repeating: 0, count: 65_536)
                while write(ends[0], bytes, bytes.count) > 0 {}
                while write(ends[0], bytes, 1) > 0 {}
            }
            state.withLock { $0.ends[address] = ends[1] }
            return ends[0]
        }
    }
}
