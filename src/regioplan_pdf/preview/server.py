"""Shows the preview to a browser on this computer: a static server from the standard library, and events.

Nothing is read from disk by an address: what can be asked for is what the workshop has made.
"""

from __future__ import annotations

import re
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from regioplan_pdf.errors import RegioplanError, SelectionError, reason_of
from regioplan_pdf.preview.pages import SCRIPT, list_page, missing_page, preview_css, proof_page
from regioplan_pdf.preview.workshop import Workshop

LOOPBACK = "127.0.0.1"
KEEP_ALIVE = 10.0
"""Seconds after which a browser that waits for a save is told that there is none yet."""
_KEY = r"(?P<key>[0-9-]+/[a-z0-9-]+/[a-z0-9-]+)"
_PLAN = re.compile(rf"/plan/{_KEY}/")
_PDF = re.compile(rf"/pdf/{_KEY}\.pdf")
_PICTURE = re.compile(rf"/beeld/{_KEY}/(?P<page>[12])\.png")
_WEB = re.compile(rf"/web/{_KEY}/(?P<path>.+)")
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "woff2": "font/woff2",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)


class PreviewServer(ThreadingHTTPServer):
    """The server; `serve_forever` until `close`.

    Args:
        workshop: makes what is shown.
        port: 0 for any that is free.

    Raises SelectionError when the port is taken.

    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, workshop: Workshop, port: int) -> None:
        self.workshop = workshop
        self.closing = threading.Event()
        try:
            super().__init__((LOOPBACK, port), _Handler)
        except OSError as error:
            raise SelectionError(
                f"Port {port} can't be used ({reason_of(error)}); give another with --port, or 0 for any."
            ) from error

    @property
    def address(self) -> str:
        """'http://127.0.0.1:8000/'."""
        return f"http://{LOOPBACK}:{self.server_port}/"

    def hosts(self) -> frozenset[str]:
        """What a browser on this computer may call us; a page elsewhere that got our address can't."""
        return frozenset(f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost"))

    def close(self) -> None:
        """Stop serving; who waits for a save is let go."""
        self.closing.set()
        self.workshop.note_saved(())
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no fault."""


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version = "regioplan"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer without a body."""
        self._answer()

    def log_message(self, format: str, *args: object) -> None:
        """The terminal is for what was saved."""

    def _answer(self) -> None:
        if self.headers.get("Host", "") not in self.server.hosts():
            self._send(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"Only for this computer.\n")
            return
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        try:
            self._route(path, parts.query)
        except RegioplanError as error:
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", f"{error}\n".encode())

    def _route(self, path: str, query: str) -> None:
        workshop = self.server.workshop
        if path == "/":
            self._send_page(list_page(workshop.documents(), workshop.number))
        elif path == "/proef.css":
            self._send(HTTPStatus.OK, _TYPES["css"], preview_css(workshop.theme()).encode())
        elif path == "/proef.js":
            self._send(HTTPStatus.OK, _TYPES["js"], SCRIPT)
        elif path == "/gebeurtenissen":
            self._send_events(query)
        elif found := _PLAN.fullmatch(path):
            self._send_plan(found["key"])
        elif found := _PDF.fullmatch(path):
            proof = workshop.proof(found["key"])
            self._send_or_miss(_TYPES["pdf"], proof.pdf if proof else b"")
        elif found := _PICTURE.fullmatch(path):
            proof = workshop.proof(found["key"])
            picture = workshop.picture(proof, int(found["page"])) if proof and proof.pdf else b""
            self._send_or_miss(_TYPES["png"], picture)
        elif found := _WEB.fullmatch(path):
            self._send_file(found["key"], found["path"])
        else:
            self._send_or_miss("", b"")

    def _send_plan(self, key: str) -> None:
        proof = self.server.workshop.proof(key)
        if proof is None:
            self._send_page(missing_page(key, self.server.workshop.number), HTTPStatus.NOT_FOUND)
        else:
            self._send_page(proof_page(proof))

    def _send_file(self, key: str, path: str) -> None:
        proof = self.server.workshop.proof(key)
        data = proof.files.get(path, b"") if proof else b""
        self._send_or_miss(_TYPES.get(path.rsplit(".", 1)[-1], "application/octet-stream"), data)

    def _send_events(self, query: str) -> None:
        """Server-sent events: the number of every save after the one that the page shows."""
        since = parse_qs(query).get("na", ["0"])[0]
        known = int(since) if since.isdecimal() else 0
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            self.wfile.write(b"retry: 500\n\n")
            while not self.server.closing.is_set():
                number = self.server.workshop.wait_for_save(known, KEEP_ALIVE)
                self.wfile.write(f"data: {number}\n\n".encode() if number != known else b": nothing yet\n\n")
                self.wfile.flush()
                known = number
        except (TimeoutError, ConnectionError):
            return

    def _send_page(self, text: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(status, _TYPES["html"], text.encode("utf-8"), policy=True)

    def _send_or_miss(self, kind: str, data: bytes) -> None:
        if data:
            self._send(HTTPStatus.OK, kind, data)
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"There is nothing here.\n")

    def _send(self, status: HTTPStatus, kind: str, data: bytes, *, policy: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        if policy:
            self.send_header("Content-Security-Policy", _POLICY)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)
