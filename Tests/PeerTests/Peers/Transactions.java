// Millrace
// SPDX-License-Identifier: Apache-2.0

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Transactions with Kafka's own client: as transactions.py.
 *
 * Usage: Transactions.java BOOTSTRAP
 */
public class Transactions {
    private static final int COUNT = 20;
    private static String bootstrap;

    private static void say(String word, List<?> values) {
        StringBuilder line = new StringBuilder(word);
        for (Object value : values) line.append(' ').append(value);
        System.out.println(line);
        System.out.flush();
    }

    private static KafkaProducer<String, String> producer(String transactionalID) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        properties.put("enable.idempotence", "true");
        properties.put("key.serializer", StringSerializer.class.getName());
        properties.put("value.serializer", StringSerializer.class.getName());
        if (transactionalID != null) properties.put("transactional.id", transactionalID);
        KafkaProducer<String, String> producer = new KafkaProducer<>(properties);
        if (transactionalID != null) producer.initTransactions();
        return producer;
    }

    private static KafkaConsumer<String, String> consumer(String group, String isolation) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrap);
        if (group != null) properties.put("group.id", group);
        properties.put("isolation.level", isolation);
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("max.poll.records", "4");
        properties.put("key.deserializer", StringDeserializer.class.getName());
        properties.put("value.deserializer", StringDeserializer.class.getName());
        return new KafkaConsumer<>(properties);
    }

    private static List<String> read(String topic, String isolation) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> reader = consumer(null, isolation)) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end = reader.endOffsets(List.of(partition)).get(partition);
            while (reader.position(partition) < end) {
                for (ConsumerRecord<String, String> record : reader.poll(Duration.ofSeconds(1))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }

    private static Map<TopicPartition, OffsetAndMetadata> positions(KafkaConsumer<String, String> source) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : source.assignment()) {
            offsets.put(partition, new OffsetAndMetadata(source.position(partition)));
        }
        return offsets;
    }

    public static void main(String[] arguments) throws Exception {
        bootstrap = arguments[0];
        try (KafkaProducer<String, String> idempotent = producer(null)) {
            for (int index = 0; index < 5; index++) idempotent.send(new ProducerRecord<>("t", 0, null, "i" + index)).get();
        }
        try (KafkaProducer<String, String> first = producer("x")) {
            for (String name : List.of("a", "b", "c")) {
                first.beginTransaction();
                for (int index = 0; index < 3; index++) first.send(new ProducerRecord<>("t", 0, null, name + index)).get();
                if (name.equals("b")) first.abortTransaction(); else first.commitTransaction();
            }
        }
        say("committed", read("t", "read_committed"));
        say("all", read("t", "read_uncommitted"));

        TopicPartition in = new TopicPartition("in", 0);
        try (KafkaProducer<String, String> loop = producer("loop");
            KafkaConsumer<String, String> source = consumer("g", "read_committed")) {
            source.subscribe(List.of("in"));
            int done = 0;
            int rounds = 0;
            while (done < COUNT) {
                ConsumerRecords<String, String> batch = source.poll(Duration.ofSeconds(1));
                if (batch.isEmpty()) continue;
                rounds++;
                loop.beginTransaction();
                for (ConsumerRecord<String, String> record : batch) {
                    loop.send(new ProducerRecord<>("out", 0, null, "out-" + record.value()));
                }
                loop.sendOffsetsToTransaction(positions(source), source.groupMetadata());
                if (rounds % 3 == 0) {
                    loop.flush();
                    loop.abortTransaction();
                    Map<TopicPartition, OffsetAndMetadata> committed = source.committed(Set.of(in));
                    source.seek(in, committed.get(in) == null ? 0 : committed.get(in).offset());
                } else {
                    loop.commitTransaction();
                    done += batch.count();
                }
            }
            say("out", read("out", "read_committed"));
            say("offset", List.of(source.committed(Set.of(in)).get(in).offset()));
        }

        KafkaProducer<String, String> old = producer("y");
        old.beginTransaction();
        old.send(new ProducerRecord<>("t", 0, null, "zombie")).get();
        KafkaProducer<String, String> fresh = producer("y");
        try {
            old.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException error) {
            say("fenced", List.of());
        }
        old.close(Duration.ZERO);
        fresh.close();
    }
}
