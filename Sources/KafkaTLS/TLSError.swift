// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Failed setup of TLS: the file and the problem with it.
public struct TLSError: Error, Sendable, CustomStringConvertible {
    /// Full error message.
    public let description: String
}

#if !TLS
extension TLSError {
    static var notBuiltIn: TLSError {
        TLSError(description: "TLS is not built in: build with the package trait TLS, which is on by default")
    }
}
#endif
