"""Work for after the response."""
from starlette.background import BackgroundTasks
