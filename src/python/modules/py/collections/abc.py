"""collections.abc"""
from _collections_abc import *
from _collections_abc import Callable
