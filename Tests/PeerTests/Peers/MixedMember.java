// Millrace
// SPDX-License-Identifier: Apache-2.0

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A member of a group that has members of several clients: as mixed_member.py, with Kafka's own client.
 *
 * Usage: MixedMember.java BOOTSTRAP GROUP TOPIC ASSIGNOR-CLASS|consumer
 */
public class MixedMember {
    private static volatile boolean leaves = false;
    private static final Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
    private static KafkaConsumer<byte[], byte[]> consumer;

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void sayChange(String verb, Collection<TopicPartition> partitions) {
        say(verb + " " + System.nanoTime()
                + partitions.stream().map(one -> " " + one.partition()).collect(Collectors.joining()));
    }

    private static void commit() {
        if (ends.isEmpty()) return;
        try {
            consumer.commitSync(ends);
            ends.clear();
        } catch (RebalanceInProgressException | CommitFailedException e) {
            say("not committed " + e);
        }
    }

    public static void main(String[] arguments) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", arguments[0]);
        properties.put("group.id", arguments[1]);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        if (arguments[3].equals("consumer")) {
            properties.put("group.protocol", "consumer");
        } else {
            properties.put("partition.assignment.strategy", arguments[3]);
            properties.put("heartbeat.interval.ms", "300");
            properties.put("session.timeout.ms", "240000");
        }
        properties.put("max.poll.records", "20");
        properties.put("key.deserializer", ByteArrayDeserializer.class.getName());
        properties.put("value.deserializer", ByteArrayDeserializer.class.getName());
        Thread input = new Thread(() -> {
            try {
                BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
                String line;
                while ((line = reader.readLine()) != null) {
                    if (line.equals("leave")) leaves = true;
                }
            } catch (java.io.IOException e) {
                say("error " + e);
            }
        });
        input.setDaemon(true);
        input.start();

        consumer = new KafkaConsumer<>(properties);
        consumer.subscribe(List.of(arguments[2]), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                commit();
                sayChange("gave", partitions);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                sayChange("gained", partitions);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                ends.clear();
                sayChange("lost", partitions);
            }
        });
        while (!leaves) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                ends.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
                say("record " + record.partition() + " " + record.offset());
            }
            commit();
        }
        consumer.close();
        say("left");
    }
}
