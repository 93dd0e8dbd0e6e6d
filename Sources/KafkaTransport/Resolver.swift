// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Looks up host names on a thread of its own, because getaddrinfo(3) blocks: one thread at most, which starts with the
/// first lookup and ends when none is left.
///
/// Callers that ask for the same address while it is looked up share one lookup. After `stop()` a lookup that hangs
/// delays nobody: its thread ends when the system lets it, and its result is dropped.
final class Resolver: Sendable {
    typealias Completion = @Sendable (Result<[ResolvedAddress], TransportError>) -> Void
    typealias Lookup = @Sendable (SocketAddress) -> Result<[ResolvedAddress], TransportError>

    private struct State {
        /// Addresses to look up, in order; the first one is under way while there is a thread.
        var queue: [SocketAddress] = []
        var waiting: [SocketAddress: [Completion]] = [:]
        var hasThread = false
        var isStopped = false
    }

    private let state = Mutex(State())
    private let name: String
    private let startThread: ThreadStarter
    private let lookup: Lookup

    /// A resolver whose thread is called `name`.
    init(name: String, startThread: @escaping ThreadStarter, lookup: @escaping Lookup = Resolver.system) {
        self.name = name
        self.startThread = startThread
        self.lookup = lookup
    }

    private static let system: Lookup = { address in
        do throws(TransportError) {
            return .success(try address.resolve())
        } catch {
            return .failure(error)
        }
    }

    /// Looks up `address` and calls `completion` on the resolver's thread; on the caller's if there is no thread to be
    /// had, or after `stop()`.
    func resolve(_ address: SocketAddress, _ completion: @escaping Completion) {
        let (isStopped, starts) = state.withLock { state -> (Bool, Bool) in
            if state.isStopped { return (true, false) }
            if state.waiting[address] == nil { state.queue.append(address) }
            state.waiting[address, default: []].append(completion)
            defer { state.hasThread = true }
            return (false, !state.hasThread)
        }
        if isStopped { return completion(.failure(Self.stopped(address))) }
        guard starts else { return }
        do throws(TransportError) {
            try startThread { [self] in run() }
        } catch {
            let failed = takeAll(stopping: false)
            for (_, completions) in failed { for completion in completions { completion(.failure(error)) } }
        }
    }

    /// Ends all lookups with `TransportError.shutdown`, now and from now on. Does not wait.
    func stop() {
        for (address, completions) in takeAll(stopping: true) {
            for completion in completions { completion(.failure(Self.stopped(address))) }
        }
    }

    private func takeAll(stopping: Bool) -> [SocketAddress: [Completion]] {
        state.withLock { state in
            defer {
                state.queue = []
                state.waiting = [:]
                if stopping { state.isStopped = true } else { state.hasThread = false }
            }
            return state.waiting
        }
    }

    private func run() {
        System.nameThread(name)
        while true {
            let next = state.withLock { state -> SocketAddress? in
                if state.queue.isEmpty { state.hasThread = false }
                return state.queue.first
            }
            guard let next else { return }
            let result = lookup(next)
            let completions = state.withLock { state -> [Completion] in
                if state.queue.first == next { state.queue.removeFirst() }
                return state.waiting.removeValue(forKey: next) ?? []
            }
            for completion in completions { completion(result) }
        }
    }

    private static func stopped(_ address: SocketAddress) -> TransportError {
        TransportError(.shutdown, peer: address.description, "the event loop was shut down")
    }
}
