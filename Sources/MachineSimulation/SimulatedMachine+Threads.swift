// Millrace
// SPDX-License-Identifier: Apache-2.0

private import KafkaTransport

extension SimulatedMachine {
    /// Whether the calling thread runs the machine.
    var isOnMachine: Bool { MachineThread.current?.machine === self }

    /// Runs `body` now if the caller is on the machine, or else soon.
    func onMachine(_ body: @escaping @Sendable () -> Void) {
        if isOnMachine { body() } else { add(.closure(body)) }
    }

    /// Blocks the thread until `resume` is called, while the machine goes on with other steps. Off the machine it only
    /// blocks the thread.
    ///
    /// - Parameter register: gets `resume`, and passes it to whoever is to call it, once, on any thread.
    package func block(_ register: (_ resume: @escaping @Sendable () -> Void) -> Void) {
        guard let thread = MachineThread.current, thread.machine === self else {
            let gate = ThreadQueue<Void>()
            register { gate.add(()) }
            return gate.wait()
        }
        let parked = ParkedThread()
        register { [self] in add(.thread(parked)) }
        // Without a thread to go on with, the step does not block: its caller finds that out by itself.
        guard passOn(thread) else { return }
        parked.go.wait()
        thread.resumer = parked
    }

    /// Lets another thread run the machine. Returns false if there is none.
    private func passOn(_ thread: MachineThread) -> Bool {
        if let resumer = thread.resumer {
            thread.resumer = nil
            resumer.back.add(())
            return true
        }
        return (try? startThread()) != nil
    }

    func startThread() throws(MachineError) {
        do throws(TransportError) {
            try System.startThread { [self] in work(MachineThread(self)) }
        } catch {
            throw MachineError(description: "the system refuses a thread for a simulated machine: \(error)")
        }
    }

    /// Runs steps until the end, or until another thread, which has let this one go on, takes over again.
    private func work(_ thread: MachineThread) {
        thread.begin()
        while let step = next() {
            perform(step)
            if let resumer = thread.resumer {
                thread.resumer = nil
                thread.end()
                return resumer.back.add(())
            }
        }
        // Before the caller of `run` goes on: its job is for the shared pool.
        thread.end()
        end()
    }
}
