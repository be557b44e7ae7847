"""What an attack costs: the memory of the testbed, and the patience of another client."""

import time

from bystander import MOST_WORK, Bystander
from testbed import Watch

MB = 1_000_000


class Attack:
    """Watches memory and another client while the attack runs."""

    def __init__(self, testbed, most=64 * MB):
        self.testbed, self.most = testbed, most

    def __enter__(self):
        self.bystander = Bystander(self.testbed)
        self.watch = Watch(self.testbed).__enter__()
        self.cpu, self.begin = self.testbed.processor(), time.monotonic()
        return self

    def __exit__(self, kind, *_):
        self.watch.__exit__()
        self.work, spent = self.testbed.processor() - self.cpu, time.monotonic() - self.begin
        seen = self.bystander.finish() if self.testbed.is_alive() else None
        print(f"memory +{self.watch.grown / MB:.1f} MB, CPU {self.work:.2f} s in {spent:.2f} s, bystander {seen}")
        if kind is None:
            assert seen, "the testbed ended"
            assert self.watch.grown < self.most, f"memory grew by {self.watch.grown / MB:.0f} MB"
            assert seen["work"] < MOST_WORK, seen
