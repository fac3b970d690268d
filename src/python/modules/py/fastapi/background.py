"""Work for after the response."""
import starlette.background


class BackgroundTasks(starlette.background.BackgroundTasks):
    pass
