"""An S3-compatible store with the bucket "jobs" on 127.0.0.1. Prints its port, and ends with its standard input.

store.py moto       moto's server
store.py careless   objects in a dictionary; ignores all conditions
"""
import http.server
import sys
import threading
import urllib.request


def moto():
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    application = DomainDispatcherApplication(create_backend_app)
    lock = threading.Lock()

    # One request at a time: moto checks a condition and writes in two steps, between which S3 lets nobody come.
    def one_at_a_time(environment, start_response):
        with lock:
            return list(application(environment, start_response))

    server = make_server("127.0.0.1", 0, one_at_a_time, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_port
    urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/jobs", method="PUT"))
    return port


class Careless(http.server.BaseHTTPRequestHandler):
    objects = {}

    def log_message(self, *arguments):
        pass

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("etag", '"tag"')
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        body = self.objects.get(self.path)
        self.answer(404 if body is None else 200, body or b"")

    def do_PUT(self):
        self.objects[self.path] = self.rfile.read(int(self.headers["content-length"]))
        self.answer(200)


def careless():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Careless)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


print({"moto": moto, "careless": careless}[sys.argv[1]](), flush=True)
sys.stdin.read()
