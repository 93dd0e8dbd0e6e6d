// Millrace
// SPDX-License-Identifier: Apache-2.0

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One member of a consumer group that says what happens to it: as group_member.py, with Kafka's own client.
 *
 * Usage: GroupMember.java BOOTSTRAP GROUP TOPIC [NAME=VALUE ...]
 */
public class GroupMember {
    private static volatile boolean leaves = false;

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    public static void main(String[] arguments) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", arguments[0]);
        properties.put("group.id", arguments[1]);
        properties.put("auto.offset.reset", "earliest");
        properties.put("enable.auto.commit", "false");
        properties.put("key.deserializer", ByteArrayDeserializer.class.getName());
        properties.put("value.deserializer", ByteArrayDeserializer.class.getName());
        for (int index = 3; index < arguments.length; index++) {
            String[] pair = arguments[index].split("=", 2);
            properties.put(pair[0], pair[1]);
        }
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

        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties);
        TreeSet<Integer> owned = new TreeSet<>();
        consumer.subscribe(List.of(arguments[2]), new ConsumerRebalanceListener() {
            private void sayAssigned() {
                say("assigned" + owned.stream().map(number -> " " + number).collect(Collectors.joining()));
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                partitions.forEach(partition -> owned.remove(partition.partition()));
                sayAssigned();
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                partitions.forEach(partition -> owned.add(partition.partition()));
                sayAssigned();
            }
        });
        while (!leaves) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
            if (records.isEmpty()) continue;
            consumer.commitSync();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                say("record " + record.partition() + " " + record.offset());
            }
        }
        consumer.close();
        say("left");
    }
}
