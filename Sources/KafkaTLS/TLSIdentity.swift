// Millrace
// SPDX-License-Identifier: Apache-2.0

#if TLS
internal import NIOSSL
#endif

/// A certificate and its private key, in PEM files.
public struct TLSIdentity: Sendable {
    /// File with the certificate, followed by those that signed it, without the root.
    public var certificateChainFile: String
    /// File with the private key, not encrypted.
    public var privateKeyFile: String

    /// An identity in two PEM files.
    public init(certificateChainFile: String, privateKeyFile: String) {
        self.certificateChainFile = certificateChainFile
        self.privateKeyFile = privateKeyFile
    }
}

#if TLS
extension TLSIdentity {
    func certificates() throws(TLSError) -> [NIOSSLCertificateSource] {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificateChainFile)
            guard !chain.isEmpty else {
                throw TLSError(description: "\(certificateChainFile) contains no certificate")
            }
            return chain.map { .certificate($0) }
        } catch let error as TLSError {
            throw error
        } catch {
            throw TLSError(description: "\(certificateChainFile) is not a PEM file with certificates: \(error)")
        }
    }

    func key() throws(TLSError) -> NIOSSLPrivateKeySource {
        do {
            return .privateKey(try NIOSSLPrivateKey(file: privateKeyFile, format: .pem))
        } catch {
            throw TLSError(
                description: "\(privateKeyFile) is not a PEM file with an unencrypted private key: \(error)")
        }
    }
}
#endif
