"""The race's protocol for peers in Python: bench/LatentSharp.Bench/Serving/SideServer.cs tells it."""
import resource
import sys
import time


def processor_time():
    """Seconds that the processors worked for this process, and for its children that have ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def run(step, seconds):
    """Does steps until it has had the processors for about so long: microseconds of one by the clock and of the processors' time.

    Looks at the clocks about twenty times. Time in which others had the processors does not count, nor twice that of two threads.
    """
    batch, steps, start, used = 1, 0, time.perf_counter(), processor_time()
    while True:
        for _ in range(batch):
            step()
        steps += batch
        wall, processor = time.perf_counter() - start, processor_time() - used
        elapsed = max(min(wall, processor), 0.05 * wall)
        if elapsed >= seconds:
            return wall / steps * 1e6, processor / steps * 1e6
        batch = max(1, int(steps * seconds / elapsed / 20))


def refuse(reason):
    print("absent", reason, flush=True)
    sys.exit(1)


def serve(version, step):
    print("ready", version, flush=True)
    for line in sys.stdin:
        print(*run(step, float(line)), flush=True)
