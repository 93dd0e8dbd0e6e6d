// Millrace
// SPDX-License-Identifier: Apache-2.0

#if S3
import Millrace
import Testing

@testable import MillraceS3

@Suite struct S3SignatureTests {
    /// The examples of AWS's page "Authenticating Requests: Using the Authorization Header".
    @Test(arguments: [
        (
            S3Request(method: "GET", path: "/test.txt", headers: [("range", "bytes=0-9")]),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        ),
        (
            S3Request(
                method: "PUT", path: "/test$file.text",
                headers: [("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")],
                body: Array("Welcome to Amazon S3.".utf8)),
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
        ),
        (
            S3Request(method: "GET", path: "/", query: [("prefix", "J"), ("max-keys", "2")]),
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
        ),
    ])
    func signaturesAreThoseOfTheExamples(request: S3Request, expected: String) throws {
        let signature = S3Signature(
            credentials: S3Credentials(
                accessKeyID: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
            region: "us-east-1")
        let headers = signature.headers(
            for: request, host: "examplebucket.s3.amazonaws.com", at: S3Time(seconds: 1_369_353_600))
        let authorization = try #require(headers.last)
        #expect(authorization.name == "authorization" && authorization.value.hasSuffix("Signature=\(expected)"))
        #expect(authorization.value.contains("AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"))
    }

    @Test(arguments: [
        (0, "19700101T000000Z"), (951_827_696, "20000229T123456Z"), (1_369_353_600, "20130524T000000Z"),
        (1_440_938_160, "20150830T123600Z"), (4_107_542_399, "21000228T235959Z"), (4_107_542_400, "21000301T000000Z"),
    ])
    func timesAreThoseOfTheCalendar(seconds: Int64, text: String) { #expect(S3Time(seconds: seconds).text == text) }

    @Test func aListingIsRead() throws {
        let page = try S3Listing(
            "<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>a%2Fb%20c+d</Key><Size>1</Size></Contents>"
                + "<Contents><Key>%</Key></Contents><NextContinuationToken>x&amp;lt;</NextContinuationToken></ListBucketResult>"
        )
        #expect(page.keys == ["a/b c d", "%"] && page.next == "x&lt;")
        let last = try S3Listing("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>")
        #expect(last.keys.isEmpty && last.next == nil)
    }

    @Test(arguments: [
        "", "<html>Please log in</html>", "<ListBucketResult><Contents><Key>cut off",
        "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
    ])
    func aListingThatIsNotWholeIsRefused(_ text: String) {
        #expect(throws: StreamingError.self) { try S3Listing(text) }
    }

    @Test func aPlaceThatCannotBeUsedIsRefused() {
        let good = S3Configuration(
            endpoint: "https://s3.example.com", bucket: "b", prefix: "p",
            credentials: S3Credentials(accessKeyID: "id", secretAccessKey: "hidden"))
        #expect(throws: Never.self) { try good.validate() }
        #expect(good.host == "s3.example.com" && !"\(good)".contains("hidden"))
        let changes: [(inout S3Configuration) -> Void] = [
            { $0.endpoint = "s3.example.com" }, { $0.endpoint = "https://s3.example.com/path" }, { $0.bucket = "" },
            { $0.prefix = "p/" }, { $0.prefix = "" }, { $0.maxAttempts = 0 },
        ]
        for change in changes {
            var wrong = good
            change(&wrong)
            #expect(throws: (any Error).self) { try wrong.validate() }
        }
    }
}
#endif
