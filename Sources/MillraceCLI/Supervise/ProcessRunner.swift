// Millrace
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Starts programs as processes of the system, each in a process group of its own: a Ctrl-C reaches them once, through
/// the supervisor. They begin with the default actions of all signals, though the tool ignores those that it hands on.
struct ProcessRunner: ProgramRunner {
    private final class Running: RunningProgram {
        private let process: pid_t
        /// Whether the process has been waited for; its id may belong to another one then.
        private let hasEnded = Mutex(false)

        init(process: pid_t) { self.process = process }

        func send(_ signal: Int32) {
            hasEnded.withLock { hasEnded in
                if !hasEnded { kill(process, signal) }
            }
        }

        /// Blocks the thread until the process ends.
        func wait() -> ProgramEnd {
            // It stays a zombie, whose id is not given away, until the lock is held.
            var information = unsafe siginfo_t()
            while unsafe waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
            return hasEnded.withLock { hasEnded in
                hasEnded = true
                var status: Int32 = 0
                while unsafe waitpid(process, &status, 0) < 0 && errno == EINTR {}
                // The lower seven bits are the signal, the next byte is the status.
                return status & 0x7f == 0 ? .status((status >> 8) & 0xff) : .signal(status & 0x7f)
            }
        }
    }

    func start(
        _ command: [String], onEnd: @escaping @Sendable (ProgramEnd) -> Void
    ) throws -> any RunningProgram {
        let running = Running(process: try Self.spawn(command))
        DispatchQueue(label: "millrace.supervise").async { onEnd(running.wait()) }
        return running
    }

    /// Starts a process; a program without a slash is looked for in the folders of PATH.
    private static func spawn(_ command: [String]) throws -> pid_t {
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var all = sigset_t()
        var none = sigset_t()
        unsafe sigfillset(&all)
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETPGROUP))
        // Copies that end with a null pointer, as C wants them; freed below.
        let arguments = unsafe command.map { unsafe strdup($0) } + [nil]
        defer { unsafe arguments.forEach { unsafe free($0) } }
        var process: pid_t = 0
        let error = unsafe posix_spawnp(&process, command[0], nil, &attributes, arguments, environ)
        guard error == 0 else {
            throw ToolError("\(command[0]) cannot be started: \(Descriptor.reason(error)); check the program after --")
        }
        return process
    }
}
