// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import Glibc

/// A Kafka server that answers Fetch from prebuilt record batches, so that the client's cost dominates a benchmark.
///
/// `static-fetch-server [--port 0] [--partitions 4] [--records 20000000] [--value-bytes 100 | --payload lines]
/// [--batch-bytes 16384]`. It prints `port=N` and serves until it is killed.
@main
struct StaticFetchServer {
    static func main() {
        var arguments = Arguments()
        let port = UInt16(arguments.number("port", default: 0))
        let partitions = arguments.number("partitions", default: 4)
        let records = arguments.number("records", default: 20_000_000)
        let valueBytes = arguments.number("value-bytes", default: 100)
        let payload: Payload = arguments.text("payload") == "lines" ? .lines : .bytes(valueBytes)
        let batchBytes = arguments.number("batch-bytes", default: 16_384)
        arguments.finish()

        signal(SIGPIPE, SIG_IGN)
        let set = RecordSet(payload, batchBytes: batchBytes, totalBytes: 1 << 20)
        // Whole batches only.
        let batches = records / partitions / set.recordsPerBatch
        let (listener, actualPort) = listen(port: port)
        let log = Log(
            records: set, partitionCount: Int32(partitions), endOffset: Int64(batches * set.recordsPerBatch),
            port: actualPort)
        print(
            "port=\(actualPort) records=\(batches * set.recordsPerBatch * partitions) batch-records=\(set.recordsPerBatch)"
        )
        fflush(nil)
        while true {
            let socket = accept(listener, nil, nil)
            guard socket >= 0 else { continue }
            var on: Int32 = 1
            setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
            start(Connection(socket: socket, log: log))
        }
    }

    private static func listen(port: UInt16) -> (Int32, UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var on: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, size) == 0 && Glibc.listen(listener, 64) == 0
                    && getsockname(listener, address, &size) == 0
            }
        }
        guard bound else { stop("cannot listen on 127.0.0.1:\(port): \(String(cString: strerror(errno)))") }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    private static func start(_ connection: Connection) {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(connection).toOpaque()
        let status = pthread_create(
            &thread, nil,
            { argument in
                Unmanaged<Connection>.fromOpaque(argument!).takeRetainedValue().serve()
                return nil
            }, argument)
        guard status == 0 else { stop("cannot start a thread: \(String(cString: strerror(status)))") }
        pthread_detach(thread)
    }
}
