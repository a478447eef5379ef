"""A worker without torch that behaves as its first argument says."""

import json
import os
import signal
import sys
import time

behaviour = sys.argv[1]


def say(event, **values):
    print(json.dumps({"event": event, **values}), flush=True)


if behaviour == "wrong":
    sys.exit("SyntaxError: this Python is too old")
if behaviour == "no-torch":
    say("failed", id=None, code="torch-missing", values={"python": "here", "module": "torch", "reason": "No module"})
    time.sleep(60)  # as a half-loaded library may
if behaviour == "noisy":
    print("Welcome to some library!\n{not json\n[1, 2]\n{}", flush=True)

say("ready", protocol=1)
for line in sys.stdin:
    message = json.loads(line)
    identifier = message["id"]
    if "control" in message:
        continue
    say("started", id=identifier)
    if behaviour == "crash":
        print("Segmentation fault", file=sys.stderr, flush=True)
        os._exit(139)
    if behaviour == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if behaviour == "memory":
        print("MemoryError: could not map 1 GB", file=sys.stderr, flush=True)
        os._exit(1)
    if behaviour == "silent":
        time.sleep(60)
    if behaviour == "deaf":
        while True:
            say("heartbeat")
            time.sleep(0.2)
    if behaviour == "polite":
        while True:
            say("progress", id=identifier, share=0.1)
            control = json.loads(sys.stdin.readline())
            if control["control"] == "cancel":
                say("failed", id=identifier, code="cancelled", values={})
                break
        continue
    if behaviour == "failing":
        say("failed", id=identifier, code="tile-size", values={"got": 7})
        continue
    say("progress", id="another", share=0.9)
    say("progress", id=identifier, share=0.5)
    say("note", id=identifier, code="model-automatic", values={"model": "m"})
    say("done", id=identifier, results={"OUTPUT": message["job"]["output"], "JOB": message["job"]})
