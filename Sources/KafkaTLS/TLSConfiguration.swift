// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaTransport

#if TLS
internal import NIOCore
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

/// Certificate authorities to trust.
public enum TLSTrust: Sendable {
    /// The authorities that the system trusts.
    case system
    /// The authorities in a PEM file.
    case file(String)
    /// Any certificate. The connection is encrypted, but the peer is not authenticated. For tests only.
    case everybody
}

/// Failed setup of TLS: the file and the problem with it.
public struct TLSError: Error, Sendable, CustomStringConvertible {
    /// Full error message.
    public let description: String
}

extension TransportSecurity {
    /// TLS 1.2 or newer for the ports of a broker.
    ///
    /// - Parameter clients: Authorities whose certificates clients must present; nil accepts clients without one.
    /// - Throws: `TLSError` naming the unusable file.
    public static func tls(server identity: TLSIdentity, clients: TLSTrust? = nil) throws(TLSError) -> TransportSecurity
    {
        #if TLS
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try identity.certificates(), privateKey: try identity.key())
        configuration.minimumTLSVersion = .tlsv12
        if let clients {
            configuration.certificateVerification = clients.verifies ? .noHostnameVerification : .none
            configuration.trustRoots = try clients.roots()
        }
        let context = try Self.context(configuration)
        return TransportSecurity { stream, _ in TLSStream(over: stream) { NIOSSLServerHandler(context: context) } }
        #else
        throw .notBuiltIn
        #endif
    }

    /// TLS 1.2 or newer for connections to brokers, whose certificates must name the host of the connection.
    ///
    /// - Parameter trust: Authorities whose certificates brokers must present.
    /// - Parameter identity: Certificate that the client presents to brokers that request one.
    /// - Parameter verifiesHostname: Whether the certificate must name the host; false is the same as an empty
    ///   `ssl.endpoint.identification.algorithm`.
    /// - Throws: `TLSError` naming the unusable file.
    public static func tls(
        trusting trust: TLSTrust = .system, identity: TLSIdentity? = nil, verifiesHostname: Bool = true
    ) throws(TLSError) -> TransportSecurity {
        #if TLS
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.trustRoots = try trust.roots()
        configuration.certificateVerification =
            trust.verifies ? (verifiesHostname ? .fullVerification : .noHostnameVerification) : .none
        if let identity {
            configuration.certificateChain = try identity.certificates()
            configuration.privateKey = try identity.key()
        }
        let context = try Self.context(configuration)
        return TransportSecurity { (stream, host) throws(TransportError) in
            // Server name indication takes no IP addresses; the certificate is compared with the address itself.
            let address = try? NIOCore.SocketAddress(ipAddress: host, port: 0)
            return TLSStream(over: stream, address: address) {
                try NIOSSLClientHandler(context: context, serverHostname: address == nil ? host : nil)
            }
        }
        #else
        throw .notBuiltIn
        #endif
    }

    #if TLS
    private static func context(_ configuration: TLSConfiguration) throws(TLSError) -> NIOSSLContext {
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw TLSError(
                description: "cannot set up TLS: does the private key belong to the certificate? (\(error))")
        }
    }
    #endif
}

#if TLS
extension TLSIdentity {
    fileprivate func certificates() throws(TLSError) -> [NIOSSLCertificateSource] {
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

    fileprivate func key() throws(TLSError) -> NIOSSLPrivateKeySource {
        do {
            return .privateKey(try NIOSSLPrivateKey(file: privateKeyFile, format: .pem))
        } catch {
            throw TLSError(
                description: "\(privateKeyFile) is not a PEM file with an unencrypted private key: \(error)")
        }
    }
}

extension TLSTrust {
    fileprivate var verifies: Bool { if case .everybody = self { false } else { true } }

    fileprivate func roots() throws(TLSError) -> NIOSSLTrustRoots {
        guard case .file(let file) = self else { return .default }
        do {
            return .certificates(try NIOSSLCertificate.fromPEMFile(file))
        } catch {
            throw TLSError(description: "\(file) is not a PEM file with certificates: \(error)")
        }
    }
}
#else
extension TLSError {
    fileprivate static var notBuiltIn: TLSError {
        TLSError(description: "TLS is not built in: build with the package trait TLS, which is on by default")
    }
}
#endif
