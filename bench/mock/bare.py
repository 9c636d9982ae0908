"""What the web server itself costs: an ASGI application that does nothing but read the request and answer."""

from govtool.serve import Receive, Scope, Send, address, bound, serve

BODY = b'{"id":7,"name":"bolt","tags":["steel","m8"],"size":{"width":8,"length":40.5}}'


async def bare(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["method"] == "POST":
        await receive()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(BODY))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": BODY})


if __name__ == "__main__":
    taken = bound("127.0.0.1", 0)
    print(f"listening on {address(taken)}", flush=True)
    serve(bare, taken)
