"""A port of this machine to be served on."""

from __future__ import annotations

import errno
import socket

from policytrace.errors import ProjectError
from policytrace.live.server import HOST
from policytrace.messages import message


def listening(port: int, command: str) -> socket.socket:
    """A socket for requests to `command`.

    Raises:
        ProjectError: another program has the port.
    """
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        raise ProjectError(
            message(
                "Port {port} is taken, perhaps by the same command in another window. Use that, or "
                "name another port: make {command} PORT={other}",
                port=str(port),
                command=command,
                other=str(port + 1),
            )
        ) from None
