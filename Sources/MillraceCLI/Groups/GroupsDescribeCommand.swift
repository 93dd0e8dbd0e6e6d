// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace groups describe`.
struct GroupsDescribeCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Print groups with their members and assignments.",
        discussion: "`millrace lag` prints their offsets.")

    @OptionGroup var connection: ClientOptions

    @Argument(help: ArgumentHelp("Groups to describe.", valueName: "group"))
    var groups: [String]

    @Flag(name: [.customShort("J"), .customLong("json")], help: "Print a JSON object per group.")
    var isJSON = false

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let described = try await client.describeGroups(groups)
        var failures = ItemFailures()
        for group in groups {
            switch described[group] {
            case .success(let group)?:
                if isJSON { output.line(Self.json(group)) } else { Self.write(group, to: &output) }
            case .failure(let error)?: failures.add(error)
            case nil: break
            }
        }
        try failures.check(of: groups.count)
    }

    // MARK: Text

    private static func write(_ group: GroupDescription, to output: inout OutputBuffer) {
        let epoch = group.epoch.map { ", epoch \($0)" } ?? ""
        let assignor = group.assignor.isEmpty ? "" : ", assignor \(group.assignor)"
        output.line(
            "group \(group.groupID): \(group.kind.rawValue), \(group.state)\(assignor)\(epoch), "
                + "\(group.members.count) members")
        if group.members.isEmpty { return }
        var table = TextTable([
            ("MEMBER", .text), ("INSTANCE", .text), ("CLIENT", .text), ("HOST", .text), ("SUBSCRIBED", .text),
            ("PARTITIONS", .text),
        ])
        for member in group.members {
            let subscribed = member.subscribedTopics + (member.subscribedPattern.map { ["/\($0)/"] } ?? [])
            table.add(
                member.memberID, Display.text(member.groupInstanceID), Display.text(member.clientID),
                Display.text(member.host), Display.text(subscribed.joined(separator: " ")),
                Display.partitions(member.assignment))
        }
        table.write(to: &output)
    }

    // MARK: JSON

    private static func json(_ group: GroupDescription) -> JSONValue {
        [
            "group": .string(group.groupID), "kind": .string(group.kind.rawValue), "state": .string(group.state.name),
            "assignor": .string(group.assignor), "protocol": .string(group.protocolType),
            "epoch": .integer(group.epoch), "members": .array(group.members.map(Self.json)),
        ]
    }

    private static func json(_ member: GroupDescription.Member) -> JSONValue {
        [
            "member": .string(member.memberID), "instance": .text(member.groupInstanceID),
            "client": .string(member.clientID), "host": .string(member.host), "rack": .text(member.rack),
            "topics": .array(member.subscribedTopics.map { .string($0) }), "pattern": .text(member.subscribedPattern),
            "partitions": .array(
                member.assignment.map { ["topic": .string($0.topic), "partition": .integer($0.partition)] }),
        ]
    }
}
