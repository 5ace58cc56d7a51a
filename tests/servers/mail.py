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
    refuse-554-5.7.1@…  the same with an enhanced code
    grey-451+anna@…     the first attempt is refused with this code, the next one accepted
    hang@…              the recipient is never answered
    mute-550@…          refused with this code, and the RSET that follows is never answered
    letter-refuse-550@… as above, but said to the letter and not to the recipient
    letter-grey-451@…
    letter-hang@…       the letter is kept and never answered
    drop@…              the connection closes after the letter, which is neither answered nor kept
    cut@…               the connection closes in the middle of the letter

What stands in the file `manner` of the folder, if anything, every conversation meets:

    hang-greeting       the greeting never comes
    refuse-greeting     instead of it comes a 554
    hang-mail           the sender is never answered
    hang-letter         the letter is neither answered nor kept

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
from aiosmtpd.smtp import SMTP, AuthResult, syntax

CODE = r"([45]\d\d)(?:-(\d\.\d+\.\d+))?"
FAULT = re.compile(rf"(?:((?:letter-)?(?:refuse|grey)|mute)-{CODE}|(hang|drop|cut|letter-hang))(?:\+.*)?")

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

    def manner(self):
        """What every conversation meets."""
        file = self.letters.folder / "manner"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def refusal(self, address, of):
        """What is answered to an address, or to its letter, if not 250."""
        fault, code = fault_of(address)
        if fault == f"{of}refuse" or (fault == "mute" and not of):
            return f"{code} refused, as the test asked"
        if fault == f"{of}grey" and address not in self.seen:
            self.seen.add(address)
            return f"{code} try again, as the test asked"
        return None

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.manner() == "hang-mail":
            await forever()
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        fault, _ = fault_of(address)
        session.mute = fault == "mute"
        if refused := self.refusal(address, ""):
            return refused
        if fault == "hang":
            await forever()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_RSET(self, server, session, envelope):
        if getattr(session, "mute", False):
            await forever()
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        fault, _ = fault_of(address)
        if fault == "drop":
            server.transport.abort()
            await forever()
        if refused := self.refusal(address, "letter-"):
            return refused
        if self.manner() == "hang-letter":
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
        if fault == "letter-hang":
            await forever()
        return "250 kept"


class Conversation(SMTP):
    """One that can break off where no handler is asked."""

    async def _handle_client(self):
        manner = self.event_handler.manner()
        if manner == "hang-greeting":
            await forever()
        if manner == "refuse-greeting":
            await self.push("554 no service, as the test asked")
            self.transport.close()
            return
        await super()._handle_client()

    @syntax("DATA")
    async def smtp_DATA(self, arg):
        if any(fault_of(address)[0] == "cut" for address in self.envelope.rcpt_tos):
            await self.push("354 go on")
            await self._reader.readuntil(b"\r\n")
            self.transport.abort()
            await forever()
        await super().smtp_DATA(arg)


def fault_of(address):
    """The fault that an address asks for and its code, or twice None."""
    fault = FAULT.fullmatch(address.partition("@")[0])
    if not fault:
        return (None, None)
    return (fault[1] or fault[4], " ".join(filter(None, fault.group(2, 3))))


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
        return Conversation(
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
