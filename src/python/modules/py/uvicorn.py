"""The server. Nothing listens here; requests are given with the program instead."""
__version__ = "0.54.0"


def run(app, **options):
    raise NotImplementedError("uvicorn.run() needs the network, which is not available here; requests are sent by --request")


class Config:
    def __init__(self, app, **options):
        self.app = app


class Server:
    def __init__(self, config):
        self.config = config

    def run(self):
        run(self.config.app)
