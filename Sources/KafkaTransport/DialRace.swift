// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The attempts to connect to one of a host's addresses: which to begin, and when to give up. A plain value; the caller
/// has the sockets and the timer.
///
/// Addresses are tried in the order of the families in turn. The next attempt begins when the one before it has had its
/// head start, or at once when one fails; attempts that have begun go on. The first connection wins. Source: RFC 8305.
struct DialRace {
    /// The next thing to do.
    enum Step: Equatable {
        /// Begin an attempt to the address with this index; set the timer again if others are left.
        case attempt(Int, thenWait: Bool)
        /// Wait for what is under way.
        case wait
        /// Every attempt has failed.
        case giveUp
    }

    /// The addresses in the order of the attempts.
    let addresses: [ResolvedAddress]
    private var next = 0
    private var underway: Set<Int> = []
    private var failures: [Int: TransportError] = [:]

    init(_ addresses: [ResolvedAddress]) {
        // The system lists an address once per protocol or alias.
        var seen: Set<ResolvedAddress> = []
        self.addresses = ResolvedAddress.interleaved(addresses.filter { seen.insert($0).inserted })
    }

    /// The first step, and the step after the head start of the last attempt.
    mutating func proceed() -> Step {
        guard next < addresses.count else { return underway.isEmpty ? .giveUp : .wait }
        defer { next += 1 }
        underway.insert(next)
        return .attempt(next, thenWait: next + 1 < addresses.count)
    }

    /// The step after the failure of an attempt.
    mutating func failed(_ index: Int, _ error: TransportError) -> Step {
        underway.remove(index)
        failures[index] = error
        return proceed()
    }

    /// One line that names every address and the state of its attempt.
    var report: String {
        addresses.enumerated().map { index, address in
            if let error = failures[index] { return "\(address): \(error.reason)" }
            return "\(address): " + (underway.contains(index) ? "no answer" : "not tried")
        }.joined(separator: ", ")
    }

    /// The error of the last address that failed; nil if none did.
    var lastFailure: TransportError? { failures.max { $0.key < $1.key }?.value }
}
