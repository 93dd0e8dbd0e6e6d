// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaTransport

extension SimulatedMachine: LoopHost {
    func turn(_ loop: MachineLoop) {
        loop.isReady = false
        if let until = loop.stalledUntil {
            if until > now { return }
            loop.stalledUntil = nil
        } else if hasFaults, draw(20_000) == 0 {
            return stall(loop, for: .milliseconds(draw(9_000)))
        }
        let (isBusy, next) = loop.loop.turn()
        loop.next = next
        if loop.loop.hasEnded { loops.removeAll { $0 === loop } }
        guard isBusy else { return }
        // The sockets of its peers may have got something: brokers are the peers of clients.
        for other in loops where other !== loop && (loop.isServer || other.isServer) { makeReady(other) }
    }

    private func stall(_ loop: MachineLoop, for time: Duration) {
        let until = now + time
        loop.stalledUntil = until
        at(until) { [weak self] in self?.makeReady(loop) }
    }

    func makeReady(_ loop: MachineLoop) {
        if loop.isReady { return }
        loop.isReady = true
        ready.append(.turn(loop))
    }

    package func wake(_ loop: EventLoop) { onMachine { [self] in makeReady(entry(of: loop)) } }

    /// The sockets of any loop may have got something.
    func wakeAll() { for loop in loops { makeReady(loop) } }

    private func entry(of loop: EventLoop) -> MachineLoop {
        if let known = loops.first(where: { $0.loop === loop }) { return known }
        let new = MachineLoop(loop)
        loops.append(new)
        return new
    }

    package func run(_ body: @escaping @Sendable () -> Void) { add(.closure(body)) }

    package func holdsBack(_ descriptor: Int32, of loop: EventLoop) -> Bool {
        switch network.delay(of: descriptor) {
        case .none: return false
        case .goesOn: return true
        case .begins(let moment):
            at(moment) { [weak self, weak loop] in
                if let self, let loop { self.wake(loop) }
            }
            return true
        }
    }

    package func listen(
        port: UInt16, on loop: EventLoop, accept: @escaping @Sendable (Int32, UInt16) -> Void
    ) throws(TransportError) -> UInt16 {
        entry(of: loop).isServer = true
        return try network.listen(port: port, accept: accept)
    }

    package func stopListening(port: UInt16) { network.stopListening(port: port) }
}
