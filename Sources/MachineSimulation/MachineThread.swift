// Millrace
// SPDX-License-Identifier: Apache-2.0

private import CTaskJobs

/// A thread that runs steps of a machine.
// `@unchecked Sendable`: used by this thread only.
@safe
final class MachineThread: @unchecked Sendable {
    let machine: SimulatedMachine
    /// The thread's entry that another thread has let go on: that one waits until this one passes the machine on.
    var resumer: ParkedThread?

    init(_ machine: SimulatedMachine) { self.machine = machine }

    /// The calling thread's own; nil for threads of no machine.
    static var current: MachineThread? {
        // The context is a thread that has begun and not ended, and so is alive.
        unsafe millrace_capture_context().map { unsafe Unmanaged<MachineThread>.fromOpaque($0).takeUnretainedValue() }
    }

    /// From now on the jobs that this thread gives to the shared pool go to the machine.
    func begin() {
        unsafe millrace_capture_jobs(Unmanaged.passUnretained(self).toOpaque()) { context, job in
            guard let context = unsafe context, let job = unsafe job else { return }
            // As above.
            let thread = unsafe Unmanaged<MachineThread>.fromOpaque(context).takeUnretainedValue()
            unsafe thread.machine.ready.append(.captured(CapturedJob(job)))
        }
    }

    func end() { millrace_release_jobs() }
}
