// Millrace
// SPDX-License-Identifier: Apache-2.0

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Message;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.protocol.types.BoundField;
import org.apache.kafka.common.protocol.types.RawTaggedField;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.TaggedFields;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.EndTransactionMarker;

/**
 * Writes messages with random contents as the Java client does, in the form of `vectors/messages.jsonl.gz`.
 *
 * Arguments: SEED FILE. What it writes stands in `MESSAGES`: the Java class without package and `Data`, key, direction, versions.
 */
public class GoldenVectors {
    private static final String PACKAGE = "org.apache.kafka.common.message.";
    private static final int CASES = 4;
    private static final String[][] MESSAGES = {
        {"DescribeQuorumRequest", "55", "request"}, {"DescribeQuorumResponse", "55", "response"},
        {"UpdateFeaturesRequest", "57", "request"}, {"UpdateFeaturesResponse", "57", "response"},
        {"WriteTxnMarkersRequest", "27", "request"}, {"WriteTxnMarkersResponse", "27", "response"},
        {"ShareGroupHeartbeatResponse", "76", "response"},
        {"RequestHeader", "-1", "data"}, {"ResponseHeader", "-1", "data"},
        {"ConsumerProtocolSubscription", "-1", "data"}, {"ConsumerProtocolAssignment", "-1", "data"},
        {"DefaultPrincipalData", "-1", "data"}, {"LeaderChangeMessage", "-1", "data"},
    };

    private final Random random;
    private final OutputStream out;

    private GoldenVectors(long seed, OutputStream out) {
        this.random = new Random(seed);
        this.out = out;
    }

    public static void main(String[] arguments) throws Exception {
        try (OutputStream out = new GZIPOutputStream(new FileOutputStream(arguments[1]))) {
            GoldenVectors vectors = new GoldenVectors(Long.parseLong(arguments[0]), out);
            for (String[] message : MESSAGES) vectors.write(message[0], Short.parseShort(message[1]), message[2]);
            vectors.writeControlRecords();
        }
    }

    private void write(String name, short key, String direction) throws Exception {
        Class<?> type = message(name);
        short lowest = type.getField("LOWEST_SUPPORTED_VERSION").getShort(null);
        short highest = type.getField("HIGHEST_SUPPORTED_VERSION").getShort(null);
        for (short version = lowest; version <= highest; version++) {
            for (int number = 0; number < CASES; number++) {
                Message message = (Message) random(type, schema(type, version), number);
                ObjectSerializationCache cache = new ObjectSerializationCache();
                ByteBuffer bytes = ByteBuffer.allocate(message.size(cache, version));
                message.write(new ByteBufferAccessor(bytes), cache, version);
                write(name, key, version, direction, bytes.array(), json(type, message, version));
            }
        }
    }

    /** Key and value of the records that end a transaction, which the Java client writes by hand. */
    private void writeControlRecords() throws Exception {
        for (ControlRecordType type : new ControlRecordType[] {ControlRecordType.ABORT, ControlRecordType.COMMIT}) {
            ByteBuffer key = ByteBuffer.allocate(4);
            type.recordKey().writeTo(key);
            ObjectNode fields = JsonNodeFactory.instance.objectNode().put("type", type.recordKey().getShort("type"));
            // The version goes before the body; the vectors hold the body alone.
            write("ControlRecordTypeSchema", (short) -1, (short) 0, "data", Arrays.copyOfRange(key.array(), 2, 4), fields);
            int epoch = random.nextInt();
            ByteBuffer value = new EndTransactionMarker(type, epoch).serializeValue();
            byte[] body = Arrays.copyOfRange(value.array(), value.position() + 2, value.limit());
            write("EndTxnMarker", (short) -1, (short) 0, "data", body,
                JsonNodeFactory.instance.objectNode().put("coordinatorEpoch", epoch));
        }
    }

    private void write(String name, short key, short version, String direction, byte[] bytes, JsonNode fields) throws Exception {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("apiKey", key).put("name", name).put("version", version).put("direction", direction);
        row.put("headerVersion", headerVersion(key, version, direction));
        row.put("hex", HexFormat.of().formatHex(bytes));
        row.set("fields", fields);
        out.write((row + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static short headerVersion(short key, short version, String direction) {
        if (key < 0) return -1;
        org.apache.kafka.common.protocol.ApiKeys api = org.apache.kafka.common.protocol.ApiKeys.forId(key);
        return direction.equals("request") ? api.requestHeaderVersion(version) : api.responseHeaderVersion(version);
    }

    private static Class<?> message(String name) throws Exception {
        try {
            return Class.forName(PACKAGE + name + "Data");
        } catch (ClassNotFoundException e) {
            return Class.forName(PACKAGE + name);
        }
    }

    private static Schema schema(Class<?> type, short version) throws Exception {
        return ((Schema[]) type.getField("SCHEMAS").get(null))[version];
    }

    private static JsonNode json(Class<?> type, Message message, short version) throws Exception {
        Class<?> converter = Class.forName(type.getName() + "JsonConverter");
        for (Method method : converter.getMethods()) {
            if (method.getName().equals("write") && method.getParameterCount() == 3) {
                return (JsonNode) method.invoke(null, message, version, true);
            }
        }
        throw new IllegalStateException(converter.getName());
    }

    // The fields that the version's schema names are set, others keep their defaults.

    private Object random(Class<?> type, Schema schema, int number) throws Exception {
        Object value = type.getDeclaredConstructor().newInstance();
        TreeMap<String, BoundField> present = new TreeMap<>();
        boolean flexible = false;
        for (BoundField field : schema.fields()) {
            if (field.def.type instanceof TaggedFields) {
                flexible = true;
                for (org.apache.kafka.common.protocol.types.Field tagged : tagged((TaggedFields) field.def.type)) {
                    if (random.nextBoolean()) present.put(camel(tagged.name), bound(tagged));
                }
            } else {
                present.put(camel(field.def.name), field);
            }
        }
        for (Field field : type.getDeclaredFields()) {
            BoundField bound = present.get(field.getName());
            if (Modifier.isStatic(field.getModifiers()) || bound == null) continue;
            field.setAccessible(true);
            field.set(value, random(field, bound.def.type, number));
        }
        if (flexible && number == 1) {
            byte[] bytes = new byte[random.nextInt(6)];
            random.nextBytes(bytes);
            List<RawTaggedField> unknown = ((Message) value).unknownTaggedFields();
            unknown.add(new RawTaggedField(9000 + random.nextInt(100), bytes));
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Collection<org.apache.kafka.common.protocol.types.Field> tagged(TaggedFields section) throws Exception {
        Field fields = TaggedFields.class.getDeclaredField("fields");
        fields.setAccessible(true);
        return ((Map<Integer, org.apache.kafka.common.protocol.types.Field>) fields.get(section)).values();
    }

    private static BoundField bound(org.apache.kafka.common.protocol.types.Field field) {
        return new Schema(field).get(0);
    }

    private static String camel(String name) {
        StringBuilder text = new StringBuilder();
        for (String part : name.split("_")) {
            text.append(text.length() == 0 ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return text.toString();
    }

    private Object random(Field field, org.apache.kafka.common.protocol.types.Type wire, int number) throws Exception {
        if (wire.isNullable() && random.nextInt(4) == 0) return null;
        Class<?> type = field.getType();
        if (type == boolean.class) return random.nextBoolean();
        if (type == byte.class) return (byte) random.nextInt();
        if (type == short.class) return (short) random.nextInt();
        if (type == int.class) return wire.toString().contains("UINT16") ? random.nextInt(65536) : random.nextInt();
        if (type == long.class) return random.nextLong();
        if (type == String.class) return text();
        if (type == Uuid.class) return new Uuid(random.nextLong(), random.nextLong());
        if (type == byte[].class) return bytes();
        if (type == ByteBuffer.class) return ByteBuffer.wrap(bytes());
        if (Collection.class.isAssignableFrom(type)) return elements(field, wire, number);
        return random(type, (Schema) wire, number);
    }

    @SuppressWarnings("unchecked")
    private Object elements(Field field, org.apache.kafka.common.protocol.types.Type wire, int number) throws Exception {
        Class<?> type = field.getType();
        Class<?> element = type == List.class
            ? (Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0]
            : (Class<?>) ((ParameterizedType) type.getGenericSuperclass()).getActualTypeArguments()[0];
        Collection<Object> list =
            type == List.class ? new ArrayList<>() : (Collection<Object>) type.getDeclaredConstructor().newInstance();
        org.apache.kafka.common.protocol.types.Type of = wire.arrayElementType().get();
        for (int count = random.nextInt(4); count > 0; count--) {
            if (element == String.class) list.add(text());
            else if (element == Integer.class) list.add(random.nextInt());
            else if (element == Long.class) list.add(random.nextLong());
            else if (element == Uuid.class) list.add(new Uuid(random.nextLong(), random.nextLong()));
            else list.add(random(element, (Schema) of, number));
        }
        return list;
    }

    private String text() {
        String[] texts = {"", "a", "topic-1", "Zürich", "日本", "group.α", "x".repeat(130)};
        return texts[random.nextInt(texts.length)];
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }
}
