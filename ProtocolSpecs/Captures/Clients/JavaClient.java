// Millrace
// SPDX-License-Identifier: Apache-2.0

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Calls the operations of Kafka's own client, for a recording. Errors of the broker are printed and do not end the program: they are
 * recorded too.
 *
 * Usage: JavaClient.java BOOTSTRAP
 */
public class JavaClient {
    private static String bootstrap;

    private interface Step { void run() throws Exception; }

    private static void step(String name, Step step) {
        try {
            step.run();
            System.out.println(name + ": ok");
        } catch (Throwable error) {
            Throwable cause = error.getCause() == null ? error : error.getCause();
            System.out.println(name + ": " + cause);
        }
    }

    private static void get(KafkaFuture<?> future) throws Exception { future.get(15, TimeUnit.SECONDS); }

    private static Map<String, Object> settings(Object... pairs) {
        Map<String, Object> settings = new HashMap<>(Map.of("bootstrap.servers", bootstrap, "client.id", "java"));
        for (int index = 0; index < pairs.length; index += 2) settings.put((String) pairs[index], pairs[index + 1]);
        return settings;
    }

    public static void main(String[] arguments) {
        bootstrap = arguments[0];
        Map<String, Object> settings = settings("request.timeout.ms", 8000, "default.api.timeout.ms", 12000);
        try (Admin admin = Admin.create(settings)) {
            before(admin);
            for (String codec : List.of("none", "gzip", "snappy", "lz4", "zstd")) step("produce " + codec, () -> produce(codec));
            step("consume, assigned", JavaClient::assigned);
            step("consume, classic group", () -> group("classic"));
            step("consume, consumer protocol", () -> group("consumer"));
            step("transactions", JavaClient::transactions);
            after(admin);
        }
    }

    private static void before(Admin admin) {
        NewTopic topic = new NewTopic("t", 4, (short) 1);
        step("create topic", () -> get(admin.createTopics(List.of(topic)).all()));
        step("create topic again", () -> get(admin.createTopics(List.of(topic)).all()));
        step("create partitions", () -> get(admin.createPartitions(Map.of("t", NewPartitions.increaseTo(5))).all()));
        step("list topics", () -> get(admin.listTopics().names()));
        step("describe topic", () -> get(admin.describeTopics(List.of("t", "no-such-topic")).allTopicNames()));
        step("describe cluster", () -> get(admin.describeCluster().nodes()));
        step("describe features", () -> get(admin.describeFeatures().featureMetadata()));
        step("describe quorum", () -> get(admin.describeMetadataQuorum().quorumInfo()));
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, "t");
        step("describe configs", () -> get(admin.describeConfigs(List.of(resource)).all()));
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry("retention.ms", "3600000"), AlterConfigOp.OpType.SET);
        step("alter configs", () -> get(admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all()));
    }

    private static void after(Admin admin) {
        TopicPartition first = new TopicPartition("t", 0);
        for (OffsetSpec spec : List.of(
            OffsetSpec.earliest(), OffsetSpec.latest(), OffsetSpec.forTimestamp(0), OffsetSpec.maxTimestamp())) {
            step("list offsets", () -> get(admin.listOffsets(Map.of(first, spec)).all()));
        }
        step("list groups", () -> get(admin.listConsumerGroups().all()));
        step("describe groups", () -> get(admin.describeConsumerGroups(List.of("classic", "no-such-group")).all()));
        step("list group offsets", () -> get(admin.listConsumerGroupOffsets("classic").partitionsToOffsetAndMetadata()));
        Map<TopicPartition, OffsetAndMetadata> offsets = Map.of(first, new OffsetAndMetadata(0, "reset"));
        step("alter group offsets", () -> get(admin.alterConsumerGroupOffsets("classic", offsets).all()));
        step("delete group offsets", () -> get(admin.deleteConsumerGroupOffsets("classic", Set.of(first)).all()));
        step("delete groups", () -> get(admin.deleteConsumerGroups(List.of("classic")).all()));
        step("describe producers", () -> get(admin.describeProducers(List.of(first)).all()));
        step("list transactions", () -> get(admin.listTransactions().all()));
        step("describe transactions", () -> get(admin.describeTransactions(List.of("tx")).all()));
        step("describe log dirs", () -> get(admin.describeLogDirs(List.of(1)).allDescriptions()));
        step("delete records", () -> get(admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(1))).all()));
        step("delete topic", () -> get(admin.deleteTopics(List.of("t")).all()));
    }

    private static KafkaProducer<String, String> producer(Object... pairs) {
        return new KafkaProducer<>(settings(pairs), new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(Object... pairs) {
        return new KafkaConsumer<>(settings(pairs), new StringDeserializer(), new StringDeserializer());
    }

    private static void produce(String codec) throws Exception {
        try (KafkaProducer<String, String> producer = producer("compression.type", codec, "linger.ms", 20)) {
            for (int index = 0; index < 20; index++) {
                ProducerRecord<String, String> record =
                    new ProducerRecord<>("t", index % 4, "key " + index, index % 7 == 0 ? null : codec + " value " + index);
                if (index % 5 == 0) record.headers().add(new RecordHeader("h", new byte[] {1, 2}));
                producer.send(record);
            }
            producer.flush();
        }
    }

    private static int poll(KafkaConsumer<String, String> consumer, int wanted) {
        int count = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(45);
        while (count < wanted && System.nanoTime() < end) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(500))) count++;
        }
        if (count < wanted) throw new IllegalStateException(count + " records of " + wanted);
        return count;
    }

    private static void assigned() {
        try (KafkaConsumer<String, String> consumer = consumer("isolation.level", "read_committed")) {
            consumer.assign(List.of(new TopicPartition("t", 0), new TopicPartition("t", 1)));
            consumer.seekToBeginning(consumer.assignment());
            poll(consumer, 50);
        }
    }

    private static void group(String protocol) {
        Object[] settings = {"group.id", protocol, "group.protocol", protocol, "auto.offset.reset", "earliest"};
        try (KafkaConsumer<String, String> consumer = consumer(settings)) {
            consumer.subscribe(List.of("t"));
            poll(consumer, 100);
            consumer.commitSync();
        }
    }

    private static void transactions() throws Exception {
        try (KafkaProducer<String, String> producer = producer("transactional.id", "tx", "max.block.ms", 8000)) {
            producer.initTransactions();
            for (boolean commits : new boolean[] {true, false}) {
                producer.beginTransaction();
                for (int index = 0; index < 4; index++) {
                    producer.send(new ProducerRecord<>("t", index, null, (commits ? "committed " : "aborted ") + index));
                }
                producer.sendOffsetsToTransaction(
                    Map.of(new TopicPartition("t", 0), new OffsetAndMetadata(5)), new ConsumerGroupMetadata("tx-group"));
                if (commits) producer.commitTransaction(); else producer.abortTransaction();
            }
        }
        try (KafkaConsumer<String, String> consumer = consumer("isolation.level", "read_committed")) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int index = 0; index < 4; index++) partitions.add(new TopicPartition("t", index));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            poll(consumer, 104);
        }
    }
}
