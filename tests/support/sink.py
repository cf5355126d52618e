#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real receiver for the tests of notifications.

  sink.py http PORT FOLDER [STATUS]          every POST, answered with STATUS (200)
  sink.py smtp PORT FOLDER [CERT KEY USER PASSWORD]   every mail; with CERT only after STARTTLS and AUTH

Writes each message as one JSON file into FOLDER (0001.json ...) and "ready PORT" to standard output once it
listens; port 0 is any free one. Ends when standard input ends. Exit code 77: something it needs is missing.
"""
import asyncio
import email
import email.policy
import json
import os
import ssl
import sys
import threading


def keep(folder, message):
    number = sum(1 for name in os.listdir(folder) if name.endswith(".json")) + 1
    path = os.path.join(folder, f"{number:04}.json")
    with open(path + ".part", "w", encoding="utf-8") as out:
        json.dump(message, out)
    os.rename(path + ".part", path)


async def http_client(folder, status, reader, writer):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    body = await reader.readexactly(int(fields.get("content-length", "0")))
    keep(folder, {"request": head.split("\r\n")[0], "type": fields.get("content-type", ""),
                  "body": body.decode("utf-8")})
    writer.write(f"HTTP/1.1 {status} Told\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
    await writer.drain()
    writer.close()


class Mailbox:
    def __init__(self, folder):
        self.folder = folder

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        keep(self.folder, {"from": envelope.mail_from, "to": envelope.rcpt_tos, "subject": mail["Subject"],
                           "id": mail["Message-ID"], "answers": mail["In-Reply-To"],
                           "body": mail.get_content(), "tls": session.ssl is not None,
                           "authenticated": session.authenticated})
        return "250 Kept"


async def main():
    kind, port, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    loop = asyncio.get_running_loop()
    if kind == "http":
        status = sys.argv[4] if len(sys.argv) > 4 else "200"
        server = await asyncio.start_server(lambda r, w: http_client(folder, status, r, w), "127.0.0.1", port)
    else:
        try:
            from aiosmtpd.smtp import SMTP, AuthResult
        except ImportError:
            print("python3-aiosmtpd is missing", file=sys.stderr)
            sys.exit(77)
        options = {}
        if len(sys.argv) > 4:
            cert, key, user, password = sys.argv[4:8]
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(cert, key)

            def check(_server, _session, _envelope, _mechanism, data):
                fine = (data.login, data.password) == (user.encode(), password.encode())
                return AuthResult(success=fine, handled=fine)

            options = {"tls_context": context, "require_starttls": True, "auth_required": True,
                       "authenticator": check}
        server = await loop.create_server(
            lambda: SMTP(Mailbox(folder), hostname="sink.test", loop=loop, **options), "127.0.0.1", port)
    print("ready", server.sockets[0].getsockname()[1], flush=True)
    ended = loop.create_future()
    threading.Thread(target=lambda: (sys.stdin.read(), loop.call_soon_threadsafe(ended.set_result, None)),
                     daemon=True).start()
    await ended
    os._exit(0)


asyncio.run(main())
