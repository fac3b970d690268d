"""Locks, events, queues and groups of asyncio."""
import asyncio
from asyncio import Future


class Lock:
    def __init__(self):
        self.held = False
        self.queue = []

    def locked(self):
        return self.held

    async def acquire(self):
        while self.held:
            future = Future()
            self.queue.append(future)
            await future
        self.held = True
        return True

    def release(self):
        if not self.held:
            raise RuntimeError("Lock is not acquired.")
        self.held = False
        if self.queue:
            self.queue.pop(0).set_result(None)

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, kind, error, traceback):
        self.release()


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self.value = value
        self.queue = []

    def locked(self):
        return self.value == 0

    async def acquire(self):
        while self.value == 0:
            future = Future()
            self.queue.append(future)
            await future
        self.value -= 1
        return True

    def release(self):
        self.value += 1
        if self.queue:
            self.queue.pop(0).set_result(None)

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, kind, error, traceback):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        Semaphore.__init__(self, value)
        self.bound = value

    def release(self):
        if self.value >= self.bound:
            raise ValueError("BoundedSemaphore released too many times")
        Semaphore.release(self)


class Event:
    def __init__(self):
        self.flag = False
        self.queue = []

    def is_set(self):
        return self.flag

    def set(self):
        self.flag = True
        queue, self.queue = self.queue, []
        for future in queue:
            future.set_result(None)

    def clear(self):
        self.flag = False

    async def wait(self):
        if not self.flag:
            future = Future()
            self.queue.append(future)
            await future
        return True


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.items = []
        self.getters = []
        self.putters = []
        self.unfinished = 0
        self.finished = Event()
        self.finished.set()

    def qsize(self):
        return len(self.items)

    def empty(self):
        return not self.items

    def full(self):
        return 0 < self.maxsize <= len(self.items)

    def put_nowait(self, item):
        if self.full():
            raise asyncio.QueueFull()
        self.items.append(item)
        self.unfinished += 1
        self.finished.clear()
        if self.getters:
            self.getters.pop(0).set_result(None)

    def get_nowait(self):
        if not self.items:
            raise asyncio.QueueEmpty()
        item = self.items.pop(0)
        if self.putters:
            self.putters.pop(0).set_result(None)
        return item

    async def put(self, item):
        while self.full():
            future = Future()
            self.putters.append(future)
            await future
        self.put_nowait(item)

    async def get(self):
        while not self.items:
            future = Future()
            self.getters.append(future)
            await future
        return self.get_nowait()

    def task_done(self):
        if self.unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self.unfinished -= 1
        if self.unfinished == 0:
            self.finished.set()

    async def join(self):
        if self.unfinished > 0:
            await self.finished.wait()


class TaskGroup:
    def __init__(self):
        self.tasks = []

    async def __aenter__(self):
        return self

    def create_task(self, coroutine, *, name=None):
        task = asyncio.create_task(coroutine, name=name)
        self.tasks.append(task)
        return task

    async def __aexit__(self, kind, error, traceback):
        if kind is not None:
            for task in self.tasks:
                task.cancel()
        if self.tasks:
            await asyncio.wait(self.tasks, return_when=asyncio.FIRST_EXCEPTION)
        errors = [t.error for t in self.tasks if t.done() and not t.cancelled() and t.error is not None]
        if errors:
            for task in self.tasks:
                task.cancel()
            await asyncio.wait(self.tasks)
            raise ExceptionGroup("unhandled errors in a TaskGroup", errors)


class timeout:
    def __init__(self, delay):
        self.delay = delay
        self.late = False

    async def __aenter__(self):
        task = asyncio.current_task()

        def stop():
            if not self.over:
                self.late = True
                task.cancel()

        self.over = False
        if self.delay is not None:
            asyncio.loop.later(self.delay, stop)
        return self

    async def __aexit__(self, kind, error, traceback):
        self.over = True
        if self.late and kind is asyncio.CancelledError:
            raise TimeoutError() from error
