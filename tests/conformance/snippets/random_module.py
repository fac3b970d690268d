import random
random.seed(42)
print(random.random(), random.randint(1, 6), random.choice("abcdef"), random.getrandbits(70), random.uniform(1, 10))
l = list(range(10)); random.shuffle(l); print(l)
print(random.sample(range(100), 5), random.sample(list("abcdefghij"), 10), random.sample(range(1000), 30))
print(random.choices([1, 2, 3], k=5), random.choices("ab", weights=[1, 9], k=6), random.choices("abc", cum_weights=[1, 3, 9], k=4))
for s in ["hello", b"bytes", bytearray(b"x"), -5, 0, 2**100, 1.5, True]:
    random.seed(s); print(repr(s), random.random(), random.randrange(0, 100, 7), random.randrange(10**30))
r = random.Random(7); print(r.random(), r.gauss(0, 1), r.gauss(0, 1), r.normalvariate(), r.expovariate(2), r.triangular(1, 5, 2), r.randbytes(5))
state = r.getstate(); a = r.random(); r.setstate(state); print(a == r.random(), len(state[1]), state[0])
print(random.sample(["a", "b"], counts=[3, 4], k=3))
for bad in (lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.randrange(0), lambda: random.sample([1], 2), lambda: random.sample({1}, 1), lambda: random.seed([]), lambda: random.choices([1], [0]), lambda: random.randrange(1, 5, 0), lambda: random.getrandbits(-1), lambda: random.choices([1,2],[1])):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
