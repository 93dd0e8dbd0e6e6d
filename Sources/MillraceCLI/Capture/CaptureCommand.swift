// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaTransport
import Logging
import UnixSignals

/// `millrace capture`: a recording proxy.
struct CaptureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "capture",
        abstract: "Record the traffic between Kafka clients and a cluster.",
        discussion: """
            Point clients at the address to listen on: everything passes through to the cluster, and each frame is written to \
            the file, as it came, with its time, connection and direction. Clients are told addresses of the proxy in place of \
            the brokers', one for each broker, so that they come back through it. `millrace decode` prints the file; it holds \
            whatever passed, passwords too. Ctrl-C ends the recording. TLS cannot be recorded.
            """)

    @Option(help: "Where clients connect, as HOST:PORT: an IPv4 address of this machine, port 0 for any.")
    var listen: AddressArgument

    @Option(help: "A broker of the cluster, as HOST:PORT.")
    var upstream: AddressArgument

    @Option(help: "The file to write; compressed if its name ends in .gz.")
    var output: String

    func validate() throws {
        if upstream.address.port == 0 { throw ValidationError("--upstream needs a port") }
        if listen.address.host == "0.0.0.0" {
            throw ValidationError("--listen needs an address that clients can be told; 0.0.0.0 is none")
        }
    }

    func run() async throws {
        ToolLog.start()
        // Before the first frame: a signal must never find nobody who waits for it.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let (failures, failure) = AsyncStream.makeStream(of: Void.self)
        let writer = try CaptureWriter(path: output)
        // Listeners take addresses, no names.
        let host = listen.address.host == "localhost" ? "127.0.0.1" : listen.address.host
        let proxy = try await CapturingProxy.start(
            listen: SocketAddress(host: host, port: listen.address.port), upstream: upstream.address, writer: writer,
            logger: Logger(label: "millrace"),
            onListen: { Console.print("\($0) stands for broker \($1)") }, onFailure: { failure.finish() })
        await withTaskGroup { group in
            group.addTask { for await _ in signals { return } }
            group.addTask { for await _ in failures {} }
            await group.next()
            group.cancelAll()
        }
        await proxy.stop()
        let frames = try writer.finish()
        Console.print("\(frames) frames of \(proxy.connectionCount) connections in \(output)")
    }
}
