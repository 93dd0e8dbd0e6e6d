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
            Clients connect to the --listen address, and the proxy forwards their traffic to the cluster. Each frame is \
            written to the file unchanged, with its time, connection and direction. The proxy replaces the brokers' \
            addresses in responses by its own, one for each broker, so that clients stay on it. `millrace decode` prints \
            the file, which holds all traffic, passwords too. Ctrl-C ends the recording. TLS cannot be recorded.
            """)

    @Option(
        help: ArgumentHelp(
            "Address for clients: an IPv4 address of this machine or localhost. Port 0: any free port.",
            valueName: "host:port"))
    var listen: AddressArgument

    @Option(help: ArgumentHelp("Address of a broker of the cluster.", valueName: "host:port"))
    var upstream: AddressArgument

    @Option(help: ArgumentHelp("File to write; compressed by gzip if its name ends in .gz.", valueName: "file"))
    var output: String

    func validate() throws {
        if upstream.address.port == 0 { throw ValidationError("--upstream needs a port") }
        if listen.address.host == "0.0.0.0" {
            throw ValidationError("--listen 0.0.0.0: clients cannot connect to this address; give one of this machine")
        }
    }

    func run() async throws {
        ToolLog.start()
        // Trapped before the first frame, so that no signal is lost.
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let (failures, failure) = AsyncStream.makeStream(of: Void.self)
        let writer = try CaptureWriter(path: output)
        // Listeners take addresses, not names.
        let host = listen.address.host == "localhost" ? "127.0.0.1" : listen.address.host
        let proxy = try await CapturingProxy.start(
            listen: SocketAddress(host: host, port: listen.address.port), upstream: upstream.address, writer: writer,
            logger: Logger(label: "millrace"),
            onListen: { Console.print("\($0) forwards to broker \($1)") }, onFailure: { failure.finish() })
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
