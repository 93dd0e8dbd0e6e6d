// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaSASL
import Testing

/// The first message of OAUTHBEARER.
@Suite struct OAuthBearerMessageTests {
    private func text(_ bytes: ByteSlice) -> String { bytes.string.replacing("\u{1}", with: "^") }

    @Test func messagesAreWrittenAsInTheRFC() throws {
        let plain = try OAuthBearerMessage(token: "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==")
        #expect(text(plain.encoded) == "n,,^auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==^^")
        let full = try OAuthBearerMessage(
            token: "t", extensions: ["port": "143", "host": "server.example.com"], authorizationID: "u=,ser")
        #expect(text(full.encoded) == "n,a=u=3D=2Cser,^auth=Bearer t^host=server.example.com^port=143^^")
    }

    @Test func messagesAreReadBack() throws {
        for message in [
            try OAuthBearerMessage(token: "t"),
            try OAuthBearerMessage(token: "a.b.", extensions: ["a": "", "b": "x=y"], authorizationID: "u=,ser"),
        ] {
            #expect(try OAuthBearerMessage(parsing: message.encoded) == message)
        }
        #expect(try OAuthBearerMessage(parsing: ByteSlice(utf8: "n,,\u{1}auth=bearer t\u{1}\u{1}")).token == "t")
    }

    @Test(arguments: [
        "", "n,,", "n,,^", "n,,^^", "n,,^auth=Bearer t^", "y,,^auth=Bearer t^^", "n,b=x,^auth=Bearer t^^",
        "n,,^auth=Basic t^^", "n,,^auth=Bearer^^", "n,,^auth=Bearer a b^^", "n,,^host=x^^", "n,,^auth=Bearer t^x^^",
        "n,,^auth=Bearer t^1=x^^",
    ])
    func malformedMessagesAreErrorsWithoutTheToken(_ message: String) {
        let bytes = ByteSlice(utf8: message.replacing("^", with: "\u{1}"))
        #expect(throws: OAuthBearerMessage.Malformed.self) { try OAuthBearerMessage(parsing: bytes) }
    }

    @Test func valuesThatCannotBeSentAreErrors() {
        for token in ["", "a b", "ä", "a\u{1}b"] {
            #expect(throws: OAuthBearerMessage.Malformed.self) { try OAuthBearerMessage(token: token) }
        }
        for (name, value) in [("auth", "x"), ("", "x"), ("a1", "x"), ("a", "\u{1}")] {
            #expect(throws: OAuthBearerMessage.Malformed.self) {
                try OAuthBearerMessage(token: "t", extensions: [name: value])
            }
        }
    }

    @Test func printingShowsNoToken() throws {
        let message = try OAuthBearerMessage(token: "hunter2", extensions: ["a": "b"])
        var text = "\(message)"
        dump(message, to: &text)
        #expect(!text.contains("hunter2"))
    }
}
