// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaTransport

#if TLS
internal import NIOCore
internal import NIOSSL
#endif

extension TransportSecurity {
    /// TLS 1.2 or newer for the ports of a broker.
    ///
    /// - Parameters:
    ///   - identity: Certificate and private key that the broker presents.
    ///   - clients: Authorities whose certificates clients must present; nil accepts clients without one.
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
    /// - Parameters:
    ///   - trust: Authorities whose certificates brokers must present.
    ///   - identity: Certificate that the client presents to brokers that request one.
    ///   - verifiesHostname: Whether the certificate must name the host; false is the same as an empty
    ///     `ssl.endpoint.identification.algorithm`.
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
