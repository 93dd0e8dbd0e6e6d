# Millrace
# SPDX-License-Identifier: Apache-2.0
"""The peer of wordcount-bench: pyspark runs the same word count over the same lines in memory.

spark_word_count.py FILE THREADS REPETITIONS prints one result line per repetition. CPU time includes the JVM and the Python
workers, and is read from /proc.
"""
import os
import sys
import time

from pyspark import SparkConf, SparkContext


def tree():
    """This process and all its descendants."""
    parents = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    parents[int(name)] = int(file.read().rpartition(")")[2].split()[1])
            except OSError:
                continue  # the process has ended
    found = {os.getpid()}
    while True:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more


def cpu_seconds():
    """User plus system time of the tree, including children that have ended and been waited for."""
    ticks = 0
    for pid in tree():
        try:
            with open(f"/proc/{pid}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def main(path, threads, repetitions):
    with open(path) as file:
        text = file.read().splitlines()
    configuration = SparkConf().setAppName("word count").setMaster(f"local[{threads}]").set("spark.ui.enabled", "false")
    with SparkContext(conf=configuration) as context:
        context.setLogLevel("ERROR")
        lines = context.parallelize(text, 4).cache()
        count = lines.count()
        for _ in range(repetitions):
            cpu, start = cpu_seconds(), time.monotonic()
            words = (
                lines.flatMap(lambda line: line.split(" "))
                .map(lambda word: (word, 1))
                .reduceByKey(lambda a, b: a + b)
                .collect()
            )
            seconds, cpu = time.monotonic() - start, cpu_seconds() - cpu
            print(
                f"lines={count} words={sum(n for _, n in words)} distinct={len(words)} seconds={seconds:.3f} "
                f"lines-per-s={count / seconds:.0f} cpu-s={cpu:.3f} cpu-s-per-million={cpu / (count / 1e6):.3f} "
                f"version={context.version}",
                flush=True,
            )


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
