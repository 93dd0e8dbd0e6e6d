// Millrace
// SPDX-License-Identifier: Apache-2.0

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Random groups, and what the assignors of Kafka's own client make of them: one JSON object a line.
 *
 * Usage: Assignors.java SEED COUNT [MEMBERS PARTITIONS]
 *
 * With MEMBERS and PARTITIONS it prints how long each assignor takes for one group of that size instead.
 *
 * Left out are groups that Kafka's assignors give an exception or a partition of a topic that the member does not want,
 * and those in which they may do so on the way: a member of an earlier generation claims a topic that it does not want
 * now, and partitions may go back to it before they move on.
 */
public class Assignors {
    private static final List<String> RACKS = List.of("a", "b", "c");

    private final Random random;

    private Assignors(long seed) {
        random = new Random(seed);
    }

    public static void main(String[] arguments) {
        Assignors assignors = new Assignors(Long.parseLong(arguments[0]));
        if (arguments.length > 2) {
            assignors.time(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            return;
        }
        for (int written = 0; written < Integer.parseInt(arguments[1]); ) {
            String line = assignors.line();
            if (line != null) {
                System.out.println(line);
                written++;
            }
        }
    }

    private static ConsumerPartitionAssignor assignor(int number) {
        return switch (number) {
            case 0 -> new RangeAssignor();
            case 1 -> new RoundRobinAssignor();
            case 2 -> new StickyAssignor();
            default -> new CooperativeStickyAssignor();
        };
    }

    /** What one member sends, and what its assignor knew when it wrote the user data. */
    private static final class Member {
        String id;
        String instance;
        String rack;
        List<String> topics = new ArrayList<>();
        List<TopicPartition> last;
        int generation = -1;
        int subscriptionGeneration = -1;
        byte[] userData;
    }

    private String line() {
        int kind = random.nextInt(6);
        ConsumerPartitionAssignor assignor = assignor(Math.min(3, kind > 3 ? kind - 2 : kind));
        int memberCount = random.nextInt(8) == 0 ? 13 + random.nextInt(40) : 1 + random.nextInt(8);
        int topicCount = 1 + random.nextInt(random.nextInt(5) == 0 ? 20 : 4);
        int largest = random.nextInt(5) == 0 ? 60 : 8;
        boolean racks = random.nextInt(3) == 0;
        Cluster cluster = cluster(topicCount, largest, racks);
        List<Member> members = members(memberCount, topicCount, racks);
        if (assignor instanceof StickyAssignor || assignor instanceof CooperativeStickyAssignor) {
            claim(assignor, cluster, members);
        }
        for (Member member : members) {
            fillUserData(member, assignor(kindOf(assignor)));
        }
        Map<String, List<TopicPartition>> result = hasUnwantedClaims(members) ? null : assign(assignor, cluster, members);
        return result == null ? null : json(assignor, cluster, members, result);
    }

    private static boolean hasUnwantedClaims(List<Member> members) {
        int latest = members.stream().mapToInt(member -> member.generation).max().orElse(-1);
        return members.stream().anyMatch(member -> member.last != null && member.generation < latest
            && member.last.stream().anyMatch(partition -> !member.topics.contains(partition.topic())));
    }

    private static int kindOf(ConsumerPartitionAssignor assignor) {
        return List.of("range", "roundrobin", "sticky", "cooperative-sticky").indexOf(assignor.name());
    }

    private Cluster cluster(int topicCount, int largest, boolean racks) {
        List<Node> nodes = new ArrayList<>();
        for (int node = 0; node < RACKS.size(); node++) {
            nodes.add(new Node(node, "host", 9092, racks ? RACKS.get(node) : null));
        }
        List<PartitionInfo> partitions = new ArrayList<>();
        int common = 1 + random.nextInt(largest);
        for (int topic = 0; topic < topicCount; topic++) {
            // Equal numbers make topics co-partitioned; none at all makes a topic that does not exist.
            int count = random.nextInt(3) == 0 ? common : random.nextInt(largest + 1);
            int replicas = 1 + random.nextInt(RACKS.size());
            for (int partition = 0; partition < count; partition++) {
                List<Node> chosen = new ArrayList<>(nodes);
                Collections.shuffle(chosen, random);
                Node[] array = chosen.subList(0, replicas).toArray(new Node[0]);
                partitions.add(new PartitionInfo(name(topic), partition, array[0], array, array));
            }
        }
        return new Cluster("c", nodes, partitions, Set.of(), Set.of());
    }

    private static String name(int topic) {
        return "topic-" + topic * 7;
    }

    private List<Member> members(int count, int topicCount, boolean racks) {
        boolean equal = random.nextBoolean();
        List<String> common = topics(topicCount);
        int statics = random.nextInt(3);
        List<Member> members = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Member member = new Member();
            member.id = "consumer-" + number + "-" + Integer.toHexString(random.nextInt());
            member.instance = statics > 0 && random.nextInt(statics) == 0 ? "i" + (count - number) : null;
            member.rack = racks && random.nextInt(5) > 0 ? RACKS.get(random.nextInt(RACKS.size())) : null;
            member.topics = equal ? new ArrayList<>(common) : topics(topicCount);
            if (equal) {
                Collections.shuffle(member.topics, random);
            }
            members.add(member);
        }
        return members;
    }

    private List<String> topics(int count) {
        List<String> topics = new ArrayList<>();
        for (int topic = 0; topic < count; topic++) {
            if (random.nextInt(4) > 0) {
                topics.add(name(topic));
            }
        }
        if (topics.isEmpty()) {
            topics.add(name(0));
        }
        return topics;
    }

    /** Gives members the partitions of an earlier assignment, and then changes the group. */
    private void claim(ConsumerPartitionAssignor assignor, Cluster cluster, List<Member> members) {
        if (random.nextInt(5) == 0) {
            return;
        }
        List<Member> earlier = members.stream().filter(m -> random.nextInt(4) > 0).collect(Collectors.toList());
        Map<String, List<TopicPartition>> owned =
            earlier.isEmpty() ? Map.of() : assign(new StickyAssignor(), cluster, earlier);
        if (owned == null) {
            return;
        }
        int generation = 1 + random.nextInt(100);
        // Subscriptions before version 2 have no generation; members with contradictions are newer.
        boolean old = random.nextInt(6) == 0;
        boolean contradictions = !old && random.nextInt(3) == 0;
        boolean changed = random.nextInt(4) == 0;
        for (Member member : members) {
            member.last = owned.containsKey(member.id) ? new ArrayList<>(owned.get(member.id)) : null;
            member.generation = member.last == null ? -1 : generation - (contradictions ? random.nextInt(3) : 0);
            member.subscriptionGeneration = old ? -1 : member.generation;
            if (member.last != null && contradictions && random.nextInt(3) == 0) {
                String topic = name(random.nextInt(4));
                for (int partition = 0; partition < 3; partition++) {
                    TopicPartition claimed = new TopicPartition(topic, partition);
                    if (!member.last.contains(claimed) && cluster.partitionCountForTopic(topic) != null
                        && partition < cluster.partitionCountForTopic(topic)) {
                        member.last.add(claimed);
                    }
                }
            }
            if (changed && random.nextInt(3) == 0) {
                member.topics = topics(4);
            }
        }
    }

    private static void fillUserData(Member member, ConsumerPartitionAssignor assignor) {
        if (member.last != null) {
            assignor.onAssignment(new Assignment(member.last),
                new ConsumerGroupMetadata("g", member.generation, member.id, Optional.ofNullable(member.instance)));
        }
        ByteBuffer bytes = assignor.subscriptionUserData(new HashSet<>(member.topics));
        if (bytes != null) {
            member.userData = new byte[bytes.remaining()];
            bytes.get(member.userData);
        }
    }

    private static Subscription subscription(Member member, boolean cooperative) {
        Subscription subscription = new Subscription(
            member.topics, member.userData == null ? null : ByteBuffer.wrap(member.userData),
            cooperative && member.last != null ? member.last : List.of(), member.subscriptionGeneration,
            Optional.ofNullable(member.rack));
        subscription.setGroupInstanceId(Optional.ofNullable(member.instance));
        return subscription;
    }

    /** The assignment; null if it is not one. */
    private static Map<String, List<TopicPartition>> assign(
        ConsumerPartitionAssignor assignor, Cluster cluster, List<Member> members) {
        boolean cooperative = assignor instanceof CooperativeStickyAssignor;
        // Kafka's ConsumerCoordinator makes this table.
        Map<String, Subscription> subscriptions = new HashMap<>();
        members.forEach(member -> subscriptions.put(member.id, subscription(member, cooperative)));
        Map<String, List<TopicPartition>> result = new LinkedHashMap<>();
        try {
            Map<String, Assignment> assignment =
                assignor.assign(cluster, new GroupSubscription(subscriptions)).groupAssignment();
            for (Member member : members) {
                List<TopicPartition> partitions = assignment.get(member.id).partitions();
                if (!partitions.stream().allMatch(partition -> member.topics.contains(partition.topic()))) {
                    return null;
                }
                result.put(member.id, partitions);
            }
        } catch (RuntimeException error) {
            return null;
        }
        return result;
    }

    private void time(int memberCount, int partitionCount) {
        List<Node> nodes = List.of(new Node(0, "host", 9092));
        Node[] replicas = nodes.toArray(new Node[0]);
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int partition = 0; partition < partitionCount; partition++) {
            partitions.add(
                new PartitionInfo(name(partition % 10), partition / 10, replicas[0], replicas, replicas));
        }
        Cluster cluster = new Cluster("c", nodes, partitions, Set.of(), Set.of());
        List<String> all = new ArrayList<>();
        for (int topic = 0; topic < 10; topic++) {
            all.add(name(topic));
        }
        for (boolean equal : new boolean[] {true, false}) {
            List<Member> members = members(memberCount, 10, false);
            for (int number = 0; number < memberCount; number++) {
                members.get(number).topics = equal || number % 2 == 0 ? all : all.subList(0, 5);
            }
            for (int kind = 0; kind < 4; kind++) {
                if (!equal && kind > 1 && memberCount > 200) {
                    continue;
                }
                long best = Long.MAX_VALUE;
                for (int run = 0; run < 5; run++) {
                    long start = System.nanoTime();
                    assign(assignor(kind), cluster, members);
                    best = Math.min(best, System.nanoTime() - start);
                }
                System.out.println((equal ? "equal " : "different ") + assignor(kind).name() + " " + best / 1000 + " us");
            }
        }
    }

    // MARK: JSON

    private static String json(
        ConsumerPartitionAssignor assignor, Cluster cluster, List<Member> members,
        Map<String, List<TopicPartition>> result) {
        List<String> topics = new ArrayList<>();
        for (String topic : cluster.topics()) {
            List<PartitionInfo> partitions = new ArrayList<>(cluster.partitionsForTopic(topic));
            partitions.sort((a, b) -> a.partition() - b.partition());
            String racks = partitions.stream().map(Assignors::racks).collect(Collectors.joining(","));
            topics.add("{\"name\":" + text(topic) + ",\"racks\":[" + racks + "]}");
        }
        List<String> rows = new ArrayList<>();
        for (Member member : members) {
            rows.add("{\"id\":" + text(member.id) + ",\"instance\":" + text(member.instance)
                + ",\"rack\":" + text(member.rack) + ",\"topics\":" + list(member.topics)
                + ",\"last\":" + (member.last == null ? "null" : list(member.last))
                + ",\"generation\":" + member.generation
                + ",\"subscriptionGeneration\":" + member.subscriptionGeneration
                + ",\"userData\":" + text(member.userData == null ? null : HexFormat.of().formatHex(member.userData))
                + ",\"result\":" + list(result.get(member.id)) + "}");
        }
        return "{\"assignor\":" + text(assignor.name()) + ",\"topics\":[" + String.join(",", topics)
            + "],\"members\":[" + String.join(",", rows) + "]}";
    }

    private static String racks(PartitionInfo partition) {
        List<String> racks = new ArrayList<>();
        for (Node node : partition.replicas()) {
            if (node.rack() != null) {
                racks.add(node.rack());
            }
        }
        return list(racks);
    }

    private static String list(List<?> values) {
        return values.stream().map(value -> text(value.toString())).collect(Collectors.joining(",", "[", "]"));
    }

    private static String text(String value) {
        return value == null ? "null" : "\"" + value + "\"";
    }
}
