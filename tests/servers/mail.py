"""A real mail server on loopback for the tests, as strict as an office's relay.

It takes letters only over STARTTLS and only from a client that has signed in (AUTH LOGIN or
PLAIN). It prints one line of JSON once it listens:

    {"port": 40123, "ca": "/…/ca.pem"}

`ca` is the certificate of the authority, made anew for each server, that vouches for
`localhost` and 127.0.0.1. Each letter is kept as `0001.eml`, byte for byte, beside its
envelope `0001.json`; the envelope is written last, so whoever sees it can read both:

    {"mail_from": "…", "rcpt_tos": ["…"], "tls": true, "user": "…"}

The recipient plays the faults of a relay; `+anything` keeps the addresses of tests apart:

    refuse-550@…        every attempt is refused with this code, 4xx or 5xx
    grey-451+anna@…     the first attempt is refused with this code, the next one accepted
    hang@…              the recipient is never answered
    drop@…              the connection closes after the letter, which is neither answered nor kept

The server ends when its standard input closes, so that a test that is killed leaves nothing
behind.
"""

import argparse
import asyncio
import hmac
import json
import logging
import re
import ssl
import sys
import threading
from pathlib import Path

import trustme
from aiosmtpd.smtp import SMTP, AuthResult

FAULT = re.compile(r"(?:(refuse|grey)-([45]\d\d)|(hang|drop))(?:\+.*)?")

# aiosmtpd warns on every sign-in of an attribute that nothing here uses.
logging.getLogger("mail.log").setLevel(logging.ERROR)


class Letters:
    """Keeps what arrives in a folder, numbered in order of arrival."""

    def __init__(self, folder):
        self.folder = folder
        self.count = max((int(file.stem) for file in folder.glob("[0-9]*.eml")), default=0)

    def keep(self, content, envelope):
        self.count += 1
        name = self.folder / f"{self.count:04}"
        name.with_suffix(".eml").write_bytes(content)
        unfinished = name.with_suffix(".unfinished")
        unfinished.write_text(json.dumps(envelope), encoding="utf-8")
        unfinished.rename(name.with_suffix(".json"))


class Relay:
    """Answers the steps of a delivery (aiosmtpd calls the `handle_…` methods)."""

    def __init__(self, letters):
        self.letters = letters
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        fault, code = fault_of(address)
        if fault == "refuse":
            return f"{code} refused, as the test asked"
        if fault == "grey" and address not in self.seen:
            self.seen.add(address)
            return f"{code} try again, as the test asked"
        if fault == "hang":
            await forever()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if any(fault_of(address)[0] == "drop" for address in envelope.rcpt_tos):
            server.transport.abort()
            await forever()
        self.letters.keep(
            envelope.original_content,
            {
                "mail_from": envelope.mail_from,
                "rcpt_tos": envelope.rcpt_tos,
                "tls": session.ssl is not None,
                "user": session.auth_data,
            },
        )
        return "250 kept"


def fault_of(address):
    """The fault that an address asks for and its code, or twice None."""
    fault = FAULT.fullmatch(address.partition("@")[0])
    return (fault[1] or fault[3], fault[2]) if fault else (None, None)


async def forever():
    """Waits until the connection is gone; aiosmtpd then cancels the step."""
    await asyncio.Event().wait()


def authenticator(user, password):
    """Accepts one pair of user and password and remembers who it was."""

    def authenticate(server, session, envelope, mechanism, given):
        right = hmac.compare_digest(given.login, user.encode()) and hmac.compare_digest(
            given.password, password.encode()
        )
        return AuthResult(success=right, handled=False, auth_data=user)

    return authenticate


def certify(authority_file):
    """An authority and, signed by it, the server's own certificate (rustls refuses an authority
    that stands for itself)."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(authority_file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context


async def serve(folder, user, password, port):
    authority_file = folder / "ca.pem"
    context = certify(authority_file)
    relay = Relay(Letters(folder))
    loop = asyncio.get_running_loop()

    def conversation():
        return SMTP(
            relay,
            hostname="localhost",
            tls_context=context,
            require_starttls=True,
            auth_required=True,
            authenticator=authenticator(user, password),
            loop=loop,
        )

    server = await loop.create_server(conversation, "127.0.0.1", port)
    port = server.sockets[0].getsockname()[1]
    print(json.dumps({"port": port, "ca": str(authority_file)}), flush=True)

    parent_is_gone = asyncio.Event()

    def watch_input():
        sys.stdin.buffer.read()
        loop.call_soon_threadsafe(parent_is_gone.set)

    threading.Thread(target=watch_input, daemon=True).start()
    await parent_is_gone.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, required=True, help="where letters are kept")
    parser.add_argument("--user", required=True, help="who may send")
    parser.add_argument("--password", required=True)
    parser.add_argument("--port", type=int, default=0, help="where to listen; else a free one")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(serve(arguments.folder.resolve(), arguments.user, arguments.password, arguments.port))


if __name__ == "__main__":
    main()
