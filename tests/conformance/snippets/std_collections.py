import functools


@functools.lru_cache(maxsize=2)
def f(a,b=1): return a


try: print('f([])', '=>', f([]))
except Exception as e: print('f([])', '=>', type(e).__name__, e)

try: print("functools.lru_cache('x')", '=>', functools.lru_cache('x'))
except Exception as e: print("functools.lru_cache('x')", '=>', type(e).__name__, e)

try: print('functools.reduce(lambda a,b:a,[])', '=>', functools.reduce(lambda a,b:a,[]))
except Exception as e: print('functools.reduce(lambda a,b:a,[])', '=>', type(e).__name__, e)

try: print('functools.partial(5)', '=>', functools.partial(5))
except Exception as e: print('functools.partial(5)', '=>', type(e).__name__, e)

try: print('functools.partial()', '=>', functools.partial())
except Exception as e: print('functools.partial()', '=>', type(e).__name__, e)

try: print('functools.reduce(1)', '=>', functools.reduce(1))
except Exception as e: print('functools.reduce(1)', '=>', type(e).__name__, e)

class C:
  @functools.cached_property
  def x(self): return 1


import collections

print(repr(collections.Counter('aab')), repr(collections.defaultdict(int,{1:2})), repr(collections.deque([1],3)), repr(collections.OrderedDict(a=1)), collections.ChainMap({1:2},{}))

P=collections.namedtuple('P','x y',defaults=[5])


try: print('P()', '=>', P())
except Exception as e: print('P()', '=>', type(e).__name__, e)

try: print('P(1,2,3)', '=>', P(1,2,3))
except Exception as e: print('P(1,2,3)', '=>', type(e).__name__, e)

try: print('P(1,z=1)', '=>', P(1,z=1))
except Exception as e: print('P(1,z=1)', '=>', type(e).__name__, e)

try: print('P(1,x=1)', '=>', P(1,x=1))
except Exception as e: print('P(1,x=1)', '=>', type(e).__name__, e)

try: print('P(1)._replace(q=1)', '=>', P(1)._replace(q=1))
except Exception as e: print('P(1)._replace(q=1)', '=>', type(e).__name__, e)

try: print('P._make([1])', '=>', P._make([1]))
except Exception as e: print('P._make([1])', '=>', type(e).__name__, e)

try: print('collections.namedtuple("P","a a")', '=>', collections.namedtuple("P","a a"))
except Exception as e: print('collections.namedtuple("P","a a")', '=>', type(e).__name__, e)

try: print('collections.namedtuple("P","def")', '=>', collections.namedtuple("P","def"))
except Exception as e: print('collections.namedtuple("P","def")', '=>', type(e).__name__, e)

try: print('collections.namedtuple("P","_a")', '=>', collections.namedtuple("P","_a"))
except Exception as e: print('collections.namedtuple("P","_a")', '=>', type(e).__name__, e)

try: print('collections.namedtuple("1P","a")', '=>', collections.namedtuple("1P","a"))
except Exception as e: print('collections.namedtuple("1P","a")', '=>', type(e).__name__, e)

try: print('collections.namedtuple("P","a",defaults=[1,2])', '=>', collections.namedtuple("P","a",defaults=[1,2]))
except Exception as e: print('collections.namedtuple("P","a",defaults=[1,2])', '=>', type(e).__name__, e)

try: print('P(1).z', '=>', P(1).z)
except Exception as e: print('P(1).z', '=>', type(e).__name__, e)

try: print('P(1).__setattr__("x",1)', '=>', P(1).__setattr__("x",1))
except Exception as e: print('P(1).__setattr__("x",1)', '=>', type(e).__name__, e)

try: print('collections.deque([],-1)', '=>', collections.deque([],-1))
except Exception as e: print('collections.deque([],-1)', '=>', type(e).__name__, e)

try: print('collections.deque().pop()', '=>', collections.deque().pop())
except Exception as e: print('collections.deque().pop()', '=>', type(e).__name__, e)

try: print('collections.deque().popleft()', '=>', collections.deque().popleft())
except Exception as e: print('collections.deque().popleft()', '=>', type(e).__name__, e)

try: print('collections.deque([1])[3]', '=>', collections.deque([1])[3])
except Exception as e: print('collections.deque([1])[3]', '=>', type(e).__name__, e)

try: print('collections.deque([1]).remove(5)', '=>', collections.deque([1]).remove(5))
except Exception as e: print('collections.deque([1]).remove(5)', '=>', type(e).__name__, e)

try: print('collections.deque(maxlen="x")', '=>', collections.deque(maxlen="x"))
except Exception as e: print('collections.deque(maxlen="x")', '=>', type(e).__name__, e)

try: print('collections.defaultdict(5)', '=>', collections.defaultdict(5))
except Exception as e: print('collections.defaultdict(5)', '=>', type(e).__name__, e)

try: print('collections.defaultdict()[1]', '=>', collections.defaultdict()[1])
except Exception as e: print('collections.defaultdict()[1]', '=>', type(e).__name__, e)

try: print('collections.OrderedDict().popitem()', '=>', collections.OrderedDict().popitem())
except Exception as e: print('collections.OrderedDict().popitem()', '=>', type(e).__name__, e)

try: print('collections.OrderedDict().move_to_end(1)', '=>', collections.OrderedDict().move_to_end(1))
except Exception as e: print('collections.OrderedDict().move_to_end(1)', '=>', type(e).__name__, e)

try: print('collections.Counter(a="x")+collections.Counter(a=1)', '=>', collections.Counter(a="x")+collections.Counter(a=1))
except Exception as e: print('collections.Counter(a="x")+collections.Counter(a=1)', '=>', type(e).__name__, e)

try: print('collections.Counter(1,2)', '=>', collections.Counter(1,2))
except Exception as e: print('collections.Counter(1,2)', '=>', type(e).__name__, e)

try: print('collections.deque([1]).index(4)', '=>', collections.deque([1]).index(4))
except Exception as e: print('collections.deque([1]).index(4)', '=>', type(e).__name__, e)

try: print('collections.deque([1],1).insert(0,2)', '=>', collections.deque([1],1).insert(0,2))
except Exception as e: print('collections.deque([1],1).insert(0,2)', '=>', type(e).__name__, e)

try: print('collections.deque([1])+[2]', '=>', collections.deque([1])+[2])
except Exception as e: print('collections.deque([1])+[2]', '=>', type(e).__name__, e)


try: print('collections.Counter.fromkeys("a")', '=>', collections.Counter.fromkeys("a"))
except Exception as e: print('collections.Counter.fromkeys("a")', '=>', type(e).__name__, e)

try: print('collections.defaultdict(int).copy()', '=>', collections.defaultdict(int).copy())
except Exception as e: print('collections.defaultdict(int).copy()', '=>', type(e).__name__, e)

try: print('collections.deque([1]).__class__', '=>', collections.deque([1]).__class__)
except Exception as e: print('collections.deque([1]).__class__', '=>', type(e).__name__, e)


try: print('collections.OrderedDict(a=1)==collections.OrderedDict(a=1)', '=>', collections.OrderedDict(a=1)==collections.OrderedDict(a=1))
except Exception as e: print('collections.OrderedDict(a=1)==collections.OrderedDict(a=1)', '=>', type(e).__name__, e)


try: print('collections.Counter("abca").most_common(1)', '=>', collections.Counter("abca").most_common(1))
except Exception as e: print('collections.Counter("abca").most_common(1)', '=>', type(e).__name__, e)

