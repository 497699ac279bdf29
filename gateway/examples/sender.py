"""The sender's own system, as far as the examples need one: serves what is beside it, and takes notifications."""
import functools
import http.server


class Sender(http.server.SimpleHTTPRequestHandler):
    def do_POST(self):
        print(self.rfile.read(int(self.headers["Content-Length"])).decode(), flush=True)
        self.send_response(200)
        self.end_headers()


serve = functools.partial(Sender, directory="gateway/examples/sender")
http.server.ThreadingHTTPServer(("localhost", 8090), serve).serve_forever()
