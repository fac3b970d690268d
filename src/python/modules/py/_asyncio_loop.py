"""The loop of asyncio: a clock of its own and whoever can go on"""


class Loop:
    """Tasks that can go on, and those that wait for a time."""

    def __init__(self):
        self.now = 0.0
        self.ready = []
        self.timers = []
        self.count = 0
        self.current = None
        self.running = 0
        self.tasks = []

    def time(self):
        return self.now

    def soon(self, function, *args):
        self.ready.append((function, args))

    def later(self, delay, function, *args):
        self.count += 1
        entry = (self.now + max(delay, 0), self.count, function, args)
        at = len(self.timers)
        while at > 0 and self.timers[at - 1][:2] > entry[:2]:
            at -= 1
        self.timers.insert(at, entry)
        return entry

    def turn(self):
        """Runs what is ready; when nothing is, moves on to the next time. False when there is nothing at all."""
        if not self.ready:
            if not self.timers:
                return False
            when = self.timers[0][0]
            self.now = max(self.now, when)
            while self.timers and self.timers[0][0] <= when:
                _, _, function, args = self.timers.pop(0)
                self.ready.append((function, args))
        batch, self.ready = self.ready, []
        for function, args in batch:
            function(*args)
        return True

    def until(self, future):
        while not future.done():
            if not self.turn():
                raise RuntimeError("Event loop stopped before Future completed.")

    def run_until_complete(self, awaitable):
        from asyncio import ensure_future

        future = ensure_future(awaitable)
        outer = self.current
        self.current = None
        self.running += 1
        try:
            self.until(future)
        finally:
            self.current = outer
            self.running -= 1
        return future.result()

    def cancel_rest(self):
        """What `asyncio.run` does at its end with the tasks nobody waited for."""
        rest = [task for task in self.tasks if not task.done()]
        self.tasks = []
        for task in rest:
            task.cancel()
        self.running += 1
        try:
            for task in rest:
                self.until(task)
        finally:
            self.running -= 1

    def create_task(self, coroutine, *, name=None):
        from asyncio import Task

        return Task(coroutine, name)

    def create_future(self):
        from asyncio import Future

        return Future()

    def call_soon(self, function, *args):
        self.soon(function, *args)

    def call_later(self, delay, function, *args):
        return self.later(delay, function, *args)

    async def run_in_executor(self, executor, function, *args):
        return function(*args)

    def is_running(self):
        return True

    def close(self):
        pass


loop = Loop()
