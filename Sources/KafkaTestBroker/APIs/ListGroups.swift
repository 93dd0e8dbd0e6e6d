// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// ListGroups, versions 0-5: the groups that this broker coordinates, filtered by state (from 4) and type (from 5),
/// ignoring case.
enum ListGroups: AnsweringHandler {
    typealias Request = ListGroupsRequest
    static let versions: ClosedRange<Int16> = 0...5

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> ListGroupsResponse {
        let states = Set(request.statesFilter.map { $0.lowercased() })
        let types = Set(request.typesFilter.map { $0.lowercased() })
        var listed: [ListGroupsResponse.ListedGroup] = []
        let seesAll = state.security.allows(.describe, .cluster, ClusterState.clusterResource, call)
        for id in state.groups.ids
        where (seesAll || state.security.allows(.describe, .group, id, call))
            && state.brokers.coordinatorRefusal(id, on: call.broker) == nil
        {
            let membership = state.groups[id]
            let group = ListGroupsResponse.ListedGroup(
                groupID: id, protocolType: membership?.protocolType ?? "",
                groupState: membership?.stateName ?? ClassicGroup.State.empty.rawValue,
                groupType: membership?.typeName ?? "classic")
            guard states.isEmpty || states.contains(group.groupState.lowercased()),
                types.isEmpty || types.contains(group.groupType)
            else { continue }
            listed.append(group)
        }
        return ListGroupsResponse(groups: listed)
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ListGroupsResponse {
        ListGroupsResponse(errorCode: code.rawValue)
    }
}
