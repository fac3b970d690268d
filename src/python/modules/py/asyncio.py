"""asyncio with one loop and a clock of its own: sleeping takes no time, but it does take turns."""
from _asyncio_loop import Loop, loop
from _host import drive, is_async

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"


class CancelledError(BaseException):
    __module__ = "asyncio.exceptions"


class InvalidStateError(Exception):
    __module__ = "asyncio.exceptions"


class QueueEmpty(Exception):
    __module__ = "asyncio.queues"


class QueueFull(Exception):
    __module__ = "asyncio.queues"


TimeoutError = TimeoutError


class Future:
    """A value that is not there yet."""

    def __init__(self):
        self.state = "PENDING"
        self.value = None
        self.error = None
        self.waiting = []

    def done(self):
        return self.state != "PENDING"

    def cancelled(self):
        return self.state == "CANCELLED"

    def result(self):
        if self.state == "CANCELLED":
            raise CancelledError()
        if self.state == "PENDING":
            raise InvalidStateError("Result is not set.")
        if self.error is not None:
            raise self.error
        return self.value

    def exception(self):
        if self.state == "CANCELLED":
            raise CancelledError()
        if self.state == "PENDING":
            raise InvalidStateError("Exception is not set.")
        return self.error

    def finish(self, state):
        self.state = state
        waiting, self.waiting = self.waiting, []
        for function in waiting:
            loop.soon(function, self)

    def set_result(self, value):
        if self.done():
            raise InvalidStateError(f"{self.state}: {self!r}")
        self.value = value
        self.finish("FINISHED")

    def set_exception(self, error):
        self.error = error() if isinstance(error, type) else error
        self.finish("FINISHED")

    def add_done_callback(self, function):
        if self.done():
            loop.soon(function, self)
        else:
            self.waiting.append(function)

    def cancel(self, msg=None):
        if self.done():
            return False
        self.finish("CANCELLED")
        return True

    def settle(self):
        """Called where no task runs: lets everything else run until the value is there."""
        loop.until(self)

    def __await__(self):
        if not self.done():
            yield self
        return self.result()

    __iter__ = __await__


class Task(Future):
    """A coroutine that takes its turns."""

    count = 0

    def __init__(self, coroutine, name=None):
        Future.__init__(self)
        Task.count += 1
        self.name = name or f"Task-{Task.count}"
        self.coroutine = coroutine
        self.stopping = False
        self.pending_on = None
        loop.tasks = [task for task in loop.tasks if not task.done()] if len(loop.tasks) > 64 else loop.tasks
        loop.tasks.append(self)
        loop.soon(self.step)

    def get_name(self):
        return self.name

    def set_name(self, name):
        self.name = name

    def cancel(self, msg=None):
        if self.done():
            return False
        self.stopping = True
        if self.pending_on is not None:
            waits, self.pending_on = self.pending_on, None
            waits.waiting = [f for f in waits.waiting if f != self.wake]
            if isinstance(waits, Task):
                waits.cancel()
            loop.soon(self.step)
        return True

    def wake(self, future):
        self.pending_on = None
        self.step()

    def step(self):
        if self.done():
            return
        outer, loop.current = loop.current, self
        try:
            if self.stopping:
                self.stopping = False
                wanted = self.coroutine.throw(CancelledError())
            else:
                wanted = self.coroutine.send(None)
        except StopIteration as stop:
            self.value = stop.value
            self.finish("FINISHED")
        except CancelledError:
            self.finish("CANCELLED")
        except Exception as error:
            self.error = error
            self.finish("FINISHED")
        else:
            if wanted is None:
                loop.soon(self.step)
            else:
                self.pending_on = wanted
                wanted.add_done_callback(self.wake)
        finally:
            loop.current = outer


class Turn:
    """`await asyncio.sleep(0)`: everyone else first."""

    def __await__(self):
        yield None


async def sleep(delay, result=None):
    if delay <= 0:
        await Turn()
        return result
    future = Future()
    loop.later(delay, wake_up, future)
    await future
    return result


def wake_up(future):
    if not future.done():
        future.set_result(None)


def ensure_future(awaitable, *, loop=None):
    if isinstance(awaitable, Future):
        return awaitable
    if iscoroutine(awaitable):
        return Task(awaitable)
    if hasattr(awaitable, "__await__"):
        return Task(awaited(awaitable))
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


async def awaited(awaitable):
    return await awaitable


def create_task(coroutine, *, name=None, context=None):
    if not iscoroutine(coroutine):
        raise TypeError(f"a coroutine was expected, got {coroutine!r}")
    return Task(coroutine, name)


def run(main, *, debug=None):
    if not iscoroutine(main):
        raise ValueError(f"a coroutine was expected, got {main!r}")
    if loop.current is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    loop.tasks = []
    try:
        return loop.run_until_complete(main)
    finally:
        loop.cancel_rest()


def iscoroutine(value):
    return type(value).__name__ == "coroutine"


def iscoroutinefunction(function):
    return is_async(function)


def isfuture(value):
    return isinstance(value, Future)


def current_task(loop=None):
    return get_running_loop().current


def get_running_loop():
    if not loop.running:
        import _host

        if not _host.driving:
            raise RuntimeError("no running event loop")
    return loop


async def shield(awaitable):
    return await ensure_future(awaitable)


def get_event_loop():
    return loop


def new_event_loop():
    return loop


def set_event_loop(other):
    pass


async def to_thread(function, /, *args, **kwargs):
    return function(*args, **kwargs)


def gather(*awaitables, return_exceptions=False):
    tasks = [ensure_future(a) for a in awaitables]
    whole = Future()
    left = [len(tasks)]

    def collect(task):
        left[0] -= 1
        if whole.done():
            return
        if not return_exceptions:
            if task.cancelled():
                whole.set_exception(CancelledError())
                return
            if task.error is not None:
                whole.set_exception(task.error)
                return
        if left[0] == 0:
            whole.set_result([CancelledError() if t.cancelled() else t.error if t.error is not None else t.value for t in tasks])

    if not tasks:
        whole.set_result([])
    for task in tasks:
        task.add_done_callback(collect)
    return whole


async def wait(awaitables, *, timeout=None, return_when=ALL_COMPLETED):
    tasks = list(awaitables)
    over = Future()

    def look(task):
        done = [t for t in tasks if t.done()]
        failed = [t for t in done if not t.cancelled() and t.error is not None]
        enough = len(done) == len(tasks) or (done and return_when == FIRST_COMPLETED) or (failed and return_when == FIRST_EXCEPTION)
        if enough and not over.done():
            over.set_result(None)

    for task in tasks:
        task.add_done_callback(look)
    if timeout is not None:
        loop.later(timeout, wake_up, over)
    if tasks:
        await over
    return set([t for t in tasks if t.done()]), set([t for t in tasks if not t.done()])


async def wait_for(awaitable, timeout):
    task = ensure_future(awaitable)
    if timeout is None:
        return await task
    over = Future()
    task.add_done_callback(lambda t: wake_up(over))
    loop.later(timeout, wake_up, over)
    await over
    if not task.done():
        task.cancel()
        await wait([task])
        raise TimeoutError()
    return task.result()


def as_completed(awaitables, *, timeout=None):
    tasks = [ensure_future(a) for a in awaitables]
    finished, wanted = [], []

    def take(task):
        if wanted:
            wanted.pop(0).set_result(task)
        else:
            finished.append(task)

    async def following():
        if finished:
            return finished.pop(0).result()
        future = Future()
        wanted.append(future)
        return (await future).result()

    for task in tasks:
        task.add_done_callback(take)
    for _ in tasks:
        yield following()


def __getattr__(name):
    if name in ("Lock", "Event", "Semaphore", "BoundedSemaphore", "Condition", "Queue", "TaskGroup", "timeout"):
        import _asyncio_sync

        return getattr(_asyncio_sync, name)
    raise AttributeError(f"module 'asyncio' has no attribute {name!r}")
