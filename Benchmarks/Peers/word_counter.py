# Millrace
# SPDX-License-Identifier: Apache-2.0
#
# The words of a file, counted with collections.Counter: word_counter.py FILE prints one line of results.

import resource
import sys
import time
from collections import Counter

start = time.monotonic()
counts = Counter()
lines = 0
with open(sys.argv[1], encoding="utf-8") as file:
    for line in file:
        lines += 1
        counts.update(line.split())
top = counts.most_common(10)
usage = resource.getrusage(resource.RUSAGE_SELF)
cpu = usage.ru_utime + usage.ru_stime
print(
    f"lines={lines} words={sum(counts.values())} distinct={len(counts)} seconds={time.monotonic() - start:.3f}",
    f"cpu-s={cpu:.3f} peak-MiB={usage.ru_maxrss / 1024:.1f} top={top[0][0]}:{top[0][1]}",
)
