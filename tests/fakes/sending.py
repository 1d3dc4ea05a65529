"""How asyncio sends over the connections of a listening socket."""

import asyncio
import socket


def sends_at_once(listener: socket.socket) -> bool:
    """Whether a small answer is sent without waiting for the client to confirm the one before."""
    return asyncio.run(_nodelay(listener))


async def _nodelay(listener: socket.socket) -> bool:
    accepted: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def accept(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = writer.get_extra_info("socket")
        accepted.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async with await asyncio.start_server(accept, sock=listener):
        _reader, writer = await asyncio.open_connection(*listener.getsockname()[:2])
        option = await accepted
        writer.close()
        await writer.wait_closed()
    return bool(option)
