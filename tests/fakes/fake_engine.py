"""An engine with faults on request: a program, started like any other.

It speaks the two pages that the supervisor asks for, and misbehaves as its flags say.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--alias", default="fake")
    parser.add_argument("--model", default="")
    parser.add_argument("--threads", type=int)
    parser.add_argument("--ctx-size", type=int)
    parser.add_argument("--say", action="append", default=[], help="print a line first")
    parser.add_argument("--exit", type=int, help="end with this code instead of serving")
    parser.add_argument("--signal", type=int, help="end by this signal instead of serving")
    parser.add_argument("--never-ready", action="store_true")
    parser.add_argument("--never-listen", action="store_true")
    parser.add_argument("--chatter", type=float, help="print a line every so many seconds")
    parser.add_argument("--deaf", action="store_true", help="ignore every request to stop")
    parser.add_argument("--grandchild", help="start a child and write its pid to this file")
    parser.add_argument("--flood", type=int, default=0, help="print that many bytes first")
    parser.add_argument("--no-props", action="store_true")
    return parser.parse_known_args()[0]  # a rule may add flags of its engine


def make_handler(arguments: argparse.Namespace) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/health":
                self.reply(503 if arguments.never_ready else 200, '{"status": "ok"}')
            elif self.path == "/props" and not arguments.no_props:
                settings = {"n_ctx": arguments.ctx_size or 4096}
                page = {"model_alias": arguments.alias, "default_generation_settings": settings}
                self.reply(200, json.dumps(page))
            else:
                self.reply(404, "{}")

        def reply(self, status: int, body: str) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def leave_when_asked() -> None:
    for line in sys.stdin:
        if line.strip() == "shutdown":
            break
    os._exit(0)


def main() -> None:
    arguments = parse()
    for line in arguments.say:
        print(line, flush=True)
    if arguments.flood:
        sys.stdout.write("x" * arguments.flood + "\nend of flood\n")
        sys.stdout.flush()
    if arguments.grandchild:
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        with Path(arguments.grandchild).open("w", encoding="utf-8") as file:
            file.write(str(child.pid))
    if arguments.signal:
        os.kill(os.getpid(), arguments.signal)
    if arguments.exit is not None:
        sys.exit(arguments.exit)
    if arguments.deaf:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    else:
        threading.Thread(target=leave_when_asked, daemon=True).start()
    while arguments.chatter:
        print("still loading", flush=True)
        time.sleep(arguments.chatter)
    if arguments.never_listen:
        time.sleep(600)
    ThreadingHTTPServer(("127.0.0.1", arguments.port), make_handler(arguments)).serve_forever()


if __name__ == "__main__":
    main()
