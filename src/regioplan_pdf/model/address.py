"""Addresses that a link can lead to: what is sound, and how it's written (RFC 3986).

One definition for what an editor writes and for what stands in a PDF.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

WEB = ("http", "https")

_NEVER = re.compile(r"""[<>"\\^`{|}]""")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
_PHONE = re.compile(r"\+?[0-9().-]*[0-9][0-9().-]*")
_DELIMITERS = "!$&'()*+,;=:@/?%~"
"""What stands unescaped in a path or query, beside letters, digits and '-._'."""


class AddressError(ValueError):
    """No address; says why, as the end of a sentence that starts with the address."""


@lru_cache(maxsize=1024)
def write_address(address: str) -> str:
    """An address in 7-bit ASCII, as a PDF holds it: host in Punycode, other letters as %-codes.

    Raises AddressError when it's no address on the web, no mail address and no telephone number.
    """
    if any(letter.isspace() or not letter.isprintable() for letter in address):
        raise AddressError("has a space or an invisible character in it")
    never = _NEVER.search(address)
    if never:
        raise AddressError(f"has a '{never[0]}' in it, which must be written as %{ord(never[0]):02X}")
    if _STRAY_PERCENT.search(address):
        raise AddressError("has a % that isn't followed by two hexadecimal digits")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise AddressError("can't be read as an address") from error
    scheme = parts.scheme.lower()
    if scheme in WEB:
        authority = _write_authority(parts, port)
    elif scheme == "mailto":
        authority = ""
        parts = parts._replace(path=_write_mailbox(parts.path))
    elif scheme == "tel" and _PHONE.fullmatch(parts.path.split(";")[0]):
        authority = ""
    else:
        raise AddressError("isn't on the web, no mail address and no telephone number")
    return urlunsplit((scheme, authority, *(quote(part, safe=_DELIMITERS) for part in parts[2:])))


def is_address(address: str) -> bool:
    """Whether an address is sound as an editor writes it."""
    try:
        write_address(address)
    except AddressError:
        return False
    return True


def is_written(address: str) -> bool:
    """Whether an address is sound as it stands in a PDF."""
    return address.isascii() and is_address(address)


def _write_authority(parts: SplitResult, port: int | None) -> str:
    """User, host and port of a web address."""
    host = parts.hostname or ""
    written = f"[{host}]" if ":" in host else _write_host(host)
    user, at, _ = parts.netloc.rpartition("@")
    return f"{quote(user, safe=_DELIMITERS)}{at}{written}{'' if port is None else f':{port}'}"


def _write_host(name: str) -> str:
    """The name of a computer, letters that aren't ASCII in Punycode."""
    if not name:
        raise AddressError("has no name of a website")
    written = unquote(name)
    try:
        # The reader of Punycode is loaded only where there is any.
        written = written if written.isascii() else written.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise AddressError(f"has no sound name of a website: '{name}'") from error
    if not all(_LABEL.fullmatch(label) for label in written.removesuffix(".").split(".")):
        raise AddressError(f"has no sound name of a website: '{name}'")
    return written


def _write_mailbox(path: str) -> str:
    """The mail addresses of a mailto link (RFC 6068), parted by commas."""
    written = []
    for mailbox in path.split(","):
        user, _, host = mailbox.rpartition("@")
        if not user or not host or "@" in user:
            raise AddressError("has no mail address in it")
        written.append(f"{user}@{_write_host(host)}")
    return ",".join(written)
