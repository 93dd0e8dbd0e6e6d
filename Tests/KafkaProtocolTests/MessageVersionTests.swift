// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

/// Fields that a version lacks, nulls, defaults and tagged fields.
@Suite struct MessageVersionTests {
    private func fails<M: KafkaMessage>(
        _ message: M, version: Int16, _ code: WireError.Code, field: String?
    ) -> Bool {
        do {
            _ = try message.encoded(version: version)
            return false
        } catch {
            return error.code == code && error.field == field && error.version == version
        }
    }

    /// `message` encoded and decoded in `version`.
    private func trip<M: KafkaMessage>(_ message: M, _ version: Int16) throws -> M {
        try M(decoding: try message.encoded(version: version), version: version)
    }

    @Test func setFieldThatTheVersionLacksIsRejected() throws {
        let request = OffsetFetchRequest(requireStable: true)
        #expect(fails(request, version: 6, .unsupportedVersion, field: "requireStable"))
        #expect(try trip(request, 7).requireStable)
        let groups = OffsetFetchRequest(groups: [.init(groupID: "g")])
        #expect(fails(groups, version: 7, .unsupportedVersion, field: "groups"))
        #expect(try trip(groups, 8) == groups)
        // Dropping a member's static id would change what the request does.
        let member = HeartbeatRequest(groupInstanceID: "instance-1")
        #expect(fails(member, version: 2, .unsupportedVersion, field: "groupInstanceID"))
        #expect(try trip(member, 3) == member)
    }

    @Test func setFieldThatAVersionLostIsRejected() {
        #expect(fails(OffsetFetchRequest(groupID: "g"), version: 8, .unsupportedVersion, field: "groupID"))
        // Null differs from the default, an empty array, so it counts as set.
        #expect(fails(OffsetFetchRequest(topics: nil), version: 8, .unsupportedVersion, field: "topics"))
        #expect(
            fails(
                ListOffsetsRequest(topics: [.init(name: "t", partitions: [.init(maxNumOffsets: 2)])]), version: 1,
                .unsupportedVersion, field: "topics.partitions.maxNumOffsets"))
    }

    @Test func setTaggedFieldThatTheVersionLacksIsRejected() throws {
        let request = FetchRequest(replicaState: .init(replicaID: 3))
        #expect(fails(request, version: 14, .unsupportedVersion, field: "replicaState"))
        #expect(try trip(request, 15) == request)
        #expect(fails(FetchRequest(replicaID: 3), version: 15, .unsupportedVersion, field: "replicaID"))
    }

    @Test func ignorableFieldIsDroppedSilently() throws {
        let request = ApiVersionsRequest(clientSoftwareName: "millrace", clientSoftwareVersion: "1")
        #expect(try request.encoded(version: 2).isEmpty)
        #expect(try trip(request, 3) == request)
        #expect(try trip(FetchRequest(clusterID: "c"), 11).clusterID == nil)
        #expect(try trip(FetchRequest(clusterID: "c"), 12).clusterID == "c")
    }

    @Test func absentFieldsHaveTheirDefaults() throws {
        let request = try trip(FetchRequest(maxWaitMs: 1, minBytes: 2), 0)
        #expect(request.maxBytes == 0x7fff_ffff)
        #expect(request.sessionEpoch == -1)
        #expect(request.replicaState == .init(replicaID: -1, replicaEpoch: -1))
        let offsets = ListOffsetsResponse(topics: [.init(name: "t", partitions: [.init(oldStyleOffsets: [5])])])
        #expect(try trip(offsets, 0).topics.only.partitions.only.timestamp == -1)
        #expect(try trip(offsets, 0).topics.only.partitions.only.oldStyleOffsets == [5])
    }

    @Test func nullIsAllowedFromItsVersionOnOnly() throws {
        // All topics are an empty array in version 0, null from version 1.
        #expect(fails(MetadataRequest(topics: nil), version: 0, .unexpectedNull, field: "topics"))
        #expect(try trip(MetadataRequest(topics: nil), 1).topics == nil)
        #expect(try trip(MetadataRequest(topics: []), 1).topics == [])
        #expect(throws: WireError.self) {
            try MetadataRequest(decoding: ByteSlice(copying: [0xff, 0xff, 0xff, 0xff]), version: 0)
        }
        #expect(try MetadataRequest(decoding: ByteSlice(copying: [0xff, 0xff, 0xff, 0xff]), version: 1).topics == nil)
    }

    @Test func nullAndEmptyAreKeptApart() throws {
        for version in MetadataRequest.versions where version >= 1 {
            #expect(try trip(MetadataRequest(topics: nil), version).topics == nil)
            #expect(try trip(MetadataRequest(topics: []), version).topics == [])
        }
    }

    @Test func nullAndEmptyRecordsStringsAndArraysAreKeptApartInEveryVersion() throws {
        for version in ProduceRequest.versions where version >= 3 {
            for records in [nil, ByteSlice.empty] {
                var request = ProduceRequest(acks: -1, timeoutMs: 1)
                request.topicData = [.init(partitionData: [.init(index: 0, records: records)])]
                for id in [nil, "", "x"] {
                    request.transactionalID = id
                    let read = try ProduceRequest(decoding: try request.encoded(version: version), version: version)
                    #expect(read == request)
                    #expect(try read.topicData.only.partitionData.only.records?.count == records?.count)
                    #expect(read.transactionalID == id)
                }
            }
        }
        for version in FetchResponse.versions where version >= 4 {
            for records in [nil, ByteSlice.empty] {
                for aborted in [nil, []] as [[FetchResponse.AbortedTransaction]?] {
                    var partition = FetchResponse.PartitionData(highWatermark: 1)
                    partition.records = records
                    partition.abortedTransactions = aborted
                    let response = FetchResponse(responses: [.init(partitions: [partition])])
                    let read = try FetchResponse(decoding: try response.encoded(version: version), version: version)
                    #expect(try read.responses.only.partitions.only.records?.count == records?.count)
                    #expect(try read.responses.only.partitions.only.abortedTransactions?.count == aborted?.count)
                }
            }
        }
    }

    @Test func nullAndEmptyBytesAreKeptApart() throws {
        for version in ConsumerProtocolSubscription.versions {
            for data in [nil, ByteSlice.empty, ByteSlice(utf8: "x")] {
                let subscription = ConsumerProtocolSubscription(topics: ["t"], userData: data)
                #expect(try trip(subscription, version).userData == data)
            }
        }
    }

    @Test func nullableStructIsOneMarkerByte() throws {
        let none = ConsumerGroupHeartbeatResponse(assignment: nil)
        let empty = ConsumerGroupHeartbeatResponse(assignment: .init())
        #expect(try trip(none, 0) == none)
        #expect(try trip(empty, 0) == empty)
        // The empty structure: a marker, an empty array and no tags.
        #expect(try empty.encoded(version: 0).count == none.encoded(version: 0).count + 2)
    }

    @Test func taggedFieldsAreWrittenOnlyIfSetAndInOrderWithUnknownOnes() throws {
        let plain = ApiVersionsResponse()
        #expect(try plain.encoded(version: 3).bytes == [0, 0, 1, 0, 0, 0, 0, 0])
        let tagged = ApiVersionsResponse(
            finalizedFeaturesEpoch: 7, zkMigrationReady: true,
            unknownTaggedFields: [
                TaggedField(tag: 9, data: ByteSlice(copying: [1, 2])), TaggedField(tag: 200, data: .empty),
            ])
        let bytes = try tagged.encoded(version: 3).bytes
        #expect(
            bytes == [0, 0, 1, 0, 0, 0, 0, 4] + [1, 8, 0, 0, 0, 0, 0, 0, 0, 7] + [3, 1, 1] + [9, 2, 1, 2]
                + [0xc8, 1, 0])
        #expect(try ApiVersionsResponse(decoding: ByteSlice(copying: bytes), version: 3) == tagged)
    }

    @Test func tagOfALaterVersionIsCarriedAsUnknown() throws {
        // From version 17, tag 0 of a fetch partition is the replica's directory.
        var request = FetchRequest(topics: [
            .init(partitions: [.init(replicaDirectoryID: KafkaUUID(high: 1, low: 2))])
        ])
        let bytes = try request.encoded(version: 17)
        let old = try FetchRequest(decoding: bytes, version: 16)
        #expect(try old.topics.only.partitions.only.replicaDirectoryID == .zero)
        #expect(try old.topics.only.partitions.only.unknownTaggedFields.map(\.tag) == [0])
        #expect(try old.encoded(version: 16) == bytes)
        request.topics[0].partitions[0].unknownTaggedFields = []
        #expect(try FetchRequest(decoding: bytes, version: 17) == request)
    }

    @Test func clientIDOfTheRequestHeaderIsNeverCompact() throws {
        let header = RequestHeader(requestApiKey: 3, requestApiVersion: 9, correlationID: 1, clientID: "me")
        #expect(try header.encoded(version: 1).bytes == [0, 3, 0, 9, 0, 0, 0, 1, 0, 2, 0x6d, 0x65])
        #expect(try header.encoded(version: 2).bytes == [0, 3, 0, 9, 0, 0, 0, 1, 0, 2, 0x6d, 0x65, 0])
    }

    @Test func clientIDMayBeNullOrEmpty() throws {
        for version in [1, 2] as [Int16] {
            for id in [nil, "", "me"] {
                let header = RequestHeader(requestApiKey: 3, requestApiVersion: 9, correlationID: 1, clientID: id)
                #expect(try trip(header, version) == header)
            }
        }
        let none = RequestHeader(requestApiKey: 3, requestApiVersion: 9, correlationID: 1, clientID: nil)
        #expect(try none.encoded(version: 2).bytes == [0, 3, 0, 9, 0, 0, 0, 1, 0xff, 0xff, 0])
    }

    @Test func unknownTaggedFieldsOfHeadersSurvive() throws {
        let tags = [TaggedField(tag: 3, data: ByteSlice(utf8: "three")), TaggedField(tag: .max, data: .empty)]
        let request = RequestHeader(
            requestApiKey: 3, requestApiVersion: 9, correlationID: 1, clientID: "me", unknownTaggedFields: tags)
        #expect(try trip(request, 2) == request)
        let response = ResponseHeader(correlationID: 1, unknownTaggedFields: tags)
        #expect(try trip(response, 1) == response)
    }

    @Test func apiVersionsAnswersWithTheOldHeader() {
        #expect(ApiVersionsRequest.headerVersion(3) == 2)
        #expect(ApiVersionsResponse.headerVersion(3) == 0)
        #expect(MetadataResponse.headerVersion(8) == 0)
        #expect(MetadataResponse.headerVersion(9) == 1)
    }

    @Test func versionOutsideTheRangeIsRejected() {
        for version in [-1, MetadataRequest.versions.upperBound + 1, .max, .min] as [Int16] {
            #expect(fails(MetadataRequest(), version: version, .unsupportedVersion, field: nil))
            #expect(throws: WireError.self) { try MetadataRequest(decoding: .empty, version: version) }
        }
    }

    @Test func registryReadsAnyAPIAndRejectsUnknownOnes() throws {
        let bytes = try MetadataRequest(topics: nil).encoded(version: 9)
        var reader = WireReader(bytes)
        let request = try KafkaAPIs.decodeRequest(apiKey: .metadata, version: 9, from: &reader)
        #expect((request as? MetadataRequest)?.topics == nil && request is MetadataRequest)
        reader = WireReader(try HeartbeatResponse(errorCode: 27).encoded(version: 4))
        let response = try KafkaAPIs.decodeResponse(apiKey: .heartbeat, version: 4, from: &reader)
        #expect((response as? HeartbeatResponse)?.errorCode == 27)
        #expect {
            try KafkaAPIs.decodeRequest(apiKey: APIKey(rawValue: 999), version: 0, from: &reader)
        } throws: {
            ($0 as? WireError)?.code == .unsupportedVersion
        }
        #expect(Set(KafkaAPIs.requests.map { $0.apiKey.rawValue }).count == KafkaAPIs.requests.count)
    }

    @Test func errorCodesKeepUnknownValues() {
        #expect(BrokerErrorCode.notLeaderOrFollower.rawValue == 6)
        #expect(BrokerErrorCode.notLeaderOrFollower.isRetriable)
        #expect(!BrokerErrorCode.offsetOutOfRange.isRetriable)
        #expect(BrokerErrorCode(rawValue: 35).name == "UNSUPPORTED_VERSION")
        let unknown = BrokerErrorCode(rawValue: 9999)
        #expect(unknown.rawValue == 9999 && unknown.name == nil && unknown.text == nil && !unknown.isRetriable)
        #expect("\(unknown)".contains("9999"))
    }
}
