// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// One way in for bytes from outside, with what must hold for every input.
///
/// All targets are in one program, so that the libraries are built and linked once; the environment variable `FUZZ_TARGET`
/// chooses one.
public struct FuzzTarget: Sendable {
    /// The name in `FUZZ_TARGET`, and of the folders with its inputs.
    public let name: String
    private let body: @Sendable (ByteSlice) -> Void

    init(_ name: String, _ body: @escaping @Sendable (ByteSlice) -> Void) {
        self.name = name
        self.body = body
    }

    /// All targets, in the order in which they run.
    public static let all: [FuzzTarget] = [
        FuzzTarget("varint", VarintTarget.run),
        FuzzTarget("framing", FramingTarget.run),
        FuzzTarget("request", RequestTarget.run),
        FuzzTarget("response", ResponseTarget.run),
        FuzzTarget("fixed-point", FixedPointTarget.run),
        FuzzTarget("records", RecordsTarget.run),
        FuzzTarget("embedded", EmbeddedTarget.run),
        FuzzTarget("sasl", SASLTarget.run),
        FuzzTarget("properties", PropertiesTarget.run),
        FuzzTarget("broker", BrokerTarget.run),
    ]

    /// The target that `FUZZ_TARGET` names. With `list` the names are printed and the program ends; without a known name too,
    /// with an error.
    public static let chosen: FuzzTarget = {
        let wanted = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
        if let target = all.first(where: { $0.name == wanted }) { return target }
        for target in all { print(target.name) }
        // libFuzzer takes an `exit` for a crash, and `_exit` flushes nothing.
        fflush(nil)
        _exit(wanted == "list" ? 0 : 2)
    }()

    /// Runs one input. Traps, or is stopped by a sanitizer, if it breaks what must hold.
    public func run(_ input: UnsafeBufferPointer<UInt8>) {
        // A block of exactly this length: reading one byte beyond it is an error that the address sanitizer sees.
        body(ByteSlice(copying: input))
    }
}
