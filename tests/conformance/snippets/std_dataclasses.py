import dataclasses, contextlib, abc

from dataclasses import *

@dataclass
class User:
    name: str
    age: int = 3
    tags: list = field(default_factory=list)
    secret: str = field(default="x", repr=False, compare=False)

@dataclass(frozen=True, order=True)
class P:
    x: int
    y: int = 0
    def norm(self): return self.x+self.y

@dataclass
class Sub(User):
    extra: float = 1.5
    def __post_init__(self): self.up=self.name.upper()

@dataclass(kw_only=True)
class K:
    a: int
    b: int = 2

@dataclass
class IV:
    a: int
    scale: InitVar[int] = 2
    b: int = field(init=False)
    c: "ClassVar[int]" = 5
    def __post_init__(self, scale): self.b=self.a*scale

@dataclass(slots=True)
class S: a: int

@dataclass
class Mix:
    a: int
    _: KW_ONLY
    b: int = 1

try: print('User("a")', '=>', User("a"))
except Exception as e: print('User("a")', '=>', type(e).__name__, e)

try: print('User()', '=>', User())
except Exception as e: print('User()', '=>', type(e).__name__, e)

try: print('User("a",1,[],"s",5)', '=>', User("a",1,[],"s",5))
except Exception as e: print('User("a",1,[],"s",5)', '=>', type(e).__name__, e)

try: print('User("a",foo=1)', '=>', User("a",foo=1))
except Exception as e: print('User("a",foo=1)', '=>', type(e).__name__, e)

try: print('User("a",name="b")', '=>', User("a",name="b"))
except Exception as e: print('User("a",name="b")', '=>', type(e).__name__, e)

try: print('User("a")==User("a")', '=>', User("a")==User("a"))
except Exception as e: print('User("a")==User("a")', '=>', type(e).__name__, e)

try: print('User("a")==1', '=>', User("a")==1)
except Exception as e: print('User("a")==1', '=>', type(e).__name__, e)

try: print('asdict(User("a",tags=[1,{2:3}]))', '=>', asdict(User("a",tags=[1,{2:3}])))
except Exception as e: print('asdict(User("a",tags=[1,{2:3}]))', '=>', type(e).__name__, e)

try: print('astuple(P(1,2))', '=>', astuple(P(1,2)))
except Exception as e: print('astuple(P(1,2))', '=>', type(e).__name__, e)

try: print('P(1)<P(2)', '=>', P(1)<P(2))
except Exception as e: print('P(1)<P(2)', '=>', type(e).__name__, e)

try: print('P(1)<3', '=>', P(1)<3)
except Exception as e: print('P(1)<3', '=>', type(e).__name__, e)

try: print('hash(P(1))==hash(P(1))', '=>', hash(P(1))==hash(P(1)))
except Exception as e: print('hash(P(1))==hash(P(1))', '=>', type(e).__name__, e)

try: print('hash(User("a"))', '=>', hash(User("a")))
except Exception as e: print('hash(User("a"))', '=>', type(e).__name__, e)

try: print('{P(1):1}', '=>', {P(1):1})
except Exception as e: print('{P(1):1}', '=>', type(e).__name__, e)

try: print('setattr(P(1),"x",5)', '=>', setattr(P(1),"x",5))
except Exception as e: print('setattr(P(1),"x",5)', '=>', type(e).__name__, e)

try: print('delattr(P(1),"x")', '=>', delattr(P(1),"x"))
except Exception as e: print('delattr(P(1),"x")', '=>', type(e).__name__, e)

try: print('P(1).norm()', '=>', P(1).norm())
except Exception as e: print('P(1).norm()', '=>', type(e).__name__, e)

try: print('Sub("a",extra=2)', '=>', Sub("a",extra=2))
except Exception as e: print('Sub("a",extra=2)', '=>', type(e).__name__, e)

try: print('Sub("a").up', '=>', Sub("a").up)
except Exception as e: print('Sub("a").up', '=>', type(e).__name__, e)

try: print('replace(P(1),y=5)', '=>', replace(P(1),y=5))
except Exception as e: print('replace(P(1),y=5)', '=>', type(e).__name__, e)

try: print('replace(P(1),z=5)', '=>', replace(P(1),z=5))
except Exception as e: print('replace(P(1),z=5)', '=>', type(e).__name__, e)

try: print('replace(5)', '=>', replace(5))
except Exception as e: print('replace(5)', '=>', type(e).__name__, e)

try: print('asdict(5)', '=>', asdict(5))
except Exception as e: print('asdict(5)', '=>', type(e).__name__, e)

try: print('fields(User)[0].name', '=>', fields(User)[0].name)
except Exception as e: print('fields(User)[0].name', '=>', type(e).__name__, e)

try: print('[f.name for f in fields(User)]', '=>', [f.name for f in fields(User)])
except Exception as e: print('[f.name for f in fields(User)]', '=>', type(e).__name__, e)

try: print('fields(5)', '=>', fields(5))
except Exception as e: print('fields(5)', '=>', type(e).__name__, e)

try: print('is_dataclass(User)', '=>', is_dataclass(User))
except Exception as e: print('is_dataclass(User)', '=>', type(e).__name__, e)

try: print('is_dataclass(User("a"))', '=>', is_dataclass(User("a")))
except Exception as e: print('is_dataclass(User("a"))', '=>', type(e).__name__, e)

try: print('is_dataclass(3)', '=>', is_dataclass(3))
except Exception as e: print('is_dataclass(3)', '=>', type(e).__name__, e)

try: print('K(1)', '=>', K(1))
except Exception as e: print('K(1)', '=>', type(e).__name__, e)

try: print('K(a=1)', '=>', K(a=1))
except Exception as e: print('K(a=1)', '=>', type(e).__name__, e)

try: print('K()', '=>', K())
except Exception as e: print('K()', '=>', type(e).__name__, e)


try: print('IV(3,4).b', '=>', IV(3,4).b)
except Exception as e: print('IV(3,4).b', '=>', type(e).__name__, e)

try: print('IV.c', '=>', IV.c)
except Exception as e: print('IV.c', '=>', type(e).__name__, e)

try: print('S(1)', '=>', S(1))
except Exception as e: print('S(1)', '=>', type(e).__name__, e)

try: print('setattr(S(1),"z",1)', '=>', setattr(S(1),"z",1))
except Exception as e: print('setattr(S(1),"z",1)', '=>', type(e).__name__, e)

try: print('Mix(1,b=2)', '=>', Mix(1,b=2))
except Exception as e: print('Mix(1,b=2)', '=>', type(e).__name__, e)

try: print('Mix(1,2)', '=>', Mix(1,2))
except Exception as e: print('Mix(1,2)', '=>', type(e).__name__, e)

try: print('User.__match_args__', '=>', User.__match_args__)
except Exception as e: print('User.__match_args__', '=>', type(e).__name__, e)

try: print('P(1)>P(0)', '=>', P(1)>P(0))
except Exception as e: print('P(1)>P(0)', '=>', type(e).__name__, e)

try: print('sorted([P(2),P(1)])', '=>', sorted([P(2),P(1)]))
except Exception as e: print('sorted([P(2),P(1)])', '=>', type(e).__name__, e)

try: print('User.age', '=>', User.age)
except Exception as e: print('User.age', '=>', type(e).__name__, e)

try: print('User.tags', '=>', User.tags)
except Exception as e: print('User.tags', '=>', type(e).__name__, e)


try: print('User.__eq__(User("a"),5)', '=>', User.__eq__(User("a"),5))
except Exception as e: print('User.__eq__(User("a"),5)', '=>', type(e).__name__, e)

try: print('User("a").__dict__', '=>', User("a").__dict__)
except Exception as e: print('User("a").__dict__', '=>', type(e).__name__, e)



try: print('User.__init__.__qualname__', '=>', User.__init__.__qualname__)
except Exception as e: print('User.__init__.__qualname__', '=>', type(e).__name__, e)

try: print('User("a",*[1,2,3,4])', '=>', User("a",*[1,2,3,4]))
except Exception as e: print('User("a",*[1,2,3,4])', '=>', type(e).__name__, e)

try: print('K(1,2)', '=>', K(1,2))
except Exception as e: print('K(1,2)', '=>', type(e).__name__, e)

try: print('dataclasses.make_dataclass("M",[("x",int),("y",int,5)])(1)', '=>', dataclasses.make_dataclass("M",[("x",int),("y",int,5)])(1))
except Exception as e: print('dataclasses.make_dataclass("M",[("x",int),("y",int,5)])(1)', '=>', type(e).__name__, e)

class Ab(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
    @property
    @abc.abstractmethod
    def g(self): pass

class Ac(Ab):
    def f(self): return 1

class Ad(Ac):
    g=5

try: print('Ab()', '=>', Ab())
except Exception as e: print('Ab()', '=>', type(e).__name__, e)

try: print('Ac()', '=>', Ac())
except Exception as e: print('Ac()', '=>', type(e).__name__, e)

try: print('Ad().f()', '=>', Ad().f())
except Exception as e: print('Ad().f()', '=>', type(e).__name__, e)

try: print('isinstance(Ad(),Ab)', '=>', isinstance(Ad(),Ab))
except Exception as e: print('isinstance(Ad(),Ab)', '=>', type(e).__name__, e)

try: print('issubclass(int,Ab)', '=>', issubclass(int,Ab))
except Exception as e: print('issubclass(int,Ab)', '=>', type(e).__name__, e)

try: print('Ab.register(int) and isinstance(1,Ab)', '=>', Ab.register(int) and isinstance(1,Ab))
except Exception as e: print('Ab.register(int) and isinstance(1,Ab)', '=>', type(e).__name__, e)


@contextlib.contextmanager
def cm(a):
    print("in",a)
    try: yield a*2
    except ValueError as e: print("caught",e)
    finally: print("out")

with cm(2) as v: print(v)

with cm(3): raise ValueError("boo")

try:
    with cm(3): raise KeyError("boo")
except KeyError as e: print(repr(e))

@cm(5)
def f(): print("f"); return 7

print(f())

with contextlib.suppress(KeyError, ValueError): {}[1]

with contextlib.nullcontext(5) as x: print(x)

with contextlib.ExitStack() as st:
    st.enter_context(cm(1)); st.callback(print,"cb"); print("body")

@contextlib.contextmanager
def bad():
    if 0: yield

def bad2():
    yield 1
    yield 2

for g in (bad, contextlib.contextmanager(bad2)):
    try:
        with g(): pass
    except RuntimeError as e: print(e)

try:
    with contextlib.ExitStack() as st: st.enter_context(5)
except TypeError as e: print(e)

