// Millrace
// SPDX-License-Identifier: Apache-2.0

#if SCRAM
import KafkaProtocol
import Testing

@testable import KafkaSASL

/// Both sides of SCRAM against published exchanges, each other, and wrong messages.
struct SCRAMTests {
    private static let salt = Base64.decode(ByteSlice(utf8: "W22ZaJ0SNY7soEsUEjb6gQ==")) ?? .empty
    private static let clientNonce = "rOprNGfwEbeRWgbNEkqO"
    private static let serverNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"

    private func credential(_ mechanism: SCRAMMechanism, iterations: Int32 = 4096) -> SCRAMCredential {
        SCRAMCredential(
            mechanism,
            saltedPassword: mechanism.saltedPassword("pencil", salt: Self.salt, iterations: Int(iterations)),
            salt: Self.salt, iterations: iterations)
    }

    private func text(_ answer: SCRAMServer.Answer) -> String {
        switch answer {
        case .challenge(let bytes): bytes.string
        case .success(let bytes, let username): bytes.string + " " + username
        }
    }

    // MARK: Keys

    /// Expected values: Python's hashlib.pbkdf2_hmac.
    @Test func unusualPasswordsAndSaltsGiveAKey() {
        let empty = SCRAMMechanism.sha256.saltedPassword("", salt: [], iterations: 1)
        let long = SCRAMMechanism.sha512.saltedPassword(
            String(repeating: "p\0", count: 100_000), salt: ByteSlice(copying: [UInt8](repeating: 7, count: 4096)),
            iterations: 2)
        #expect(
            empty.map { String($0, radix: 16) }.joined()
                == "f7ceb653d2d72a4108cf5abe912ffdd777616dbbb27a7e824f3ae2df6fad")
        #expect(long.count == 64 && long.prefix(4).map { String($0, radix: 16) }.joined() == "4be58123")
        #expect(SCRAMMechanism.sha256.saltedPassword("", salt: [], iterations: -5) == empty)
    }

    // MARK: The exchange

    /// SHA-256: RFC 7677 section 3. SHA-512: the same names and nonces, computed with Python's hashlib.
    @Test(arguments: [
        (
            SCRAMMechanism.sha256, "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
            "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
        ),
        (
            .sha512, "gMGXRcevScNtxZ6/8lQYpGtnsNAc3mGcmNomv+xnoOMw+3R2xNJdMNnzMlTN8PPC6wdp6dybEmDYXYTxwnYPJQ==",
            "ZQnYEgWQMFmmsM8aQMF0nDDCy/AgCzkwk8CmMZYcMg0vSVlKDanekLtifDSeVGT4+5ZxXnJq199RVG2rR7N7Zw=="
        ),
    ])
    func theExchangeIsThePublishedOne(_ mechanism: SCRAMMechanism, _ proof: String, _ signature: String) throws {
        var client = SCRAMClient(mechanism, username: "user", password: "pencil")
        var server = SCRAMServer(mechanism)
        let first = try client.begin(nonce: Self.clientNonce)
        #expect(first.string == "n,,n=user,r=\(Self.clientNonce)")
        let challenge = text(try server.answer(first, nonce: Self.serverNonce) { _ in credential(mechanism) })
        #expect(challenge == "r=\(Self.clientNonce)\(Self.serverNonce),s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")
        let final = try #require(try client.answer(ByteSlice(utf8: challenge)))
        #expect(final.string == "c=biws,r=\(Self.clientNonce)\(Self.serverNonce),p=\(proof)")
        #expect(!client.isAuthenticated)
        guard case .success(let answer, "user") = try server.answer(final, nonce: "", credential: { _ in nil }) else {
            Issue.record("the server does not accept the client")
            return
        }
        #expect(answer.string == "v=\(signature)")
        #expect(try client.answer(answer) == nil)
        #expect(client.isAuthenticated)
    }

    @Test func namesWithCommasAndEqualSignsAreTheSameOnBothSides() throws {
        var client = SCRAMClient(.sha256, username: "a=b,ü", password: "pencil")
        var server = SCRAMServer(.sha256)
        var asked: [String] = []
        let challenge = try server.answer(try client.begin(nonce: "x"), nonce: "y") { name in
            asked.append(name)
            return credential(.sha256)
        }
        guard case .challenge(let bytes) = challenge, let final = try client.answer(bytes) else {
            Issue.record("no challenge")
            return
        }
        guard case .success(_, let name) = try server.answer(final, nonce: "", credential: { _ in nil }) else {
            Issue.record("not accepted")
            return
        }
        #expect(asked == ["a=b,ü"])
        #expect(name == "a=b,ü")
    }

    // MARK: The server

    private func failure(_ messages: String..., mechanism: SCRAMMechanism = .sha256) -> String {
        var server = SCRAMServer(mechanism)
        for message in messages {
            do throws(SCRAMServer.Failure) {
                _ = try server.answer(ByteSlice(utf8: message), nonce: "s") {
                    $0 == "user" ? credential(mechanism) : nil
                }
            } catch {
                return error.description
            }
        }
        return "accepted"
    }

    @Test func theServerRefusesWhatItCannotTrust() {
        #expect(failure("n,,n=other,r=c") == "unknown user other")
        #expect(failure("n,,n=user,r=c", "c=biws,r=cs,p=AAAA") == "wrong password for user")
        let zeros = Base64.encode(ByteSlice(copying: [UInt8](repeating: 0, count: 32)))
        #expect(failure("n,,n=user,r=c", "c=biws,r=cs,p=\(zeros)") == "wrong password for user")
        #expect(failure("n,,n=user,r=c", "c=biws,r=cX,p=\(zeros)") == "wrong password for user")
        #expect(failure("n,,n=user,r=c", "c=eSws,r=cs,p=\(zeros)").contains("binding that was not announced"))
        #expect(failure("p=tls-unique,,n=user,r=c").contains("tls-unique"))
        #expect(failure("n,a=root,n=user,r=c").contains("acting as root"))
        #expect(failure("n,a=user,n=user,r=c") == "accepted")
        #expect(failure("n,,n=user,r=c,tokenauth=true").contains("delegation tokens"))
        #expect(failure("rubbish").contains("cannot be parsed"))
        #expect(failure("n,,n=user,r=c", "rubbish").contains("cannot be parsed"))
    }

    @Test func anExchangeThatFailedHasEnded() throws {
        var server = SCRAMServer(.sha256)
        #expect(throws: SCRAMServer.Failure.self) {
            _ = try server.answer(ByteSlice(utf8: "n,,n=other,r=c"), nonce: "s") { _ in nil }
        }
        do throws(SCRAMServer.Failure) {
            _ = try server.answer(ByteSlice(utf8: "n,,n=user,r=c"), nonce: "s") { _ in credential(.sha256) }
            Issue.record("a second attempt in the same exchange")
        } catch {
            #expect(error.description == "the exchange has ended")
        }
    }

    // MARK: The client

    private func failureOfClient(_ messages: String...) -> String {
        var client = SCRAMClient(.sha256, username: "user", password: "pencil")
        do throws(SCRAMClient.Failure) {
            _ = try client.begin(nonce: "c")
            for message in messages { _ = try client.answer(ByteSlice(utf8: message)) }
        } catch {
            return error.description
        }
        return client.isAuthenticated ? "authenticated" : "goes on"
    }

    @Test func theClientRefusesWhatItCannotTrust() {
        let challenge = "r=cs,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"
        #expect(failureOfClient(challenge) == "goes on")
        #expect(failureOfClient("r=xs,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096").contains("nonce"))
        #expect(failureOfClient("r=c,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096").contains("nonce"))
        #expect(failureOfClient("r=cs,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1").contains("1 iterations"))
        #expect(failureOfClient("r=cs,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2000000000").contains("iterations"))
        #expect(failureOfClient(challenge, "v=AAAA").contains("impostor"))
        #expect(failureOfClient(challenge, "e=invalid-proof") == "the server rejected the user: invalid-proof")
        #expect(failureOfClient(challenge, challenge).contains("cannot be parsed"))
        #expect(failureOfClient("rubbish").contains("cannot be parsed"))
    }
}
#endif
