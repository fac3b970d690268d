"""Running a plain function from a coroutine."""


async def run_in_threadpool(func, *args, **kwargs):
    return func(*args, **kwargs)
