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

/// A fuzz target: one entry point for untrusted bytes, with the checks that must hold for every input.
///
/// All targets are in one program, so that libraries are built and linked once. The environment variable `FUZZ_TARGET`
/// selects one.
public struct FuzzTarget: Sendable {
    /// Name for `FUZZ_TARGET`, also the name of the folders with its inputs.
    public let name: String
    private let body: @Sendable (ByteSlice) -> Void

    init(_ name: String, _ body: @escaping @Sendable (ByteSlice) -> Void) {
        self.name = name
        self.body = body
    }

    /// All targets, in running order.
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

    /// The target that `FUZZ_TARGET` names. For `list`, prints all names and exits; for an unknown name, does the same
    /// with an error status.
    public static let chosen: FuzzTarget = {
        let wanted = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
        if let target = all.first(where: { $0.name == wanted }) { return target }
        for target in all { print(target.name) }
        // libFuzzer reports `exit` as a crash, and `_exit` does not flush output.
        fflush(nil)
        _exit(wanted == "list" ? 0 : 2)
    }()

    /// Runs one input. Traps, or is stopped by a sanitizer, if a check fails.
    public func run(_ input: UnsafeBufferPointer<UInt8>) {
        // A block of exactly this length, so that the address sanitizer detects reads past its end.
        body(ByteSlice(copying: input))
    }
}
