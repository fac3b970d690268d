import typing, types, enum

from typing import *

T=TypeVar("T")

class Box(Generic[T]): pass

class Sub(Box[int]): pass

class P(NamedTuple):
    x: int
    y: int = 2
    def total(self): return self.x+self.y

class TD(TypedDict):
    a: int
    b: str

@runtime_checkable
class Named(Protocol):
    name: str

class H:
    name='x'

try: print('List[int]', '=>', List[int])
except Exception as e: print('List[int]', '=>', type(e).__name__, e)

try: print('Dict[str,int]', '=>', Dict[str,int])
except Exception as e: print('Dict[str,int]', '=>', type(e).__name__, e)

try: print('Optional[str]', '=>', Optional[str])
except Exception as e: print('Optional[str]', '=>', type(e).__name__, e)

try: print('Union[int,str,None]', '=>', Union[int,str,None])
except Exception as e: print('Union[int,str,None]', '=>', type(e).__name__, e)

try: print('Optional[List[int]]', '=>', Optional[List[int]])
except Exception as e: print('Optional[List[int]]', '=>', type(e).__name__, e)

try: print('Any', '=>', Any)
except Exception as e: print('Any', '=>', type(e).__name__, e)

try: print('List', '=>', List)
except Exception as e: print('List', '=>', type(e).__name__, e)

try: print('Callable[[int],str]', '=>', Callable[[int],str])
except Exception as e: print('Callable[[int],str]', '=>', type(e).__name__, e)

try: print('Callable[...,int]', '=>', Callable[...,int])
except Exception as e: print('Callable[...,int]', '=>', type(e).__name__, e)

try: print('Callable', '=>', Callable)
except Exception as e: print('Callable', '=>', type(e).__name__, e)

try: print('Tuple[int,...]', '=>', Tuple[int,...])
except Exception as e: print('Tuple[int,...]', '=>', type(e).__name__, e)

try: print('Literal["a",1]', '=>', Literal["a",1])
except Exception as e: print('Literal["a",1]', '=>', type(e).__name__, e)

try: print('Annotated[int,"x"]', '=>', Annotated[int,"x"])
except Exception as e: print('Annotated[int,"x"]', '=>', type(e).__name__, e)

try: print('get_origin(List[int])', '=>', get_origin(List[int]))
except Exception as e: print('get_origin(List[int])', '=>', type(e).__name__, e)

try: print('get_args(Dict[str,int])', '=>', get_args(Dict[str,int]))
except Exception as e: print('get_args(Dict[str,int])', '=>', type(e).__name__, e)

try: print('get_origin(Optional[int]) is Union', '=>', get_origin(Optional[int]) is Union)
except Exception as e: print('get_origin(Optional[int]) is Union', '=>', type(e).__name__, e)

try: print('get_args(Optional[int])', '=>', get_args(Optional[int]))
except Exception as e: print('get_args(Optional[int])', '=>', type(e).__name__, e)

try: print('get_args(Callable[[int],str])', '=>', get_args(Callable[[int],str]))
except Exception as e: print('get_args(Callable[[int],str])', '=>', type(e).__name__, e)

try: print('get_origin(Annotated[int,1]) is Annotated', '=>', get_origin(Annotated[int,1]) is Annotated)
except Exception as e: print('get_origin(Annotated[int,1]) is Annotated', '=>', type(e).__name__, e)

try: print('get_args(Annotated[int,1])', '=>', get_args(Annotated[int,1]))
except Exception as e: print('get_args(Annotated[int,1])', '=>', type(e).__name__, e)

try: print('types.GenericAlias(list,(int,))', '=>', types.GenericAlias(list,(int,)))
except Exception as e: print('types.GenericAlias(list,(int,))', '=>', type(e).__name__, e)

try: print('types.GenericAlias(dict,(str,int))', '=>', types.GenericAlias(dict,(str,int)))
except Exception as e: print('types.GenericAlias(dict,(str,int))', '=>', type(e).__name__, e)

try: print('types.GenericAlias(list,(int,))==types.GenericAlias(list,(int,))', '=>', types.GenericAlias(list,(int,))==types.GenericAlias(list,(int,)))
except Exception as e: print('types.GenericAlias(list,(int,))==types.GenericAlias(list,(int,))', '=>', type(e).__name__, e)

try: print('Box[int]', '=>', Box[int])
except Exception as e: print('Box[int]', '=>', type(e).__name__, e)

try: print('Box[int]()==1', '=>', Box[int]()==1)
except Exception as e: print('Box[int]()==1', '=>', type(e).__name__, e)

try: print('type(Box[int]())', '=>', type(Box[int]()))
except Exception as e: print('type(Box[int]())', '=>', type(e).__name__, e)

try: print('Sub.__mro__', '=>', Sub.__mro__)
except Exception as e: print('Sub.__mro__', '=>', type(e).__name__, e)

try: print('P(1)', '=>', P(1))
except Exception as e: print('P(1)', '=>', type(e).__name__, e)

try: print('P(1).total()', '=>', P(1).total())
except Exception as e: print('P(1).total()', '=>', type(e).__name__, e)

try: print('P', '=>', P)
except Exception as e: print('P', '=>', type(e).__name__, e)

try: print('P._fields', '=>', P._fields)
except Exception as e: print('P._fields', '=>', type(e).__name__, e)

try: print('P(1,2,3)', '=>', P(1,2,3))
except Exception as e: print('P(1,2,3)', '=>', type(e).__name__, e)

try: print('TD(a=1)', '=>', TD(a=1))
except Exception as e: print('TD(a=1)', '=>', type(e).__name__, e)

try: print('TD', '=>', TD)
except Exception as e: print('TD', '=>', type(e).__name__, e)

try: print('isinstance(H(),Named)', '=>', isinstance(H(),Named))
except Exception as e: print('isinstance(H(),Named)', '=>', type(e).__name__, e)

try: print('isinstance(3,Named)', '=>', isinstance(3,Named))
except Exception as e: print('isinstance(3,Named)', '=>', type(e).__name__, e)

try: print('Named()', '=>', Named())
except Exception as e: print('Named()', '=>', type(e).__name__, e)

try: print('T', '=>', T)
except Exception as e: print('T', '=>', type(e).__name__, e)

try: print('typing.AnyStr', '=>', typing.AnyStr)
except Exception as e: print('typing.AnyStr', '=>', type(e).__name__, e)

try: print('typing.Iterable[int]', '=>', typing.Iterable[int])
except Exception as e: print('typing.Iterable[int]', '=>', type(e).__name__, e)

try: print('typing.Mapping[str,int]', '=>', typing.Mapping[str,int])
except Exception as e: print('typing.Mapping[str,int]', '=>', type(e).__name__, e)

try: print('Union[int]', '=>', Union[int])
except Exception as e: print('Union[int]', '=>', type(e).__name__, e)

try: print('Union[int,int]', '=>', Union[int,int])
except Exception as e: print('Union[int,int]', '=>', type(e).__name__, e)

try: print('Union[int,Union[str,int]]', '=>', Union[int,Union[str,int]])
except Exception as e: print('Union[int,Union[str,int]]', '=>', type(e).__name__, e)

try: print('Union[()]', '=>', Union[()])
except Exception as e: print('Union[()]', '=>', type(e).__name__, e)

try: print('List[1]', '=>', List[1])
except Exception as e: print('List[1]', '=>', type(e).__name__, e)

try: print('Any()', '=>', Any())
except Exception as e: print('Any()', '=>', type(e).__name__, e)

try: print('List()', '=>', List())
except Exception as e: print('List()', '=>', type(e).__name__, e)

try: print('NewType("U",int)(5)', '=>', NewType("U",int)(5))
except Exception as e: print('NewType("U",int)(5)', '=>', type(e).__name__, e)

try: print('ClassVar[int]', '=>', ClassVar[int])
except Exception as e: print('ClassVar[int]', '=>', type(e).__name__, e)

try: print('Final', '=>', Final)
except Exception as e: print('Final', '=>', type(e).__name__, e)

try: print('Optional', '=>', Optional)
except Exception as e: print('Optional', '=>', type(e).__name__, e)

try: print('typing.NoReturn', '=>', typing.NoReturn)
except Exception as e: print('typing.NoReturn', '=>', type(e).__name__, e)

try: print('Dict[str,Any]', '=>', Dict[str,Any])
except Exception as e: print('Dict[str,Any]', '=>', type(e).__name__, e)

try: print('List["X"]', '=>', List["X"])
except Exception as e: print('List["X"]', '=>', type(e).__name__, e)

try: print('types.SimpleNamespace(a=1)', '=>', types.SimpleNamespace(a=1))
except Exception as e: print('types.SimpleNamespace(a=1)', '=>', type(e).__name__, e)

try: print('types.MappingProxyType({1:2})', '=>', types.MappingProxyType({1:2}))
except Exception as e: print('types.MappingProxyType({1:2})', '=>', type(e).__name__, e)

try: print('cast(int,"x")', '=>', cast(int,"x"))
except Exception as e: print('cast(int,"x")', '=>', type(e).__name__, e)

try: print('type(List[int])', '=>', type(List[int]))
except Exception as e: print('type(List[int])', '=>', type(e).__name__, e)

try: print('type(Optional[int])', '=>', type(Optional[int]))
except Exception as e: print('type(Optional[int])', '=>', type(e).__name__, e)

try: print('type(List)', '=>', type(List))
except Exception as e: print('type(List)', '=>', type(e).__name__, e)

try: print('Optional[int]|str', '=>', Optional[int]|str)
except Exception as e: print('Optional[int]|str', '=>', type(e).__name__, e)

try: print('hash(Optional[int])==hash(Optional[int])', '=>', hash(Optional[int])==hash(Optional[int]))
except Exception as e: print('hash(Optional[int])==hash(Optional[int])', '=>', type(e).__name__, e)

try: print('Optional[int]==Union[None,int]', '=>', Optional[int]==Union[None,int])
except Exception as e: print('Optional[int]==Union[None,int]', '=>', type(e).__name__, e)

try: print('isinstance(1,Union[int,str])', '=>', isinstance(1,Union[int,str]))
except Exception as e: print('isinstance(1,Union[int,str])', '=>', type(e).__name__, e)

try: print('typing.Deque[int]', '=>', typing.Deque[int])
except Exception as e: print('typing.Deque[int]', '=>', type(e).__name__, e)

try: print('typing.DefaultDict[str,int]', '=>', typing.DefaultDict[str,int])
except Exception as e: print('typing.DefaultDict[str,int]', '=>', type(e).__name__, e)

try: print('get_type_hints(P)', '=>', get_type_hints(P))
except Exception as e: print('get_type_hints(P)', '=>', type(e).__name__, e)

try: print('List[int,str]', '=>', List[int,str])
except Exception as e: print('List[int,str]', '=>', type(e).__name__, e)

try: print('typing.Generator[int,None,None]', '=>', typing.Generator[int,None,None])
except Exception as e: print('typing.Generator[int,None,None]', '=>', type(e).__name__, e)

try: print('typing.Awaitable[int]', '=>', typing.Awaitable[int])
except Exception as e: print('typing.Awaitable[int]', '=>', type(e).__name__, e)

try: print('Type[int]', '=>', Type[int])
except Exception as e: print('Type[int]', '=>', type(e).__name__, e)

try: print('typing.foo', '=>', typing.foo)
except Exception as e: print('typing.foo', '=>', type(e).__name__, e)

import collections.abc as ca

class It:
    def __iter__(self): return iter([1])

class Sq(ca.Sequence):
    def __len__(self): return 2
    def __getitem__(self,i):
        if i>1: raise IndexError
        return i

class Mp(ca.Mapping):
    def __init__(self): self.d={1:2}
    def __len__(self): return 1
    def __iter__(self): return iter(self.d)
    def __getitem__(self,k): return self.d[k]

try: print('isinstance([],ca.Sequence)', '=>', isinstance([],ca.Sequence))
except Exception as e: print('isinstance([],ca.Sequence)', '=>', type(e).__name__, e)

try: print('isinstance({},ca.Mapping)', '=>', isinstance({},ca.Mapping))
except Exception as e: print('isinstance({},ca.Mapping)', '=>', type(e).__name__, e)

try: print('isinstance({},ca.MutableMapping)', '=>', isinstance({},ca.MutableMapping))
except Exception as e: print('isinstance({},ca.MutableMapping)', '=>', type(e).__name__, e)

try: print('isinstance("",ca.Sequence)', '=>', isinstance("",ca.Sequence))
except Exception as e: print('isinstance("",ca.Sequence)', '=>', type(e).__name__, e)

try: print('isinstance(It(),ca.Iterable)', '=>', isinstance(It(),ca.Iterable))
except Exception as e: print('isinstance(It(),ca.Iterable)', '=>', type(e).__name__, e)

try: print('isinstance(3,ca.Iterable)', '=>', isinstance(3,ca.Iterable))
except Exception as e: print('isinstance(3,ca.Iterable)', '=>', type(e).__name__, e)

try: print('isinstance(len,ca.Callable)', '=>', isinstance(len,ca.Callable))
except Exception as e: print('isinstance(len,ca.Callable)', '=>', type(e).__name__, e)

try: print('isinstance([],ca.Hashable)', '=>', isinstance([],ca.Hashable))
except Exception as e: print('isinstance([],ca.Hashable)', '=>', type(e).__name__, e)

try: print('isinstance(1,ca.Hashable)', '=>', isinstance(1,ca.Hashable))
except Exception as e: print('isinstance(1,ca.Hashable)', '=>', type(e).__name__, e)

try: print('isinstance(set(),ca.Set)', '=>', isinstance(set(),ca.Set))
except Exception as e: print('isinstance(set(),ca.Set)', '=>', type(e).__name__, e)

try: print('isinstance((),ca.MutableSequence)', '=>', isinstance((),ca.MutableSequence))
except Exception as e: print('isinstance((),ca.MutableSequence)', '=>', type(e).__name__, e)

try: print('isinstance(iter([]),ca.Iterator)', '=>', isinstance(iter([]),ca.Iterator))
except Exception as e: print('isinstance(iter([]),ca.Iterator)', '=>', type(e).__name__, e)

try: print('list(Sq())', '=>', list(Sq()))
except Exception as e: print('list(Sq())', '=>', type(e).__name__, e)

try: print('1 in Sq()', '=>', 1 in Sq())
except Exception as e: print('1 in Sq()', '=>', type(e).__name__, e)

try: print('Sq().index(1)', '=>', Sq().index(1))
except Exception as e: print('Sq().index(1)', '=>', type(e).__name__, e)

try: print('list(reversed(Sq()))', '=>', list(reversed(Sq())))
except Exception as e: print('list(reversed(Sq()))', '=>', type(e).__name__, e)

try: print('Mp().get(3)', '=>', Mp().get(3))
except Exception as e: print('Mp().get(3)', '=>', type(e).__name__, e)

try: print('Mp()==Mp()', '=>', Mp()==Mp())
except Exception as e: print('Mp()==Mp()', '=>', type(e).__name__, e)

try: print('1 in Mp()', '=>', 1 in Mp())
except Exception as e: print('1 in Mp()', '=>', type(e).__name__, e)

try: print('list(Mp().items())', '=>', list(Mp().items()))
except Exception as e: print('list(Mp().items())', '=>', type(e).__name__, e)

try: print('ca.Mapping()', '=>', ca.Mapping())
except Exception as e: print('ca.Mapping()', '=>', type(e).__name__, e)

try: print('ca.Iterable[int]', '=>', ca.Iterable[int])
except Exception as e: print('ca.Iterable[int]', '=>', type(e).__name__, e)


try: print('isinstance({}.keys(),ca.KeysView)', '=>', isinstance({}.keys(),ca.KeysView))
except Exception as e: print('isinstance({}.keys(),ca.KeysView)', '=>', type(e).__name__, e)

try: print('isinstance([],ca.Collection)', '=>', isinstance([],ca.Collection))
except Exception as e: print('isinstance([],ca.Collection)', '=>', type(e).__name__, e)

try: print('isinstance([], typing.Iterable)', '=>', isinstance([], typing.Iterable))
except Exception as e: print('isinstance([], typing.Iterable)', '=>', type(e).__name__, e)

try: print('isinstance({}, typing.Mapping)', '=>', isinstance({}, typing.Mapping))
except Exception as e: print('isinstance({}, typing.Mapping)', '=>', type(e).__name__, e)

try: print('ca.Sequence', '=>', ca.Sequence)
except Exception as e: print('ca.Sequence', '=>', type(e).__name__, e)

try: print('DefaultDict[str,int]', '=>', DefaultDict[str,int])
except Exception as e: print('DefaultDict[str,int]', '=>', type(e).__name__, e)

try: print('typing.OrderedDict', '=>', typing.OrderedDict)
except Exception as e: print('typing.OrderedDict', '=>', type(e).__name__, e)

try: print('isinstance(It(),ca.Sized)', '=>', isinstance(It(),ca.Sized))
except Exception as e: print('isinstance(It(),ca.Sized)', '=>', type(e).__name__, e)

try: print('issubclass(dict,ca.Collection)', '=>', issubclass(dict,ca.Collection))
except Exception as e: print('issubclass(dict,ca.Collection)', '=>', type(e).__name__, e)
