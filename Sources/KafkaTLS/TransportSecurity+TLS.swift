// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaTransport

#if TLS
internal import NIOCore
internal import NIOSSL
#endif

extension TransportSecurity {
    /// TLS 1.2 or newer for the ports of a broker. Files that are replaced count for connections made afterwards.
    ///
    /// - Parameters:
    ///   - identity: Certificate and private key that the broker presents.
    ///   - clients: Authorities whose certificates clients must present; nil accepts clients without one.
    /// - Throws: `TLSError` naming the unusable file.
    public static func tls(server identity: TLSIdentity, clients: TLSTrust? = nil) throws(TLSError) -> TransportSecurity
    {
        #if TLS
        let sources = identity.sources + (clients?.sources ?? [])
        let renewable = try RenewableContext(of: sources) { () throws(TLSError) in
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: try identity.certificates(), privateKey: try identity.key())
            configuration.minimumTLSVersion = .tlsv12
            if let clients {
                configuration.certificateVerification = clients.verifies ? .noHostnameVerification : .none
                configuration.trustRoots = try clients.roots()
            }
            return try Self.context(configuration)
        }
        return TransportSecurity { stream, _ in
            let (context, failure) = renewable.current()
            return TLSStream(over: stream, renewalFailure: failure) { NIOSSLServerHandler(context: context) }
        }
        #else
        throw .notBuiltIn
        #endif
    }

    /// TLS 1.2 or newer for connections to brokers, whose certificates must name the host of the connection. Files that
    /// are replaced count for connections made afterwards.
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
        let renewable = try RenewableContext(of: trust.sources + (identity?.sources ?? [])) { () throws(TLSError) in
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.minimumTLSVersion = .tlsv12
            configuration.trustRoots = try trust.roots()
            configuration.certificateVerification =
                trust.verifies ? (verifiesHostname ? .fullVerification : .noHostnameVerification) : .none
            if let identity {
                configuration.certificateChain = try identity.certificates()
                configuration.privateKey = try identity.key()
            }
            return try Self.context(configuration)
        }
        return TransportSecurity { (stream, host) throws(TransportError) in
            let (context, failure) = renewable.current()
            // Server name indication takes no IP addresses; the certificate is compared with the address itself.
            let address = try? NIOCore.SocketAddress(ipAddress: host, port: 0)
            return TLSStream(over: stream, address: address, renewalFailure: failure) {
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
