import itertools, operator, string, copy, calendar, uuid

from itertools import *

class A:
    def __init__(s): s.x=[1]; s.y=s

a=A()

class Sl:
    __slots__=('p',)

s1=Sl()

s1.p=[1]

try: print('list(islice(count(3,2),3))', '=>', list(islice(count(3,2),3)))
except Exception as e: print('list(islice(count(3,2),3))', '=>', type(e).__name__, e)

try: print('count(1)', '=>', count(1))
except Exception as e: print('count(1)', '=>', type(e).__name__, e)

try: print('list(repeat(1,2))', '=>', list(repeat(1,2)))
except Exception as e: print('list(repeat(1,2))', '=>', type(e).__name__, e)

try: print('repeat(1,2)', '=>', repeat(1,2))
except Exception as e: print('repeat(1,2)', '=>', type(e).__name__, e)

try: print('list(islice(cycle("ab"),5))', '=>', list(islice(cycle("ab"),5)))
except Exception as e: print('list(islice(cycle("ab"),5))', '=>', type(e).__name__, e)

try: print('list(accumulate([1,2,3]))', '=>', list(accumulate([1,2,3])))
except Exception as e: print('list(accumulate([1,2,3]))', '=>', type(e).__name__, e)

try: print('list(accumulate([1,2],max,initial=5))', '=>', list(accumulate([1,2],max,initial=5)))
except Exception as e: print('list(accumulate([1,2],max,initial=5))', '=>', type(e).__name__, e)

try: print('list(chain("ab",[1]))', '=>', list(chain("ab",[1])))
except Exception as e: print('list(chain("ab",[1]))', '=>', type(e).__name__, e)

try: print('list(chain.from_iterable(["a","b"]))', '=>', list(chain.from_iterable(["a","b"])))
except Exception as e: print('list(chain.from_iterable(["a","b"]))', '=>', type(e).__name__, e)

try: print('list(compress("abc",[1,0,1]))', '=>', list(compress("abc",[1,0,1])))
except Exception as e: print('list(compress("abc",[1,0,1]))', '=>', type(e).__name__, e)

try: print('list(dropwhile(lambda x:x<2,[1,2,1]))', '=>', list(dropwhile(lambda x:x<2,[1,2,1])))
except Exception as e: print('list(dropwhile(lambda x:x<2,[1,2,1]))', '=>', type(e).__name__, e)

try: print('list(takewhile(lambda x:x<2,[1,2,1]))', '=>', list(takewhile(lambda x:x<2,[1,2,1])))
except Exception as e: print('list(takewhile(lambda x:x<2,[1,2,1]))', '=>', type(e).__name__, e)

try: print('list(filterfalse(None,[0,1]))', '=>', list(filterfalse(None,[0,1])))
except Exception as e: print('list(filterfalse(None,[0,1]))', '=>', type(e).__name__, e)

try: print('list(islice("abcde",1,4,2))', '=>', list(islice("abcde",1,4,2)))
except Exception as e: print('list(islice("abcde",1,4,2))', '=>', type(e).__name__, e)

try: print('list(islice("abc",None))', '=>', list(islice("abc",None)))
except Exception as e: print('list(islice("abc",None))', '=>', type(e).__name__, e)

try: print('islice("a",-1)', '=>', islice("a",-1))
except Exception as e: print('islice("a",-1)', '=>', type(e).__name__, e)

try: print('list(starmap(pow,[(2,3)]))', '=>', list(starmap(pow,[(2,3)])))
except Exception as e: print('list(starmap(pow,[(2,3)]))', '=>', type(e).__name__, e)

try: print('list(pairwise("abc"))', '=>', list(pairwise("abc")))
except Exception as e: print('list(pairwise("abc"))', '=>', type(e).__name__, e)

try: print('list(zip_longest("ab","c",fillvalue=0))', '=>', list(zip_longest("ab","c",fillvalue=0)))
except Exception as e: print('list(zip_longest("ab","c",fillvalue=0))', '=>', type(e).__name__, e)

try: print('[(k,list(g)) for k,g in groupby("aabbc")]', '=>', [(k,list(g)) for k,g in groupby("aabbc")])
except Exception as e: print('[(k,list(g)) for k,g in groupby("aabbc")]', '=>', type(e).__name__, e)

try: print('[k for k,g in groupby([1,1,2])]', '=>', [k for k,g in groupby([1,1,2])])
except Exception as e: print('[k for k,g in groupby([1,1,2])]', '=>', type(e).__name__, e)

try: print('list(product("ab",[1,2]))', '=>', list(product("ab",[1,2])))
except Exception as e: print('list(product("ab",[1,2]))', '=>', type(e).__name__, e)

try: print('list(product([0,1],repeat=2))', '=>', list(product([0,1],repeat=2)))
except Exception as e: print('list(product([0,1],repeat=2))', '=>', type(e).__name__, e)

try: print('list(combinations("abcd",2))', '=>', list(combinations("abcd",2)))
except Exception as e: print('list(combinations("abcd",2))', '=>', type(e).__name__, e)

try: print('list(combinations("a",2))', '=>', list(combinations("a",2)))
except Exception as e: print('list(combinations("a",2))', '=>', type(e).__name__, e)

try: print('list(combinations_with_replacement("ab",2))', '=>', list(combinations_with_replacement("ab",2)))
except Exception as e: print('list(combinations_with_replacement("ab",2))', '=>', type(e).__name__, e)

try: print('list(permutations("abc",2))', '=>', list(permutations("abc",2)))
except Exception as e: print('list(permutations("abc",2))', '=>', type(e).__name__, e)

try: print('list(permutations([1,2,3]))', '=>', list(permutations([1,2,3])))
except Exception as e: print('list(permutations([1,2,3]))', '=>', type(e).__name__, e)

try: print('[list(x) for x in tee([1,2])]', '=>', [list(x) for x in tee([1,2])])
except Exception as e: print('[list(x) for x in tee([1,2])]', '=>', type(e).__name__, e)

try: print('operator.itemgetter(1,2)("abc")', '=>', operator.itemgetter(1,2)("abc"))
except Exception as e: print('operator.itemgetter(1,2)("abc")', '=>', type(e).__name__, e)

try: print('operator.attrgetter("real")(5)', '=>', operator.attrgetter("real")(5))
except Exception as e: print('operator.attrgetter("real")(5)', '=>', type(e).__name__, e)

try: print('operator.methodcaller("upper")("a")', '=>', operator.methodcaller("upper")("a"))
except Exception as e: print('operator.methodcaller("upper")("a")', '=>', type(e).__name__, e)

try: print('sorted([(2,1),(1,2)],key=operator.itemgetter(1))', '=>', sorted([(2,1),(1,2)],key=operator.itemgetter(1)))
except Exception as e: print('sorted([(2,1),(1,2)],key=operator.itemgetter(1))', '=>', type(e).__name__, e)

try: print('string.capwords("a b")', '=>', string.capwords("a b"))
except Exception as e: print('string.capwords("a b")', '=>', type(e).__name__, e)

try: print('string.Template("$a ${b} $$").substitute(a=1,b=2)', '=>', string.Template("$a ${b} $$").substitute(a=1,b=2))
except Exception as e: print('string.Template("$a ${b} $$").substitute(a=1,b=2)', '=>', type(e).__name__, e)

try: print('string.Template("$a $b").safe_substitute(a=1)', '=>', string.Template("$a $b").safe_substitute(a=1))
except Exception as e: print('string.Template("$a $b").safe_substitute(a=1)', '=>', type(e).__name__, e)

try: print('string.Template("$a $").substitute(a=1)', '=>', string.Template("$a $").substitute(a=1))
except Exception as e: print('string.Template("$a $").substitute(a=1)', '=>', type(e).__name__, e)

try: print('string.Template("$a").substitute()', '=>', string.Template("$a").substitute())
except Exception as e: print('string.Template("$a").substitute()', '=>', type(e).__name__, e)

try: print('copy.copy([1])', '=>', copy.copy([1]))
except Exception as e: print('copy.copy([1])', '=>', type(e).__name__, e)

try: print('copy.deepcopy({"a":[1]})', '=>', copy.deepcopy({"a":[1]}))
except Exception as e: print('copy.deepcopy({"a":[1]})', '=>', type(e).__name__, e)

try: print('copy.deepcopy(a).y.x', '=>', copy.deepcopy(a).y.x)
except Exception as e: print('copy.deepcopy(a).y.x', '=>', type(e).__name__, e)

try: print('copy.deepcopy(a).x is a.x', '=>', copy.deepcopy(a).x is a.x)
except Exception as e: print('copy.deepcopy(a).x is a.x', '=>', type(e).__name__, e)

try: print('copy.copy(a).x is a.x', '=>', copy.copy(a).x is a.x)
except Exception as e: print('copy.copy(a).x is a.x', '=>', type(e).__name__, e)

try: print('copy.deepcopy(s1).p', '=>', copy.deepcopy(s1).p)
except Exception as e: print('copy.deepcopy(s1).p', '=>', type(e).__name__, e)

try: print('copy.copy((1,))', '=>', copy.copy((1,)))
except Exception as e: print('copy.copy((1,))', '=>', type(e).__name__, e)

try: print('copy.deepcopy(ValueError("x"))', '=>', copy.deepcopy(ValueError("x")))
except Exception as e: print('copy.deepcopy(ValueError("x"))', '=>', type(e).__name__, e)

try: print('calendar.timegm((2024,1,2,3,4,5))', '=>', calendar.timegm((2024,1,2,3,4,5)))
except Exception as e: print('calendar.timegm((2024,1,2,3,4,5))', '=>', type(e).__name__, e)

try: print('calendar.monthrange(2024,2)', '=>', calendar.monthrange(2024,2))
except Exception as e: print('calendar.monthrange(2024,2)', '=>', type(e).__name__, e)

try: print('calendar.monthrange(2024,13)', '=>', calendar.monthrange(2024,13))
except Exception as e: print('calendar.monthrange(2024,13)', '=>', type(e).__name__, e)

try: print('calendar.isleap(1900)', '=>', calendar.isleap(1900))
except Exception as e: print('calendar.isleap(1900)', '=>', type(e).__name__, e)

try: print('uuid.UUID("12345678123456781234567812345678")', '=>', uuid.UUID("12345678123456781234567812345678"))
except Exception as e: print('uuid.UUID("12345678123456781234567812345678")', '=>', type(e).__name__, e)

try: print('uuid.UUID("{12345678-1234-5678-1234-567812345678}").hex', '=>', uuid.UUID("{12345678-1234-5678-1234-567812345678}").hex)
except Exception as e: print('uuid.UUID("{12345678-1234-5678-1234-567812345678}").hex', '=>', type(e).__name__, e)

try: print('uuid.UUID("x")', '=>', uuid.UUID("x"))
except Exception as e: print('uuid.UUID("x")', '=>', type(e).__name__, e)

try: print('uuid.UUID()', '=>', uuid.UUID())
except Exception as e: print('uuid.UUID()', '=>', type(e).__name__, e)

try: print('uuid.UUID(int=5)', '=>', uuid.UUID(int=5))
except Exception as e: print('uuid.UUID(int=5)', '=>', type(e).__name__, e)

try: print('uuid.uuid5(uuid.NAMESPACE_DNS,"python.org")', '=>', uuid.uuid5(uuid.NAMESPACE_DNS,"python.org"))
except Exception as e: print('uuid.uuid5(uuid.NAMESPACE_DNS,"python.org")', '=>', type(e).__name__, e)

try: print('uuid.uuid3(uuid.NAMESPACE_DNS,"python.org")', '=>', uuid.uuid3(uuid.NAMESPACE_DNS,"python.org"))
except Exception as e: print('uuid.uuid3(uuid.NAMESPACE_DNS,"python.org")', '=>', type(e).__name__, e)

try: print('uuid.UUID(int=5).version', '=>', uuid.UUID(int=5).version)
except Exception as e: print('uuid.UUID(int=5).version', '=>', type(e).__name__, e)


try: print('uuid.UUID(int=1)<uuid.UUID(int=2)', '=>', uuid.UUID(int=1)<uuid.UUID(int=2))
except Exception as e: print('uuid.UUID(int=1)<uuid.UUID(int=2)', '=>', type(e).__name__, e)

try: print('setattr(uuid.UUID(int=1),"int",3)', '=>', setattr(uuid.UUID(int=1),"int",3))
except Exception as e: print('setattr(uuid.UUID(int=1),"int",3)', '=>', type(e).__name__, e)

try: print('str(uuid.UUID(int=2))', '=>', str(uuid.UUID(int=2)))
except Exception as e: print('str(uuid.UUID(int=2))', '=>', type(e).__name__, e)

try: print('uuid.UUID(bytes=b"x"*16).fields', '=>', uuid.UUID(bytes=b"x"*16).fields)
except Exception as e: print('uuid.UUID(bytes=b"x"*16).fields', '=>', type(e).__name__, e)

try: print('uuid.UUID(int=7).urn', '=>', uuid.UUID(int=7).urn)
except Exception as e: print('uuid.UUID(int=7).urn', '=>', type(e).__name__, e)

try: print('hash(uuid.UUID(int=7))==hash(7)', '=>', hash(uuid.UUID(int=7))==hash(7))
except Exception as e: print('hash(uuid.UUID(int=7))==hash(7)', '=>', type(e).__name__, e)

try: print('product("a",repeat=0).__next__()', '=>', product("a",repeat=0).__next__())
except Exception as e: print('product("a",repeat=0).__next__()', '=>', type(e).__name__, e)

try: print('list(combinations([],0))', '=>', list(combinations([],0)))
except Exception as e: print('list(combinations([],0))', '=>', type(e).__name__, e)

try: print('operator.itemgetter(1)', '=>', operator.itemgetter(1))
except Exception as e: print('operator.itemgetter(1)', '=>', type(e).__name__, e)

try: print('operator.attrgetter("a.b")', '=>', operator.attrgetter("a.b"))
except Exception as e: print('operator.attrgetter("a.b")', '=>', type(e).__name__, e)
