// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

/// The lines that a TCP server sends: the stream connects to it as a client, on a thread of its own.
///
/// A connection that ends, breaks or is refused is made again after a pause. Lines are UTF-8, and end in `\n` or
/// `\r\n`. Source: Spark's `SocketInputDStream`; like there, lines that wait when the process ends are lost.
///
/// `@unchecked Sendable`: the stored properties are immutable `Sendable` values, as `DStream` asks.
final class SocketInputDStream: BufferedInputDStream<String>, @unchecked Sendable {
    private let host: String
    private let port: UInt16
    private let restartDelay: Duration
    private let isStopped = Atomic(false)

    init(
        context: StreamingContext, host: String, port: UInt16, restartDelay: Duration, capacity: Int, partitions: Int?
    ) {
        self.host = host
        self.port = port
        self.restartDelay = restartDelay
        super.init(context: context, kind: "socketText", capacity: capacity, partitions: partitions)
    }

    override var name: String { "text socket \(host):\(port)" }

    /// - Throws: `StreamingError.threadsUnavailable` if the system refuses the thread.
    override func start() async throws {
        let code = TaskThread.start { [self] in readForEver() }
        guard code == 0 else {
            throw StreamingError(
                code: .threadsUnavailable,
                message: "the system refuses the thread of the text socket \(host):\(port): "
                    + "\(TaskThread.errorText(code))")
        }
    }

    override func stop() async {
        isStopped.store(true, ordering: .relaxed)
        await super.stop()
    }

    private var hasToEnd: Bool { isStopped.load(ordering: .relaxed) }

    private func readForEver() {
        var wasFailing = false
        while !hasToEnd {
            do {
                let socket = try TextSocket(host: host, port: port)
                if wasFailing { context.engine.logger.notice("the text socket is connected again", metadata: place) }
                wasFailing = false
                try read(socket)
                if !hasToEnd { context.engine.logger.notice("the text socket's server closed it", metadata: place) }
            } catch {
                if !wasFailing {
                    context.engine.logger.warning(
                        "the text socket failed; it is connected again after a pause",
                        metadata: place.merging(["error": "\(error)"]) { $1 })
                }
                wasFailing = true
            }
            var left = restartDelay.wholeMilliseconds
            while left > 0, !hasToEnd {
                TextSocket.pause(milliseconds: Int(min(left, 100)))
                left -= 100
            }
        }
    }

    private var place: Logger.Metadata { ["host": "\(host)", "port": "\(port)", "stream": "\(id)"] }

    private func read(_ socket: borrowing TextSocket) throws {
        var lines = LineSplitter()
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while !hasToEnd {
            guard let count = try socket.read(into: &block, waiting: 100) else { continue }
            if count == 0 { break }
            var found: [String] = []
            lines.add(block[..<count]) { found.append($0) }
            push(found)
        }
        var last: [String] = []
        lines.finish { last.append($0) }
        push(last)
    }

    /// Waits for room: what is not read meanwhile fills the connection, and the server waits too.
    private func push(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        while !hasToEnd, tryOffer(lines) == nil { TextSocket.pause(milliseconds: 5) }
    }
}

extension StreamingContext {
    /// A stream of the lines that a TCP server sends. Source: `StreamingContext.socketTextStream`.
    ///
    /// - Parameters:
    ///   - host: Name or address of the server.
    ///   - port: Its port.
    ///   - restartDelay: Pause before a connection that ended is made again; default 2 s, as Spark's
    ///     `spark.streaming.receiverRestartDelay`.
    ///   - capacity: Number of lines that wait for a batch before the server has to wait; default 100,000.
    ///   - partitions: Number of partitions of each RDD; default: see `MillraceContext.parallelize`.
    public func socketTextStream(
        host: String, port: UInt16, restartDelay: Duration = .seconds(2), capacity: Int = 100_000,
        partitions: Int? = nil
    ) -> DStream<String> {
        SocketInputDStream(
            context: self, host: host, port: port, restartDelay: restartDelay, capacity: capacity,
            partitions: partitions)
    }
}
