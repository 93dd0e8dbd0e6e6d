// Millrace
// SPDX-License-Identifier: Apache-2.0

#if TLS
import Foundation
import KafkaTLS

/// A certificate authority and certificates it signed: `localhost` for this machine, `stranger` for another host,
/// `expired` for this machine, which ended yesterday. The file `localhost.locked.key` has the key of `localhost`,
/// encrypted with the password `secret`.
///
/// Made by the program `openssl`, removed with this value.
package final class TestCertificates: Sendable {
    private let folder: TemporaryFolder

    package init() throws {
        folder = try TemporaryFolder()
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
        try run("openssl req -x509 \(key) -days 2 -subj '/CN=Test CA' -keyout ca.key -out ca.pem")
        for (name, hosts, days) in [
            ("localhost", "DNS:localhost,IP:127.0.0.1", 2), ("stranger", "DNS:stranger.example", 2),
            ("expired", "DNS:localhost,IP:127.0.0.1", -1),
        ] {
            try folder.write("subjectAltName=\(hosts)\n".utf8, "\(name).ext")
            try run("openssl req \(key) -subj '/CN=\(name)' -keyout \(name).key -out \(name).csr")
            try run(
                "openssl x509 -req -in \(name).csr -CA ca.pem -CAkey ca.key -CAcreateserial -days \(days)"
                    + " -extfile \(name).ext -out \(name).pem")
        }
        try run("openssl pkcs8 -topk8 -in localhost.key -v2 aes256 -passout pass:secret -out localhost.locked.key")
    }

    /// The path of the authority's certificate.
    package var authority: String { file("ca.pem") }

    /// The path of one of the files: `ca`, `localhost`, `stranger` or `expired`, with the extension `pem` or `key`.
    package func file(_ name: String) -> String { folder.path(name) }

    /// A certificate with its private key.
    package func identity(_ name: String = "localhost") -> TLSIdentity {
        TLSIdentity(certificateChainFile: file("\(name).pem"), privateKeyFile: file("\(name).key"))
    }

    private func run(_ command: String) throws {
        // Foundation's Process needs a run loop to see its child end, and a test's thread has none.
        let script = "cd '\(folder.path)' && \(command) >log 2>&1 </dev/null"
        var words: [UnsafeMutablePointer<CChar>?] = ["sh", "-c", script].map { (word: String) in strdup(word) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var child: pid_t = 0
        guard posix_spawn(&child, "/bin/sh", nil, nil, words, environ) == 0 else { throw TestFailure("no /bin/sh") }
        var status: Int32 = -1
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw TestFailure("\(command): errno \(errno)") }
        }
        guard status == 0 else {
            // The log explains the failure; without it the command alone has to do.
            let log = (try? String(contentsOfFile: folder.path("log"), encoding: .utf8)) ?? ""
            throw TestFailure("\(command): \(log)")
        }
    }
}
#endif
