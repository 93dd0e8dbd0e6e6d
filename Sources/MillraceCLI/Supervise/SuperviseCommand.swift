// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import UnixSignals

/// `millrace supervise`: starts a program again when it crashes.
struct SuperviseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "supervise",
        abstract: "Run a program, and start it again when it crashes.",
        discussion: """
            Status 0 of the program means that it is done, and status 64 that its arguments are wrong: it is not started \
            again. Any other status, and an end by a signal, is a crash: it is started again after 1 s, 2 s, 4 s and so \
            on.

            SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGUSR1 and SIGUSR2 are handed on. After the first three it is not started \
            again.

            The exit status is that of the program's last run, or 128 and the number of the signal that ended it; 1 if \
            it cannot be started at all.

            Example: millrace supervise -- ./enrich --checkpoint /var/lib/enrich
            """)

    @Option(help: "Longest wait before a start: a whole number with the unit ms, s or m.")
    var maxDelay = DurationArgument(.seconds(60))

    @Option(help: "A run of this length is healthy: after its end the waits begin at 1 s again.")
    var healthyAfter = DurationArgument(.seconds(10))

    @Argument(parsing: .postTerminator, help: "Program and its arguments, after --.")
    var command: [String] = []

    func validate() throws {
        if command.isEmpty { throw ValidationError("give the program after --: millrace supervise -- COMMAND") }
    }

    func run() async throws {
        let supervisor = Supervisor(
            command, Supervision(maxDelay: maxDelay.duration, healthyAfter: healthyAfter.duration))
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sigquit, .sighup, .sigusr1, .sigusr2)
        // Ends with the command.
        let forwarding = Task {
            for await signal in signals {
                supervisor.receive(signal.rawValue, stops: [.sigint, .sigterm, .sigquit].contains(signal))
            }
        }
        defer { forwarding.cancel() }
        let status = try await supervisor.run()
        if status != 0 { throw ExitCode(status) }
    }
}
