// Millrace
// SPDX-License-Identifier: Apache-2.0

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.quota.ClientQuotaFilterComponent;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What administrators do, with Kafka's own client: as admin.py, and quotas, replicas and transactions.
 *
 * Usage: Administration.java BOOTSTRAP
 */
public class Administration {
    private static void say(Object... words) {
        System.out.println(List.of(words).stream().map(String::valueOf).collect(Collectors.joining(" ")));
        System.out.flush();
    }

    private static String join(Collection<?> values) {
        return values.stream().map(String::valueOf).sorted().collect(Collectors.joining(" "));
    }

    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", arguments[0]);
        try (Admin admin = Admin.create(properties)) {
            topics(admin);
            acls(admin);
            users(admin);
            groups(admin);
            quotas(admin);
            replicas(admin);
            transactions(admin, arguments[0]);
            admin.deleteTopics(List.of("a")).all().get();
            say("topics", join(admin.listTopics().names().get()));
        }
    }

    private static void topics(Admin admin) throws Exception {
        admin.createTopics(List.of(new NewTopic("a", 2, (short) 1).configs(Map.of("retention.ms", "1000")))).all().get();
        admin.createPartitions(Map.of("a", NewPartitions.increaseTo(5))).all().get();
        say("partitions", admin.describeTopics(List.of("a")).allTopicNames().get().get("a").partitions().size());
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "a");
        admin.incrementalAlterConfigs(Map.of(resource, List.of(
            new AlterConfigOp(new ConfigEntry("max.message.bytes", "2000"), AlterConfigOp.OpType.SET),
            new AlterConfigOp(new ConfigEntry("cleanup.policy", "compact"), AlterConfigOp.OpType.APPEND)))).all().get();
        Config configs = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        for (String name : List.of("retention.ms", "max.message.bytes", "cleanup.policy", "segment.bytes")) {
            say("config", name, configs.get(name).value(), configs.get(name).isDefault() ? "True" : "False");
        }
        TopicPartition partition = new TopicPartition("t", 0);
        say("low", admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(4))).lowWatermarks().get(partition)
            .get().lowWatermark());
        say("earliest", admin.listOffsets(Map.of(partition, OffsetSpec.earliest())).partitionResult(partition).get().offset());
    }

    private static void acls(Admin admin) throws Exception {
        AccessControlEntry entry = new AccessControlEntry("User:u", "*", AclOperation.READ, AclPermissionType.ALLOW);
        admin.createAcls(List.of(
            new AclBinding(new ResourcePattern(ResourceType.TOPIC, "a", PatternType.LITERAL), entry),
            new AclBinding(new ResourcePattern(ResourceType.TOPIC, "b", PatternType.PREFIXED), entry))).all().get();
        say("acls", join(admin.describeAcls(AclBindingFilter.ANY).values().get().stream().map(acl -> acl.pattern().name()).toList()));
        AclBindingFilter literal = new AclBindingFilter(
            new ResourcePatternFilter(ResourceType.TOPIC, "a", PatternType.LITERAL), AccessControlEntryFilter.ANY);
        say("acls deleted", join(admin.deleteAcls(List.of(literal)).all().get().stream().map(acl -> acl.pattern().name()).toList()));
    }

    private static void users(Admin admin) throws Exception {
        ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 8192);
        admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion("u", info, "secret"))).all().get();
        say("users", join(admin.describeUserScramCredentials().all().get().values().stream()
            .map(user -> user.name() + ":" + user.credentialInfos().get(0).iterations()).toList()));
        admin.alterUserScramCredentials(
            List.of(new UserScramCredentialDeletion("u", ScramMechanism.SCRAM_SHA_256))).all().get();
        say("users", join(admin.describeUserScramCredentials().all().get().keySet()));
    }

    private static void groups(Admin admin) throws Exception {
        TopicPartition partition = new TopicPartition("t", 0);
        admin.alterConsumerGroupOffsets("g", Map.of(partition, new OffsetAndMetadata(7))).all().get();
        say("groups", join(admin.listConsumerGroups().all().get().stream().map(group -> group.groupId()).toList()));
        say("state", admin.describeConsumerGroups(List.of("g")).all().get().get("g").state().name().toLowerCase());
        say("offset", admin.listConsumerGroupOffsets("g").partitionsToOffsetAndMetadata().get().get(partition).offset());
        admin.deleteConsumerGroupOffsets("g", Set.of(partition)).all().get();
        admin.deleteConsumerGroups(List.of("g")).all().get();
        say("groups", join(admin.listConsumerGroups().all().get().stream().map(group -> group.groupId()).toList()));
    }

    private static void quotas(Admin admin) throws Exception {
        ClientQuotaEntity entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, "u"));
        admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
            entity, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", 1000.0))))).all().get();
        ClientQuotaFilter filter = ClientQuotaFilter.containsOnly(
            List.of(ClientQuotaFilterComponent.ofEntity(ClientQuotaEntity.USER, "u")));
        say("quotas", admin.describeClientQuotas(filter).entities().get().get(entity));
        admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
            entity, List.of(new ClientQuotaAlteration.Op("producer_byte_rate", null))))).all().get();
        say("quotas", admin.describeClientQuotas(filter).entities().get().size());
    }

    private static void replicas(Admin admin) throws Exception {
        TopicPartition partition = new TopicPartition("t", 0);
        admin.alterPartitionReassignments(
            Map.of(partition, Optional.of(new NewPartitionReassignment(List.of(2, 1))))).all().get();
        say("reassignments", admin.listPartitionReassignments().reassignments().get().size());
        say("election", admin.electLeaders(ElectionType.PREFERRED, Set.of(partition)).partitions().get().get(partition)
            .map(error -> error.getClass().getSimpleName()).orElse("done"));
        say("leader", admin.describeTopics(List.of("t")).allTopicNames().get().get("t").partitions().get(0).leader().id());
        say("dirs", admin.describeLogDirs(List.of(1, 2)).allDescriptions().get().size());
    }

    private static void transactions(Admin admin, String bootstrap) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("transactional.id", "x");
        properties.put("key.serializer", StringSerializer.class.getName());
        properties.put("value.serializer", StringSerializer.class.getName());
        KafkaProducer<String, String> producer = new KafkaProducer<>(properties);
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("t", 0, null, "open")).get();
        TopicPartition partition = new TopicPartition("t", 0);
        say("transactions", join(admin.listTransactions().all().get().stream()
            .map(listing -> listing.transactionalId() + ":" + listing.state()).toList()));
        say("described", admin.describeTransactions(List.of("x")).description("x").get().topicPartitions());
        say("producers", admin.describeProducers(List.of(partition)).partitionResult(partition).get().activeProducers().size());
        var open = admin.describeProducers(List.of(partition)).partitionResult(partition).get().activeProducers().get(0);
        admin.abortTransaction(new org.apache.kafka.clients.admin.AbortTransactionSpec(
            partition, open.producerId(), (short) open.producerEpoch(), open.coordinatorEpoch().orElse(0))).all().get();
        admin.fenceProducers(List.of("x")).all().get();
        try {
            producer.commitTransaction();
        } catch (org.apache.kafka.common.KafkaException error) {
            say("fenced");
        }
        producer.close(java.time.Duration.ZERO);
    }
}
