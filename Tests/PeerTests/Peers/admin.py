# Millrace
# SPDX-License-Identifier: Apache-2.0
"""Makes admin calls with one of two clients: topics, partitions, configs, records, ACLs, SCRAM users, groups.

Usage: admin.py confluent|kafka-python BOOTSTRAP

Topic `t` has ten records. Prints one line per result; AdminPeerTests.swift has the expected lines.
"""
import sys

client, bootstrap = sys.argv[1:3]


def say(*words):
    print(*words, flush=True)


def confluent():
    from confluent_kafka import ConsumerGroupTopicPartitions, TopicPartition
    from confluent_kafka.admin import (
        AclBinding, AclBindingFilter, AclOperation, AclPermissionType, AdminClient, AlterConfigOpType, ConfigEntry,
        ConfigResource, NewPartitions, NewTopic, OffsetSpec, ResourcePatternType, ResourceType, ScramCredentialInfo,
        ScramMechanism, UserScramCredentialDeletion, UserScramCredentialUpsertion)
    from confluent_kafka import TopicCollection

    admin = AdminClient({"bootstrap.servers": bootstrap})

    def done(futures):
        return [future.result(240) for future in futures.values()]

    done(admin.create_topics([NewTopic("a", 2, 1, config={"retention.ms": "1000"})], request_timeout=240))
    done(admin.create_partitions([NewPartitions("a", 5)], request_timeout=240))
    described = done(admin.describe_topics(TopicCollection(["a"]), request_timeout=240))[0]
    say("partitions", len(described.partitions))
    resource = ConfigResource(ConfigResource.Type.TOPIC, "a", incremental_configs=[
        ConfigEntry("max.message.bytes", "2000", incremental_operation=AlterConfigOpType.SET),
        ConfigEntry("cleanup.policy", "compact", incremental_operation=AlterConfigOpType.APPEND)])
    done(admin.incremental_alter_configs([resource], request_timeout=240))
    configs = done(admin.describe_configs([ConfigResource(ConfigResource.Type.TOPIC, "a")], request_timeout=240))[0]
    for name in ["retention.ms", "max.message.bytes", "cleanup.policy", "segment.bytes"]:
        say("config", name, configs[name].value, configs[name].is_default)
    low = done(admin.delete_records([TopicPartition("t", 0, 4)], request_timeout=240))[0]
    say("low", low.low_watermark)
    earliest = done(admin.list_offsets({TopicPartition("t", 0): OffsetSpec.earliest()}, request_timeout=240))[0]
    say("earliest", earliest.offset)

    def acl(name, pattern):
        return AclBinding(
            ResourceType.TOPIC, name, pattern, "User:u", "*", AclOperation.READ, AclPermissionType.ALLOW)

    done(admin.create_acls([acl("a", ResourcePatternType.LITERAL), acl("b", ResourcePatternType.PREFIXED)]))
    every = AclBindingFilter(
        ResourceType.ANY, None, ResourcePatternType.ANY, None, None, AclOperation.ANY, AclPermissionType.ANY)
    say("acls", *sorted(found.name for found in admin.describe_acls(every, request_timeout=240).result(240)))
    literal = AclBindingFilter(
        ResourceType.TOPIC, "a", ResourcePatternType.LITERAL, None, None, AclOperation.ANY, AclPermissionType.ANY)
    deleted = done(admin.delete_acls([literal], request_timeout=240))[0]
    say("acls deleted", *[found.name for found in deleted])

    info = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 8192)
    done(admin.alter_user_scram_credentials([UserScramCredentialUpsertion("u", info, b"secret", b"salt")]))
    users = admin.describe_user_scram_credentials().result(240)
    say("users", *[f"{name}:{user.scram_credential_infos[0].iterations}" for name, user in users.items()])
    done(admin.alter_user_scram_credentials([UserScramCredentialDeletion("u", ScramMechanism.SCRAM_SHA_256)]))
    say("users", *admin.describe_user_scram_credentials().result(240))

    def groups():
        say("groups", *[group.group_id for group in admin.list_consumer_groups(request_timeout=240).result(240).valid])

    done(admin.alter_consumer_group_offsets([ConsumerGroupTopicPartitions("g", [TopicPartition("t", 0, 7)])]))
    groups()
    say("state", done(admin.describe_consumer_groups(["g"], request_timeout=240))[0].state.name.lower())
    found = done(admin.list_consumer_group_offsets([ConsumerGroupTopicPartitions("g")]))[0].topic_partitions
    say("offset", *[partition.offset for partition in found])
    done(admin.delete_consumer_groups(["g"], request_timeout=240))
    groups()
    done(admin.delete_topics(["a"], request_timeout=240))
    say("topics", *sorted(admin.list_topics(timeout=240).topics))


def kafka_python():
    from kafka import KafkaAdminClient, TopicPartition
    from kafka.admin import (
        ACL, ACLFilter, ACLOperation, ACLPermissionType, ACLResourcePatternType, ConfigResource, ConfigResourceType,
        NewTopic, ResourcePattern, ResourcePatternFilter, ResourceType)
    from kafka.structs import OffsetAndMetadata
    from kafka.admin import ScramMechanism, UserScramCredentialDeletion, UserScramCredentialUpsertion

    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    topic = NewTopic(name="a", num_partitions=2, replication_factor=1, topic_configs={"retention.ms": "1000"})
    admin.create_topics([topic])
    admin.create_partitions({"a": 5})
    say("partitions", len(admin.describe_topics(["a"])[0]["partitions"]))
    change = {"max.message.bytes": "2000", "cleanup.policy": ("APPEND", "compact")}
    admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, "a", change)])
    names = ["retention.ms", "max.message.bytes", "cleanup.policy", "segment.bytes"]
    resource = ConfigResource(ConfigResourceType.TOPIC, "a", {name: None for name in names})
    found = list(admin.describe_configs([resource], config_filter="all").values())[0]["a"]
    for name in names:
        say("config", name, found[name]["value"], found[name]["config_source"] == "DEFAULT_CONFIG")
    say("low", list(admin.delete_records({TopicPartition("t", 0): 4}).values())[0]["low_watermark"])
    say("earliest", admin.list_partition_offsets({TopicPartition("t", 0): -2})[TopicPartition("t", 0)].offset)

    def acl(name, pattern):
        resource = ResourcePattern(ResourceType.TOPIC, name, pattern)
        return ACL("User:u", "*", ACLOperation.READ, ACLPermissionType.ALLOW, resource)

    admin.create_acls([acl("a", ACLResourcePatternType.LITERAL), acl("b", ACLResourcePatternType.PREFIXED)])
    every = ACLFilter(None, None, ACLOperation.ANY, ACLPermissionType.ANY, ResourcePatternFilter(
        ResourceType.ANY, None, ACLResourcePatternType.ANY))
    say("acls", *sorted(found.resource_pattern.resource_name for found in admin.describe_acls(every)[0]))
    literal = ACLFilter(None, None, ACLOperation.ANY, ACLPermissionType.ANY, ResourcePatternFilter(
        ResourceType.TOPIC, "a", ACLResourcePatternType.LITERAL))
    deleted = [acl for _, matching, _ in admin.delete_acls([literal]) for acl in matching]
    say("acls deleted", *[acl.resource_pattern.resource_name for acl in deleted])

    mechanism = ScramMechanism.SCRAM_SHA_256
    admin.alter_user_scram_credentials([UserScramCredentialUpsertion("u", mechanism, "secret", iterations=8192)])
    users = admin.describe_user_scram_credentials()
    say("users", *[f"{name}:{infos['credential_infos'][0]['iterations']}" for name, infos in users.items()])
    admin.alter_user_scram_credentials([UserScramCredentialDeletion("u", mechanism)])
    say("users", *admin.describe_user_scram_credentials())

    def groups():
        say("groups", *[group["group_id"] for group in admin.list_groups()])

    admin.alter_group_offsets("g", {TopicPartition("t", 0): OffsetAndMetadata(7, "", -1)})
    groups()
    state = admin.describe_groups(["g"])["g"]["group_state"]
    say("state", str(getattr(state, "value", state)).lower())
    say("offset", *[found.offset for found in admin.list_group_offsets("g")["g"].values()])
    admin.delete_groups(["g"])
    groups()
    admin.delete_topics(["a"])
    say("topics", *sorted(admin.list_topics()))
    admin.close()


confluent() if client == "confluent" else kafka_python()
