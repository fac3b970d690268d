"""Work for after the response."""
import _host


class BackgroundTask:
    def __init__(self, func, *args, **kwargs):
        self.func = func
        self.args = args
        self.kwargs = kwargs

    def run(self):
        made = self.func(*self.args, **self.kwargs)
        if _host.is_async(self.func):
            _host.drive(made)

    async def __call__(self):
        self.run()


class BackgroundTasks(BackgroundTask):
    def __init__(self, tasks=None):
        self.tasks = list(tasks) if tasks else []

    def add_task(self, func, *args, **kwargs):
        self.tasks.append(BackgroundTask(func, *args, **kwargs))

    def run(self):
        for task in self.tasks:
            task.run()
