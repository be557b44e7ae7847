"""A short run of endurance.py; the long one (20 minutes) comes before a release."""

import random

from endurance import endure


def test_twenty_seconds_of_random_life(testbeds):
    random.seed(4)
    wrong, happened = endure(testbeds("bench", "--ping-interval", "2000", "--ping-timeout", "8000"), 20)
    print(happened)
    assert wrong == []
