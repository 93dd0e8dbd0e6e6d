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
    /// Any certificate. The connection is encrypted, but the peer is not authenticated. For tests only.
    case everybody
}

#if TLS
extension TLSTrust {
    var verifies: Bool { if case .everybody = self { false } else { true } }

    func roots() throws(TLSError) -> NIOSSLTrustRoots {
        guard case .file(let file) = self else { return .default }
        do {
            return .certificates(try NIOSSLCertificate.fromPEMFile(file))
        } catch {
            throw TLSError(description: "\(file) is not a PEM file with certificates: \(error)")
        }
    }
}
#endif
