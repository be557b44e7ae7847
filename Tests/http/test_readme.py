"""The story of the README, told as it stands there."""

import re
import subprocess

from server import ROOT


def test_the_story_of_the_readme(server, tmp_path):
    text = (ROOT / "README.md").read_text("utf8")
    story = text[text.index("## The story with curl"):text.index("## Configuration")]
    script = "\n".join(["set -euo pipefail", *re.findall(r"```bash\n(.*?)```", story, re.S)])
    script = script.replace("http://localhost:8080", server.url)
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert '"completedSessions": 1' in done.stdout
    assert "session:completed" in done.stdout and "feedback:received" in done.stdout
    told = re.findall(r"Bo is told: (\d+) (\S+)", done.stdout)
    assert [int(seq) for seq, _ in told] == list(range(1, len(told) + 1)), told
    assert {"session:requested", "message:created", "session:time-accepted", "notification:created"} <= {
        name for _, name in told}
