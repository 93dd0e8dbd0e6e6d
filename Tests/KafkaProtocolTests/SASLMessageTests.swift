// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Testing

@Suite struct SASLMessageTests {
    private func slice(_ text: String) -> ByteSlice { ByteSlice(utf8: text) }

    /// The error of reading `text` as a message.
    private func failure(_ text: String, _ parse: (ByteSlice) throws -> Void) -> String {
        do {
            try parse(slice(text))
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    // MARK: Published exchanges

    /// RFC 5802 section 5 (SHA-1) and RFC 7677 section 3 (SHA-256).
    @Test(arguments: [
        (
            "n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
            "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
            "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
            "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="
        ),
        (
            "n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
            "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
            "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="
        ),
    ])
    func publishedExchangesAreReadAndPrinted(
        clientFirst: String, serverFirst: String, clientFinal: String, serverFinal: String
    ) throws {
        let first = try SCRAMMessage.ClientFirst(parsing: slice(clientFirst))
        let challenge = try SCRAMMessage.ServerFirst(parsing: slice(serverFirst))
        let proof = try SCRAMMessage.ClientFinal(parsing: slice(clientFinal))
        let end = try SCRAMMessage.ServerFinal(parsing: slice(serverFinal))

        #expect(first.channelBinding == .unsupported && first.authorizationID == nil)
        #expect(first.username == "user" && first.gs2Header == "n,," && first.gs2Header + first.bare == clientFirst)
        #expect(challenge.iterations == 4096 && challenge.nonce.hasPrefix(first.nonce))
        #expect(proof.nonce == challenge.nonce && proof.channelBinding == slice(first.gs2Header))
        #expect(clientFinal.hasPrefix(proof.withoutProof + ",p="))
        #expect(first.encoded == slice(clientFirst) && challenge.encoded == slice(serverFirst))
        #expect(proof.encoded == slice(clientFinal) && end.encoded == slice(serverFinal))

        let made = try SCRAMMessage.ClientFinal(
            channelBinding: slice(first.gs2Header), nonce: challenge.nonce, proof: proof.proof)
        #expect(made == proof)
    }

    @Test func saltAndProofsAreTheBytesOfTheirBase64() throws {
        let challenge = try SCRAMMessage.ServerFirst(parsing: slice("r=x,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1"))
        #expect(
            challenge.salt.bytes == [
                0x5b, 0x6d, 0x99, 0x68, 0x9d, 0x12, 0x35, 0x8e, 0xec, 0xa0, 0x4b, 0x14, 0x12, 0x36, 0xfa, 0x81,
            ])
        let end = try SCRAMMessage.ServerFinal(parsing: slice("v=AAEC"))
        #expect(end.outcome == .verifier(ByteSlice(copying: [0, 1, 2])))
        #expect(try SCRAMMessage.ServerFinal(parsing: slice("e=invalid-proof")).outcome == .error("invalid-proof"))
    }

    // MARK: Other valid messages

    @Test func namesAreEscaped() throws {
        let message = try SCRAMMessage.ClientFirst(authorizationID: "a=b", username: "x,=y,ü", nonce: "n")
        #expect(message.encoded == slice("n,a=a=3Db,n=x=2C=3Dy=2Cü,r=n"))
        #expect(try SCRAMMessage.ClientFirst(parsing: message.encoded) == message)
    }

    @Test func channelBindingAndExtensionsAreKept() throws {
        let text = "p=tls-exporter,,n=user,r=abc,tokenauth=true,x=a=b"
        let message = try SCRAMMessage.ClientFirst(parsing: slice(text))
        #expect(message.channelBinding == .required("tls-exporter"))
        #expect(
            message.extensions.map(\.name) == ["tokenauth", "x"] && message.extensions.map(\.value) == ["true", "a=b"])
        #expect(message.encoded == slice(text))
        #expect(try SCRAMMessage.ClientFirst(parsing: slice("y,,n=u,r=1")).channelBinding == .unused)

        let final = try SCRAMMessage.ClientFinal(parsing: slice("c=eSws,r=ab,p=no,q=1,p=AA=="))
        #expect(final.extensions.map(\.name) == ["p", "q"] && final.proof.bytes == [0])
        #expect(final.withoutProof == "c=eSws,r=ab,p=no,q=1")
    }

    // MARK: Invalid messages

    @Test(arguments: [
        ("", "channelBinding"), ("n", "authorizationID"), ("n,", "username"), ("n,,", "username"),
        ("x,,n=u,r=1", "channelBinding"), ("p=,,n=u,r=1", "channelBinding"), ("p=a b,,n=u,r=1", "channelBinding"),
        ("n,b=x,n=u,r=1", "authorizationID"), ("n,a=,n=u,r=1", "authorizationID"), ("n,,n=,r=1", "username"),
        ("n,,m=x,n=u,r=1", "username"), ("n,,n=a=2c,r=1", "username"), ("n,,n=a=,r=1", "username"),
        ("n,,n=a\0,r=1", "username"), ("n,,n=u", "nonce"), ("n,,n=u,r=", "nonce"), ("n,,n=u,r=a b", "nonce"),
        ("n,,n=u,r=1,", "extensions"), ("n,,n=u,r=1,m=x", "extensions"), ("n,,n=u,r=1,x=", "extensions"),
        ("n,,n=u,r=1,1=x", "extensions"), ("n,,n=u,r=ü", "nonce"),
    ])
    func wrongFirstMessageNamesTheAttribute(text: String, attribute: String) {
        let error = failure(text) { _ = try SCRAMMessage.ClientFirst(parsing: $0) }
        #expect(error.contains("SCRAM client-first-message \(attribute)"), "\(error)")
    }

    @Test(arguments: [
        ("r=a,s=AA==,i=0", "iterations"), ("r=a,s=AA==,i=04", "iterations"), ("r=a,s=AA==,i=-1", "iterations"),
        ("r=a,s=AA==,i=2147483648", "iterations"), ("r=a,s=AA==,i=", "iterations"), ("r=a,s=AA==", "iterations"),
        ("r=a,s=AB==,i=1", "salt"), ("r=a,s=AAB=,i=1", "salt"), ("r=a,s=AA=,i=1", "salt"), ("r=a,s=A===,i=1", "salt"),
        ("r=a,s=A*==,i=1", "salt"), ("r=a,s=AA==AA==,i=1", "salt"), ("s=AA==,r=a,i=1", "nonce"),
    ])
    func wrongChallengeNamesTheAttribute(text: String, attribute: String) {
        let error = failure(text) { _ = try SCRAMMessage.ServerFirst(parsing: $0) }
        #expect(error.contains("SCRAM server-first-message \(attribute)"), "\(error)")
    }

    @Test func finalMessagesNeedTheirProofs() {
        for text in ["c=biws,r=a", "c=biws,r=a,x=1", "c=biws,r=a,p=*", "c=biws,r=a,p=AA==,", "r=a,p=AA=="] {
            #expect(failure(text) { _ = try SCRAMMessage.ClientFinal(parsing: $0) }.contains("client-final-message"))
        }
        for text in ["", "v=*", "e=", "x=1", "v=AA==,m=1"] {
            #expect(failure(text) { _ = try SCRAMMessage.ServerFinal(parsing: $0) }.contains("server-final-message"))
        }
    }

    @Test func aValueThatWouldPrintAsAnotherMessageIsRefused() {
        #expect(throws: WireError.self) { try SCRAMMessage.ClientFirst(username: "u", nonce: "a,x=1") }
        #expect(throws: WireError.self) { try SCRAMMessage.ClientFirst(username: "", nonce: "a") }
        #expect(throws: WireError.self) { try SCRAMMessage.ServerFirst(nonce: "a", salt: .empty, iterations: 0) }
        #expect(throws: WireError.self) { try SCRAMMessage.ServerFinal(.error("a,b=c")) }
        #expect(throws: WireError.self) { try SCRAMMessage.ServerFinal(.error("")) }
        #expect(throws: WireError.self) { try SCRAMMessage.Extension(name: "a=b", value: "c") }
        #expect(throws: WireError.self) { try SCRAMMessage.Extension(name: "a", value: "b,c=d") }
        #expect(throws: WireError.self) { try SCRAMMessage.Extension(name: "m", value: "1") }
        #expect(throws: WireError.self) {
            try SCRAMMessage.ClientFinal(channelBinding: .empty, nonce: "a,p=AA==", proof: .empty)
        }
    }

    // MARK: PLAIN

    /// RFC 4616 section 4.
    @Test(arguments: [
        ("\0tim\0tanstaaftanstaaf", nil, "tim", "tanstaaftanstaaf"),
        ("Ursel\0Kurt\0xipj3plmq", "Ursel", "Kurt", "xipj3plmq"),
    ])
    func publishedPlainMessagesAreReadAndPrinted(text: String, other: String?, user: String, password: String) throws {
        let message = try SASLPlainMessage(parsing: slice(text))
        #expect(message.authorizationID == other && message.username == user && message.password == password)
        #expect(message.encoded == slice(text))
        #expect(try SASLPlainMessage(authorizationID: other, username: user, password: password) == message)
    }

    @Test(arguments: ["", "\0", "a\0b", "\0\0p", "\0u\0", "\0u\0p\0", "\0u\0p\0q"])
    func wrongPlainMessageIsAnError(text: String) {
        #expect(failure(text) { _ = try SASLPlainMessage(parsing: $0) }.contains("SASL PLAIN message"))
    }

    @Test func plainMessageThatIsNotUTF8IsAnError() {
        #expect(throws: WireError.self) { try SASLPlainMessage(parsing: ByteSlice(copying: [0, 0xff, 0, 65])) }
    }

    @Test func passwordIsNeverPrinted() throws {
        let message = try SASLPlainMessage(username: "tim", password: "hunter2")
        var dumped = ""
        dump(message, to: &dumped)
        #expect(!"\(message) \(String(reflecting: message)) \(dumped)".contains("hunter2"))
        #expect(!failure("\0u\0hunter2\0x") { _ = try SASLPlainMessage(parsing: $0) }.contains("hunter2"))
        #expect(!failure("n,,n=hunter2=,r=1") { _ = try SCRAMMessage.ClientFirst(parsing: $0) }.contains("hunter2"))
        #expect(throws: WireError.self) { try SASLPlainMessage(username: "a\0b", password: "c") }
        #expect(throws: WireError.self) { try SASLPlainMessage(authorizationID: "", username: "a", password: "c") }
    }

    // MARK: Base64

    /// RFC 4648 section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func publishedBase64IsReadAndPrinted(plain: String, text: String) {
        #expect(Base64.encode(slice(plain)) == text)
        #expect(Base64.decode(slice(text)) == slice(plain))
    }

    @Test func everyByteSurvivesBase64() {
        let bytes = ByteSlice(copying: (0...255).map { UInt8($0) })
        #expect(Base64.decode(slice(Base64.encode(bytes))) == bytes)
    }

    @Test(arguments: ["Zg", "Zg=", "Zg==Zg==", "Zh==", "Zm9=", "====", "Z===", "Zm 8", "Zm8-", "=m9v"])
    func otherTextIsNotBase64(text: String) { #expect(Base64.decode(slice(text)) == nil) }
}
