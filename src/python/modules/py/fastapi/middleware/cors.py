"""Cross-origin rules."""
from starlette.middleware.cors import CORSMiddleware
