import json

import enum

class R(enum.Enum):
    A='a'; B='b'; C='a'

class I(enum.IntEnum): X=1; Y=2

class S(str, enum.Enum): P='p'

class T(enum.StrEnum): P=enum.auto()

class F(enum.Flag): R=enum.auto(); W=enum.auto(); X=4

class U(enum.Enum): A=enum.auto(); B=enum.auto()

try: print('R', '=>', R)
except Exception as e: print('R', '=>', type(e).__name__, e)

try: print('R.A', '=>', R.A)
except Exception as e: print('R.A', '=>', type(e).__name__, e)

try: print('repr(R.A)', '=>', repr(R.A))
except Exception as e: print('repr(R.A)', '=>', type(e).__name__, e)

try: print('R.C', '=>', R.C)
except Exception as e: print('R.C', '=>', type(e).__name__, e)

try: print('list(R)', '=>', list(R))
except Exception as e: print('list(R)', '=>', type(e).__name__, e)

try: print('R("a")', '=>', R("a"))
except Exception as e: print('R("a")', '=>', type(e).__name__, e)

try: print('R("z")', '=>', R("z"))
except Exception as e: print('R("z")', '=>', type(e).__name__, e)

try: print('R["A"]', '=>', R["A"])
except Exception as e: print('R["A"]', '=>', type(e).__name__, e)

try: print('R["Z"]', '=>', R["Z"])
except Exception as e: print('R["Z"]', '=>', type(e).__name__, e)

try: print('R.Z', '=>', R.Z)
except Exception as e: print('R.Z', '=>', type(e).__name__, e)

try: print('R.A.value', '=>', R.A.value)
except Exception as e: print('R.A.value', '=>', type(e).__name__, e)

try: print('R.A.name', '=>', R.A.name)
except Exception as e: print('R.A.name', '=>', type(e).__name__, e)

try: print('R.A=="a"', '=>', R.A=="a")
except Exception as e: print('R.A=="a"', '=>', type(e).__name__, e)

try: print('R.A is R("a")', '=>', R.A is R("a"))
except Exception as e: print('R.A is R("a")', '=>', type(e).__name__, e)

try: print('S.P=="p"', '=>', S.P=="p")
except Exception as e: print('S.P=="p"', '=>', type(e).__name__, e)

try: print('str(S.P)', '=>', str(S.P))
except Exception as e: print('str(S.P)', '=>', type(e).__name__, e)

try: print('f"{S.P}"', '=>', f"{S.P}")
except Exception as e: print('f"{S.P}"', '=>', type(e).__name__, e)

try: print('repr(S.P)', '=>', repr(S.P))
except Exception as e: print('repr(S.P)', '=>', type(e).__name__, e)

try: print('format(S.P)', '=>', format(S.P))
except Exception as e: print('format(S.P)', '=>', type(e).__name__, e)

try: print('str(T.P)', '=>', str(T.P))
except Exception as e: print('str(T.P)', '=>', type(e).__name__, e)

try: print('f"{T.P}"', '=>', f"{T.P}")
except Exception as e: print('f"{T.P}"', '=>', type(e).__name__, e)

try: print('repr(T.P)', '=>', repr(T.P))
except Exception as e: print('repr(T.P)', '=>', type(e).__name__, e)

try: print('I.X+1', '=>', I.X+1)
except Exception as e: print('I.X+1', '=>', type(e).__name__, e)

try: print('str(I.X)', '=>', str(I.X))
except Exception as e: print('str(I.X)', '=>', type(e).__name__, e)

try: print('repr(I.X)', '=>', repr(I.X))
except Exception as e: print('repr(I.X)', '=>', type(e).__name__, e)

try: print('f"{I.X}"', '=>', f"{I.X}")
except Exception as e: print('f"{I.X}"', '=>', type(e).__name__, e)

try: print('I.X<I.Y', '=>', I.X<I.Y)
except Exception as e: print('I.X<I.Y', '=>', type(e).__name__, e)

try: print('R.A<R.B', '=>', R.A<R.B)
except Exception as e: print('R.A<R.B', '=>', type(e).__name__, e)

try: print('F.R|F.W', '=>', F.R|F.W)
except Exception as e: print('F.R|F.W', '=>', type(e).__name__, e)

try: print('repr(F.R|F.W)', '=>', repr(F.R|F.W))
except Exception as e: print('repr(F.R|F.W)', '=>', type(e).__name__, e)

try: print('F(7)', '=>', F(7))
except Exception as e: print('F(7)', '=>', type(e).__name__, e)

try: print('F(8)', '=>', F(8))
except Exception as e: print('F(8)', '=>', type(e).__name__, e)

try: print('F.R in F.R|F.W', '=>', F.R in F.R|F.W)
except Exception as e: print('F.R in F.R|F.W', '=>', type(e).__name__, e)

try: print('list(F)', '=>', list(F))
except Exception as e: print('list(F)', '=>', type(e).__name__, e)

try: print('~F.R', '=>', ~F.R)
except Exception as e: print('~F.R', '=>', type(e).__name__, e)

try: print('R.__members__', '=>', R.__members__)
except Exception as e: print('R.__members__', '=>', type(e).__name__, e)

try: print('len(R)', '=>', len(R))
except Exception as e: print('len(R)', '=>', type(e).__name__, e)

try: print('"a" in R', '=>', "a" in R)
except Exception as e: print('"a" in R', '=>', type(e).__name__, e)

try: print('R.A in R', '=>', R.A in R)
except Exception as e: print('R.A in R', '=>', type(e).__name__, e)


try: print('R.A.__class__', '=>', R.A.__class__)
except Exception as e: print('R.A.__class__', '=>', type(e).__name__, e)

try: print('type(R)', '=>', type(R))
except Exception as e: print('type(R)', '=>', type(e).__name__, e)

try: print('hash(R.A)==hash("A")', '=>', hash(R.A)==hash("A"))
except Exception as e: print('hash(R.A)==hash("A")', '=>', type(e).__name__, e)

try: print('R.A.foo', '=>', R.A.foo)
except Exception as e: print('R.A.foo', '=>', type(e).__name__, e)

try: print('R()', '=>', R())
except Exception as e: print('R()', '=>', type(e).__name__, e)

try: print('U.B.value', '=>', U.B.value)
except Exception as e: print('U.B.value', '=>', type(e).__name__, e)

try: print('bool(F(0))', '=>', bool(F(0)))
except Exception as e: print('bool(F(0))', '=>', type(e).__name__, e)

try: print('str(F(3))', '=>', str(F(3)))
except Exception as e: print('str(F(3))', '=>', type(e).__name__, e)

try: print('F.R & F.W', '=>', F.R & F.W)
except Exception as e: print('F.R & F.W', '=>', type(e).__name__, e)

try: print('isinstance(R.A,R)', '=>', isinstance(R.A,R))
except Exception as e: print('isinstance(R.A,R)', '=>', type(e).__name__, e)

try: print('issubclass(I,int)', '=>', issubclass(I,int))
except Exception as e: print('issubclass(I,int)', '=>', type(e).__name__, e)

try: print('S("q")', '=>', S("q"))
except Exception as e: print('S("q")', '=>', type(e).__name__, e)

try: print('class_', '=>', class_)
except Exception as e: print('class_', '=>', type(e).__name__, e)



try: print('R.A.value.upper()', '=>', R.A.value.upper())
except Exception as e: print('R.A.value.upper()', '=>', type(e).__name__, e)

try: print('setattr(R.A,"value",3)', '=>', setattr(R.A,"value",3))
except Exception as e: print('setattr(R.A,"value",3)', '=>', type(e).__name__, e)


try: print('I(3)', '=>', I(3))
except Exception as e: print('I(3)', '=>', type(e).__name__, e)

try: print('type(S.P)', '=>', type(S.P))
except Exception as e: print('type(S.P)', '=>', type(e).__name__, e)

try: print('S.P.upper()', '=>', S.P.upper())
except Exception as e: print('S.P.upper()', '=>', type(e).__name__, e)

try: print('{R.A:1}', '=>', {R.A:1})
except Exception as e: print('{R.A:1}', '=>', type(e).__name__, e)

try: print('R.__name__', '=>', R.__name__)
except Exception as e: print('R.__name__', '=>', type(e).__name__, e)

try: print('enum.Enum("X","a b")', '=>', enum.Enum("X","a b"))
except Exception as e: print('enum.Enum("X","a b")', '=>', type(e).__name__, e)

try: print('list(enum.Enum("X","a b"))', '=>', list(enum.Enum("X","a b")))
except Exception as e: print('list(enum.Enum("X","a b"))', '=>', type(e).__name__, e)

try: print('F.R.value', '=>', F.R.value)
except Exception as e: print('F.R.value', '=>', type(e).__name__, e)

try: print('1 in R', '=>', 1 in R)
except Exception as e: print('1 in R', '=>', type(e).__name__, e)


try: print('R.A.A', '=>', R.A.A)
except Exception as e: print('R.A.A', '=>', type(e).__name__, e)

try: print('T("p")', '=>', T("p"))
except Exception as e: print('T("p")', '=>', type(e).__name__, e)

try: print('I("1")', '=>', I("1"))
except Exception as e: print('I("1")', '=>', type(e).__name__, e)

try: print('int(I.X)', '=>', int(I.X))
except Exception as e: print('int(I.X)', '=>', type(e).__name__, e)

try: print('R._member_map_', '=>', R._member_map_)
except Exception as e: print('R._member_map_', '=>', type(e).__name__, e)

try: print('F["R"]', '=>', F["R"])
except Exception as e: print('F["R"]', '=>', type(e).__name__, e)

try: print('len(F)', '=>', len(F))
except Exception as e: print('len(F)', '=>', type(e).__name__, e)

try: print('F.R^F.X', '=>', F.R^F.X)
except Exception as e: print('F.R^F.X', '=>', type(e).__name__, e)

try: print('F(3).name', '=>', F(3).name)
except Exception as e: print('F(3).name', '=>', type(e).__name__, e)

try: print('F(3).value', '=>', F(3).value)
except Exception as e: print('F(3).value', '=>', type(e).__name__, e)


try: print('list(F(3))', '=>', list(F(3)))
except Exception as e: print('list(F(3))', '=>', type(e).__name__, e)

try: print('F.R|1', '=>', F.R|1)
except Exception as e: print('F.R|1', '=>', type(e).__name__, e)

try: print('F(None)', '=>', F(None))
except Exception as e: print('F(None)', '=>', type(e).__name__, e)

class Planet(enum.Enum):
    A=(1,2); B=(3,4)
    def __init__(self, m, r): self.m=m; self.r=r
    @property
    def tot(self): return self.m+self.r
    @classmethod
    def deflt(cls): return cls.A
    @staticmethod
    def st(): return 5

class W(enum.Enum):
    X='x'
    def __str__(self): return self.value
    @classmethod
    def _missing_(cls, v): return cls.X if v=='?' else None

class Role(str, enum.Enum):
    ADMIN='admin'; USER='user'
    def can(self): return self is Role.ADMIN

class IF(enum.IntFlag): A=1; B=2

class NV(enum.Enum):
    def __new__(cls, v, label):
        o=object.__new__(cls); o._value_=v; o.label=label; return o
    P=(1,'one')

class Fl(enum.Flag):
    R=enum.auto(); W=enum.auto(); RW=R|W

try: print('Planet.A.tot', '=>', Planet.A.tot)
except Exception as e: print('Planet.A.tot', '=>', type(e).__name__, e)

try: print('Planet.A.value', '=>', Planet.A.value)
except Exception as e: print('Planet.A.value', '=>', type(e).__name__, e)

try: print('Planet((3,4))', '=>', Planet((3,4)))
except Exception as e: print('Planet((3,4))', '=>', type(e).__name__, e)

try: print('Planet.deflt()', '=>', Planet.deflt())
except Exception as e: print('Planet.deflt()', '=>', type(e).__name__, e)

try: print('Planet.st()', '=>', Planet.st())
except Exception as e: print('Planet.st()', '=>', type(e).__name__, e)

try: print('W.X', '=>', W.X)
except Exception as e: print('W.X', '=>', type(e).__name__, e)

try: print('str(W.X)', '=>', str(W.X))
except Exception as e: print('str(W.X)', '=>', type(e).__name__, e)

try: print('f"{W.X}"', '=>', f"{W.X}")
except Exception as e: print('f"{W.X}"', '=>', type(e).__name__, e)

try: print('W("?")', '=>', W("?"))
except Exception as e: print('W("?")', '=>', type(e).__name__, e)

try: print('W("!")', '=>', W("!"))
except Exception as e: print('W("!")', '=>', type(e).__name__, e)

try: print('Role.ADMIN.can()', '=>', Role.ADMIN.can())
except Exception as e: print('Role.ADMIN.can()', '=>', type(e).__name__, e)

try: print('Role.ADMIN=="admin"', '=>', Role.ADMIN=="admin")
except Exception as e: print('Role.ADMIN=="admin"', '=>', type(e).__name__, e)

try: print('"admin" in [Role.ADMIN]', '=>', "admin" in [Role.ADMIN])
except Exception as e: print('"admin" in [Role.ADMIN]', '=>', type(e).__name__, e)

try: print('Role.ADMIN in ("admin",)', '=>', Role.ADMIN in ("admin",))
except Exception as e: print('Role.ADMIN in ("admin",)', '=>', type(e).__name__, e)

try: print('{"admin":1}[Role.ADMIN]', '=>', {"admin":1}[Role.ADMIN])
except Exception as e: print('{"admin":1}[Role.ADMIN]', '=>', type(e).__name__, e)

try: print('sorted(Role)', '=>', sorted(Role))
except Exception as e: print('sorted(Role)', '=>', type(e).__name__, e)

try: print('Role.ADMIN.value', '=>', Role.ADMIN.value)
except Exception as e: print('Role.ADMIN.value', '=>', type(e).__name__, e)



try: print('IF.A|IF.B', '=>', IF.A|IF.B)
except Exception as e: print('IF.A|IF.B', '=>', type(e).__name__, e)

try: print('repr(IF(8))', '=>', repr(IF(8)))
except Exception as e: print('repr(IF(8))', '=>', type(e).__name__, e)

try: print('IF.A|8', '=>', IF.A|8)
except Exception as e: print('IF.A|8', '=>', type(e).__name__, e)

try: print('repr(IF.A|8)', '=>', repr(IF.A|8))
except Exception as e: print('repr(IF.A|8)', '=>', type(e).__name__, e)

try: print('repr(IF.A)', '=>', repr(IF.A))
except Exception as e: print('repr(IF.A)', '=>', type(e).__name__, e)

try: print('str(IF.A)', '=>', str(IF.A))
except Exception as e: print('str(IF.A)', '=>', type(e).__name__, e)

try: print('NV.P.label', '=>', NV.P.label)
except Exception as e: print('NV.P.label', '=>', type(e).__name__, e)

try: print('NV(1)', '=>', NV(1))
except Exception as e: print('NV(1)', '=>', type(e).__name__, e)

try: print('Fl.RW', '=>', Fl.RW)
except Exception as e: print('Fl.RW', '=>', type(e).__name__, e)

try: print('list(Fl)', '=>', list(Fl))
except Exception as e: print('list(Fl)', '=>', type(e).__name__, e)

try: print('Fl.RW.value', '=>', Fl.RW.value)
except Exception as e: print('Fl.RW.value', '=>', type(e).__name__, e)

try: print('Fl.R in Fl.RW', '=>', Fl.R in Fl.RW)
except Exception as e: print('Fl.R in Fl.RW', '=>', type(e).__name__, e)

try: print('[r.name for r in Role]', '=>', [r.name for r in Role])
except Exception as e: print('[r.name for r in Role]', '=>', type(e).__name__, e)

try: print('Role["ADMIN"].value', '=>', Role["ADMIN"].value)
except Exception as e: print('Role["ADMIN"].value', '=>', type(e).__name__, e)

try: print('Role.ADMIN.title()', '=>', Role.ADMIN.title())
except Exception as e: print('Role.ADMIN.title()', '=>', type(e).__name__, e)

try: print('max(I)', '=>', max(I))
except Exception as e: print('max(I)', '=>', type(e).__name__, e)

try: print('I.X in (1,2)', '=>', I.X in (1,2))
except Exception as e: print('I.X in (1,2)', '=>', type(e).__name__, e)

try: print('isinstance(Role.ADMIN,str)', '=>', isinstance(Role.ADMIN,str))
except Exception as e: print('isinstance(Role.ADMIN,str)', '=>', type(e).__name__, e)

try: print('Role.__members__.keys()', '=>', Role.__members__.keys())
except Exception as e: print('Role.__members__.keys()', '=>', type(e).__name__, e)

try: print('Role("nope")', '=>', Role("nope"))
except Exception as e: print('Role("nope")', '=>', type(e).__name__, e)

try: print('type(Role.ADMIN).__mro__', '=>', type(Role.ADMIN).__mro__)
except Exception as e: print('type(Role.ADMIN).__mro__', '=>', type(e).__name__, e)


try: print('Role.ADMIN+"x"', '=>', Role.ADMIN+"x")
except Exception as e: print('Role.ADMIN+"x"', '=>', type(e).__name__, e)

try: print('repr(IF(3))', '=>', repr(IF(3)))
except Exception as e: print('repr(IF(3))', '=>', type(e).__name__, e)

try: print('IF(0)', '=>', IF(0))
except Exception as e: print('IF(0)', '=>', type(e).__name__, e)

try: print('repr(IF(0))', '=>', repr(IF(0)))
except Exception as e: print('repr(IF(0))', '=>', type(e).__name__, e)
