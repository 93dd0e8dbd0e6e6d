// Millrace
// SPDX-License-Identifier: Apache-2.0

#if TLS
internal import NIOSSL
#endif

/// Certificate authorities to trust.
public enum TLSTrust: Sendable {
    /// The authorities that the system trusts.
    case system
    /// The authorities in a PEM file.
    case file(String)
    /// The authorities in PEM text.
    case text(String)
    /// Any certificate. The connection is encrypted, but the peer is not authenticated. For tests only.
    case everybody
}

#if TLS
extension TLSTrust {
    var verifies: Bool { if case .everybody = self { false } else { true } }

    var sources: [PEMSource] { if case .file(let path) = self { [.file(path)] } else { [] } }

    func roots() throws(TLSError) -> NIOSSLTrustRoots {
        switch self {
        case .system, .everybody: .default
        case .file(let path): .certificates(try PEMSource.file(path).certificates())
        case .text(let text): .certificates(try PEMSource.text(text).certificates())
        }
    }
}
#endif
