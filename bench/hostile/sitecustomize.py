"""Put before all other paths by bench.scale: files that kill, hang or swell whatever reads them.

Nothing that our readers refuse or survive would do, so the words of a text file do it here.
"""

import os
import signal
import time


def _hostile() -> None:
    from quanheng import pipeline

    review = pipeline.review_one

    def acting(path, data, setting):  # type: ignore[no-untyped-def]
        words = data[:9].decode("utf-8", "ignore")
        if words.startswith("杀"):
            os.kill(os.getpid(), signal.SIGKILL)
        if words.startswith("停"):
            time.sleep(3600)
        if words.startswith("胀"):
            held = [bytes([1]) * 2**20 for _ in range(1600)]
            time.sleep(60 + len(held))
        return review(path, data, setting)

    pipeline.review_one = acting


_hostile()
