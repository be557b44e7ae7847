"""The loads of `bin/bench socketio`, their goals, and the page of results."""

from datetime import date

from report import RESULTS, Row, machine


def words(mode, clients, *flags, seconds=True):
    def with_seconds(length):
        return [mode, "--clients", str(clients), *flags, *(["--seconds", str(length)] if seconds else [])]

    return with_seconds


LOADS = {
    "echo-100": words("echo", 100),
    "echo-1000": words("echo", 1000),
    "fanout": words("fanout", 1000),
    "fanout-4": words("fanout", 1000, "--in-flight", "4"),
    "idle-5000": words("idle", 5000, "--seconds", "2", seconds=False),
    "idle-10000": words("idle", 10_000, "--seconds", "2", seconds=False),
    "connect": words("connect", 2000, seconds=False),
    "latency": words("echo", 1000, "--rate", "2000"),
}

# load → (what, figure, unit, goal)
TABLE = {
    "echo-100": ("Echo with ack, 100 clients, server CPU per message", "server_us", "µs", 16),
    "echo-1000": ("Echo with ack, 1,000 clients, server CPU per message", "server_us", "µs", 16),
    "fanout": ("Broadcast to a room of 1,000, server CPU per delivery", "server_us", "µs", 10),
    "fanout-4": ("The same, four in flight", "server_us", "µs", 9),
    "idle-5000": ("Resident memory per idle connection, 5,000", "kib_per_client", "KiB", 8),
    "idle-10000": ("Resident memory per idle connection, 10,000", "kib_per_client", "KiB", 8),
    "connect": ("Connect, WebSocket handshake to CONNECT, server CPU", "server_us", "µs", 230),
    "latency": ("p99 of an echo at 2,000 messages/s, 1,000 clients", "p99_us", "µs", 1000),
}
COMPARED = set(TABLE) - {"idle-10000"}  # python-socketio takes minutes to connect as many


def rows(ours, theirs):
    return [row(key, ours[key], theirs.get(key)) for key in TABLE if key in ours]


def row(key, ours, theirs):
    what, figure, unit, goal = TABLE[key]
    value = ours[figure]
    measured = f"{value:,.1f} {unit}"
    if theirs:
        ratio = theirs[figure] / value if value else 0
        measured += f"; python-socketio {theirs[figure]:,.1f} {unit}, {ratio:.1f} ×"
    return Row(what, f"{measured} ({detail(key, ours)})", f"≤ {goal:,} {unit}", value <= goal)


def detail(key, result):
    """What tells whether the figure is sound: rates, and the cores of server, generator and everything else."""
    cores = (f"cores: server {result['server_cores']:.2f}, generator {result['generator_cores']:.2f}, "
             f"rest {max(0, result['rest_cores']):.2f}")
    if key.startswith("idle"):
        return f"{result['resident_kib'] / 1024:,.0f} MiB in all"
    if key == "connect":
        return f"{result['per_second']:,.0f}/s; {cores}"
    return f"{result['per_second']:,.0f}/s, p50 {result['p50_us']:,.0f} µs, p99 {result['p99_us']:,.0f} µs; {cores}"


def text(options, table):
    head = [
        "# Socket.IO over WebSocket, mode `bench` of the testbed",
        "",
        f"{date.today()}, {options.seconds:g} s each, payloads of {options.bytes} bytes, every answer checked; server "
        f"and generator together on {len(options.cores)} cores. CPU is user and system time of the server from /proc. "
        f"{machine()}.",
        "",
        "| what | measured | goal | met |",
        "| --- | --- | --- | --- |",
    ]
    body = [f"| {row.what} | {row.measured} | {row.goal} | {'yes' if row.met else 'no'} |" for row in table]
    return "\n".join(head + body) + "\n"


def publish(options, table):
    page = text(options, table)
    print(page)
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{date.today()}-socketio.md"
    file.write_text(page, "utf8")
    print(f"Written to Benchmarks/results/{file.name}")
