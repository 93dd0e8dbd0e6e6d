// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Runs event loops in place of threads, in a time and on a network of its own: a seam for simulations.
///
/// A loop that is made while `EventLoop.host` is set starts no thread: its host calls `EventLoop.turn()`, on one thread
/// for all of its loops.
package protocol LoopHost: AnyObject, Sendable {
    /// The time by which timers go.
    var now: ContinuousClock.Instant { get }

    /// Notes that the loop has work: its next turn is due. Further calls before that turn mean nothing new.
    func wake(_ loop: EventLoop)

    /// Runs `body` soon, in place of a short-lived thread.
    func run(_ body: @escaping @Sendable () -> Void)

    /// Whether a descriptor's events wait for a later turn, of which the host sees to itself.
    func holdsBack(_ descriptor: Int32, of loop: EventLoop) -> Bool

    /// Passes connections to `port` (0: any) to `accept`, for a listener on `loop`: one end of each, a connected
    /// non-blocking descriptor, and the port of the other end.
    ///
    /// - Returns: the port.
    /// - Throws: `TransportError.system` if the port is in use.
    func listen(
        port: UInt16, on loop: EventLoop, accept: @escaping @Sendable (_ descriptor: Int32, _ peerPort: UInt16) -> Void
    ) throws(TransportError) -> UInt16

    /// Ends what `listen` began: connections to the port are refused.
    func stopListening(port: UInt16)
}
