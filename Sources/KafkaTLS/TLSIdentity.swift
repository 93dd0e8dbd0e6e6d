// Millrace
// SPDX-License-Identifier: Apache-2.0

#if TLS
internal import NIOSSL
#endif

/// A certificate and its private key, in PEM format. Printing the value shows neither key nor password.
public struct TLSIdentity: Sendable {
    /// The certificate, followed by those that signed it, without the root.
    public var certificateChain: PEMSource
    /// The private key. One file may have both key and certificates.
    public var privateKey: PEMSource
    /// The password of an encrypted key; nil for a key that is not encrypted.
    public var password: String?

    /// An identity in two PEM files.
    public init(certificateChainFile: String, privateKeyFile: String, password: String? = nil) {
        self.init(certificateChain: .file(certificateChainFile), privateKey: .file(privateKeyFile), password: password)
    }

    /// An identity in files or in memory.
    public init(certificateChain: PEMSource, privateKey: PEMSource, password: String? = nil) {
        self.certificateChain = certificateChain
        self.privateKey = privateKey
        self.password = password
    }
}

extension TLSIdentity: CustomStringConvertible, CustomReflectable {
    /// The places of certificate and key.
    public var description: String { "certificate in \(certificateChain), key in \(privateKey)" }
    /// Empty, so that `dump` does not show the key.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

#if TLS
extension PEMSource {
    /// The certificates in the PEM text.
    func certificates() throws(TLSError) -> [NIOSSLCertificate] {
        do {
            let chain =
                switch self {
                case .file(let path): try NIOSSLCertificate.fromPEMFile(path)
                case .text(let text): try NIOSSLCertificate.fromPEMBytes(Array(text.utf8))
                }
            guard !chain.isEmpty else { throw TLSError(description: "\(self) contains no certificate") }
            return chain
        } catch let error as TLSError {
            throw error
        } catch {
            throw TLSError(description: "\(self) is not PEM with certificates, or cannot be read: \(error)")
        }
    }
}

extension TLSIdentity {
    var sources: [PEMSource] { [certificateChain, privateKey] }

    func certificates() throws(TLSError) -> [NIOSSLCertificateSource] {
        try certificateChain.certificates().map { .certificate($0) }
    }

    func key() throws(TLSError) -> NIOSSLPrivateKeySource {
        // The library traps at other characters.
        guard password?.utf8.allSatisfy({ $0 < 0x80 }) ?? true else {
            throw TLSError(description: "the password of the key in \(privateKey) must be ASCII")
        }
        do {
            let password = Array((password ?? "").utf8)
            let callback: NIOSSLPassphraseCallback<[UInt8]> = { setter in setter(password) }
            let key =
                switch privateKey {
                case .file(let path): try NIOSSLPrivateKey(file: path, format: .pem, passphraseCallback: callback)
                case .text(let text):
                    try NIOSSLPrivateKey(bytes: Array(text.utf8), format: .pem, passphraseCallback: callback)
                }
            return .privateKey(key)
        } catch {
            let fault = password == nil ? "is it encrypted? Then give its password" : "is the password right?"
            throw TLSError(description: "\(privateKey) is not PEM with a usable private key: \(fault) (\(error))")
        }
    }
}
#endif
