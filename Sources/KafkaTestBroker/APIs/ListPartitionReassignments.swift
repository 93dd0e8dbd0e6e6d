// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ListPartitionReassignments, version 0: always empty, because replicas move at once.
enum ListPartitionReassignments: AnsweringHandler {
    typealias Request = ListPartitionReassignmentsRequest
    static let versions: ClosedRange<Int16> = 0...0

    static func answer(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> ListPartitionReassignmentsResponse {
        ListPartitionReassignmentsResponse(errorMessage: nil)
    }

    static func failure(
        _ request: Request, _ code: BrokerErrorCode, _ call: Call
    ) -> ListPartitionReassignmentsResponse {
        ListPartitionReassignmentsResponse(errorCode: code.rawValue, errorMessage: nil)
    }
}
