#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of the window, each beside its peer from the same run, as lines of JSON.

    bench_window.py [FIGURE]…      start, memory, smoothness, search, live, import; all of them where none is named

DOCKET_BENCH_SHOPS names a folder of shops, one a folder (10k, 100k, 1m: docket-cli bench --make); without it a sample shop of
10,000 orders is made. The shops are copied first where something is written to them. DOCKET_BENCH_ROUNDS: how often what is
compared is run in turns. The programs are named by the environment: DOCKET_CLI, BENCH_WINDOW, BENCH_BARE.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "ui"))
import docket_session  # noqa: E402 (lies in the folder beside)

ROUNDS = int(os.environ.get("DOCKET_BENCH_ROUNDS", "7"))
IMPORTED = int(os.environ.get("DOCKET_BENCH_IMPORT", "100000"))
FIGURES = ("start", "memory", "smoothness", "search", "live", "import")
SCROLLS = ("page-down", "wheel", "drag-down", "wheel-up", "drag-up")


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(program, *arguments, **settings):
    """What one of the programs printed, by the names of the figures."""
    environment = dict(os.environ, **settings, BENCH_STARTED=str(time.monotonic_ns()))
    done = subprocess.run([os.environ[program], *arguments], stdout=subprocess.PIPE, env=environment, check=True, timeout=1800)
    figures = {}
    for line in done.stdout.decode().splitlines():
        figure = json.loads(line)
        figures[figure["figure"]] = figure["measured"]
    return figures


def run_window(scenario, shop, **settings):
    return run("BENCH_WINDOW", scenario, "--data-dir", shop, "--page", "orders", **settings)


def tell(figure, unit, size, measured, limit=None, goal=None):
    ratio = round(measured / limit, 3) if limit else None
    print(json.dumps({"figure": figure, "unit": unit, "size": size, "measured": round(measured, 3),
                      "limit": round(limit, 3) if limit else None, "ratio": ratio, "goal": goal}), flush=True)


def median(runs, figure):
    return statistics.median(figures[figure] for figures in runs)


def cli(shop, *arguments, **options):
    return subprocess.run([os.environ["DOCKET_CLI"], "--data-dir", shop, *arguments], check=True, stdout=subprocess.PIPE,
                          text=True, **options).stdout


def find_shops(scratch):
    folder = os.environ.get("DOCKET_BENCH_SHOPS")
    if not folder:
        shop = os.path.join(scratch, "sample")
        cli(shop, "sample", "--orders", "10000")
        return [shop]
    shops = [os.path.join(folder, name) for name in os.listdir(folder)]
    return sorted((shop for shop in shops if os.path.exists(os.path.join(shop, "write.db"))),
                  key=lambda shop: os.path.getsize(os.path.join(shop, "write.db")))


def copy(shop, scratch):
    return shutil.copytree(shop, tempfile.mkdtemp(dir=scratch), dirs_exist_ok=True, ignore=shutil.ignore_patterns("socket"))


def measure_start(shop, size):
    """Interleaved, so that a busy machine is busy for both; the first round only fills the caches."""
    ours, peers = [], []
    for _ in range(ROUNDS + 1):
        ours.append(run_window("first", shop))
        peers.append(run("BENCH_BARE", "start"))
    del ours[0], peers[0]
    tell("start", "ms", size, median(ours, "start"), median(peers, "start"), 1.3)
    tell("start-main-thread-cpu", "ms", size, median(ours, "start-thread-cpu"), median(peers, "start-thread-cpu"), 1.3)
    tell("start-cpu", "ms", size, median(ours, "start-cpu"), median(peers, "start-cpu"))


def measure_memory(shop, size):
    ours = run_window("scroll", shop)
    bare = run("BENCH_BARE", "start")
    tell("memory-more", "MiB", size, ours["memory-at-end"] - bare["memory"], goal=64)
    tell("memory", "MiB", size, ours["memory-at-end"], bare["memory"])


def measure_smoothness(shop, size):
    """The peer is GTK alone: as many rows of as many columns in plain labels."""
    ours = run_window("scroll", shop)
    bare = run("BENCH_BARE", "scroll", str(size))
    for scroll in SCROLLS:
        tell(f"smoothness-{scroll}", "ms", size, ours[f"{scroll}-longest"], bare[f"{scroll}-longest"], 16)
        tell(f"smoothness-{scroll}-own", "ms", size, ours[f"{scroll}-own"], bare[f"{scroll}-own"], 16)
        tell(f"smoothness-{scroll}-own-cpu", "ms", size, ours[f"{scroll}-own-cpu"], bare[f"{scroll}-own-cpu"], 16)
        tell(f"smoothness-{scroll}-late-frames", "frames", size, ours[f"{scroll}-late"], goal=0)


def measure_search(shop, size):
    ours = run_window("search", shop)
    for name, goal in (("p50", 4), ("p99", 16)):
        tell(f"search-typed-{name}", "ms", size, ours[f"search-{name}"], goal=goal)
        tell(f"search-typed-{name}-cpu", "ms", size, ours[f"search-cpu-{name}"], goal=goal)
        tell(f"search-typed-painted-{name}", "ms", size, ours[f"search-painted-{name}"])
    tell("search-typed-own-cpu", "ms", size, ours["search-own-cpu"], goal=16)


def measure_live(shop, size, scratch):
    changed = copy(shop, scratch)
    ours = run_window("live", changed)
    tell("live-row-ms", "ms", size, ours["live-row"])
    tell("live-longest-own-cpu", "ms", size, ours["live-own-cpu"], goal=16)
    tell("live-scroll-moved", "rows", size, ours["live-scroll-moved"], goal=0)
    tell("live-selection-moved", "rows", size, ours["live-selection-moved"], goal=0)
    shutil.rmtree(changed)


def write_orders(path, count):
    with open(path, "w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps({
                "command": "PlaceOrder", "customer": {"name": f"Person {number % 5000}"},
                "lines": [{"title": "Something", "quantity": "1", "unit-price": "4.50"}] * 3}) + "\n")


def measure_import(shop, size, scratch):
    """Another process hands a batch over to the window that holds the shop."""
    changed = copy(shop, scratch)
    batch = os.path.join(scratch, "batch.jsonl")
    write_orders(batch, IMPORTED)
    ours = run_window("import", changed, BENCH_BATCH=batch)
    tell("smoothness-import", "ms", size, ours["import-longest"], goal=16)
    tell("smoothness-import-own", "ms", size, ours["import-own"], goal=16)
    tell("smoothness-import-own-cpu", "ms", size, ours["import-own-cpu"], goal=16)
    tell("smoothness-import-late-frames", "frames", size, ours["import-late"], goal=0)
    tell("import-orders", "orders/s", size, IMPORTED / ours["import-seconds"])
    shutil.rmtree(changed)


def main():
    wanted = sys.argv[1:] or FIGURES
    session = docket_session.Session()
    for shop in find_shops(session.scratch):
        size = int(run_window("count", shop)["count"])
        say(f"{shop}: {size} orders, load {os.getloadavg()[0]:.1f}")
        for figure in wanted:
            measure = globals()[f"measure_{figure}"]
            if figure in ("live", "import"):
                measure(shop, size, session.scratch)
            else:
                measure(shop, size)


if __name__ == "__main__":
    main()
