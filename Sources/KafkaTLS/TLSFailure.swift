// Millrace
// SPDX-License-Identifier: Apache-2.0

#if TLS
internal import KafkaTransport
internal import NIOSSL

/// The explanation of a failed TLS connection: the cause in words, and what to do.
enum TLSFailure {
    /// One line. `certificate` is the peer's, if it has sent one; `renewal` says why this side's newer files are not
    /// used.
    static func text(of error: any Error, certificate: NIOSSLCertificate?, renewal: TLSError?) -> String {
        let text = "TLS failed: \(cause(of: error, certificate)) (\(error))"
        guard let renewal else { return text }
        return text + "; files of this side were replaced and cannot be used: \(renewal)"
    }

    private static func cause(of error: any Error, _ certificate: NIOSSLCertificate?) -> String {
        // The library's errors are told apart by their text: the stack of errors has no public codes.
        let text = "\(error)"
        func has(_ words: String...) -> Bool { words.contains { text.contains($0) } }
        if let extra = error as? NIOSSLExtraError, extra == .failedToValidateHostname {
            return
                "the peer's certificate does not name the host: connect by a name that it has, or turn the check off "
                + "(ssl.endpoint.identification.algorithm=)"
        }
        if has("unableToValidateCertificate", "CERTIFICATE_VERIFY_FAILED") { return distrust(certificate) }
        if has("CERTIFICATE_REQUIRED", "PEER_DID_NOT_RETURN_A_CERTIFICATE") {
            return "the peer requires a certificate of this side: give one (ssl.keystore.*)"
        }
        if has("ALERT_CERTIFICATE_EXPIRED") { return "the peer refuses this side's certificate, which has expired" }
        if has("ALERT_UNKNOWN_CA", "ALERT_CERTIFICATE_UNKNOWN", "ALERT_BAD_CERTIFICATE", "ALERT_ACCESS_DENIED") {
            return
                "the peer refuses this side's certificate, or requires one: check ssl.keystore.*, and the authorities "
                + "that the peer trusts"
        }
        if has("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNEXPECTED_MESSAGE", "INVALID_OUTER_RECORD_TYPE") {
            return "the peer does not speak TLS: check the port, or use security.protocol PLAINTEXT or SASL_PLAINTEXT"
        }
        if has("HANDSHAKE_FAILURE", "UNSUPPORTED_PROTOCOL", "PROTOCOL_VERSION", "NO_SHARED_CIPHER") {
            return "both sides share no protocol version or cipher, or the peer requires a certificate (ssl.keystore.*)"
        }
        return "check that the peer uses TLS, and both certificates and their host names"
    }

    /// The reason why the peer's certificate is not trusted.
    private static func distrust(_ certificate: NIOSSLCertificate?) -> String {
        let seconds = WallClock.milliseconds() / 1000
        if let certificate {
            if Int64(certificate.notValidAfter) < seconds { return "the peer's certificate has expired: renew it" }
            if Int64(certificate.notValidBefore) > seconds {
                return "the peer's certificate is not valid yet: check both clocks"
            }
        }
        return "the peer's certificate is not signed by a trusted authority: give the authority's certificate "
            + "(ssl.truststore.certificates, ssl.ca.location)"
    }
}
#endif
