// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaTransport

#if TLS
internal import NIOCore
internal import NIOSSL
#endif

/// A certificate with its private key, in PEM files.
public struct TLSIdentity: Sendable {
    /// The certificate, and behind it those that signed it, up to but without the root.
    public var certificateChainFile: String
    /// The private key, not encrypted.
    public var privateKeyFile: String

    /// The identity in two files.
    public init(certificateChainFile: String, privateKeyFile: String) {
        self.certificateChainFile = certificateChainFile
        self.privateKeyFile = privateKeyFile
    }
}

/// Whose certificates are trusted.
public enum TLSTrust: Sendable {
    /// Those that the system trusts.
    case system
    /// The authorities of a PEM file.
    case file(String)
    /// Everybody: the connection is encrypted, but nobody knows to whom. For tests.
    case everybody
}

/// Why TLS cannot be set up: which file, and what is wrong with it.
public struct TLSError: Error, Sendable, CustomStringConvertible {
    /// The whole of it, for a person.
    public let description: String
}

extension TransportSecurity {
    /// TLS 1.2 or newer for the ports of a broker.
    ///
    /// - Parameter clients: Whose certificates clients must show; nil lets clients in without one.
    /// - Throws: `TLSError` naming the file that cannot be used.
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

    /// TLS 1.2 or newer for connections to brokers, whose certificates have to name the host that was connected to.
    ///
    /// - Parameter identity: What the client shows to brokers that ask for it.
    /// - Parameter verifiesHostname: Whether the certificate has to name the host, as `ssl.endpoint.identification.algorithm`.
    /// - Throws: `TLSError` naming the file that cannot be used.
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
            // An address cannot be asked for by name; its certificate is compared with the address itself.
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
                description: "TLS cannot be set up: does the private key belong to the certificate? (\(error))")
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
                throw TLSError(description: "\(certificateChainFile) has no certificate in it")
            }
            return chain.map { .certificate($0) }
        } catch let error as TLSError {
            throw error
        } catch {
            throw TLSError(description: "\(certificateChainFile) is no PEM file of certificates: \(error)")
        }
    }

    fileprivate func key() throws(TLSError) -> NIOSSLPrivateKeySource {
        do {
            return .privateKey(try NIOSSLPrivateKey(file: privateKeyFile, format: .pem))
        } catch {
            throw TLSError(
                description: "\(privateKeyFile) is no PEM file of a private key without a password: \(error)")
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
            throw TLSError(description: "\(file) is no PEM file of certificates: \(error)")
        }
    }
}
#else
extension TLSError {
    fileprivate static var notBuiltIn: TLSError {
        TLSError(description: "this build has no TLS: build with the package trait TLS, which is on by default")
    }
}
#endif
