import bisect, heapq, textwrap, statistics
a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 0), bisect.bisect_left(a, 9, key=lambda v: v * 2)); bisect.insort(a, 4); print(a)
h = []
for v in [5, 1, 8, 3, 2, 9, 7, 1]: heapq.heappush(h, v)
print(h, heapq.heappop(h), h, heapq.heapreplace(h, 6), h, heapq.heappushpop(h, 0), h)
x = [9, 4, 7, 1, 0, 3, 8]; heapq.heapify(x); print(x, heapq.nsmallest(3, x), heapq.nlargest(2, x, key=lambda v: -v), list(heapq.merge([1, 4], [2, 3])))
while h: print(heapq.heappop(h), h)
try: heapq.heappop([])
except IndexError as e: print(e)
print(repr(textwrap.dedent("""
    def f():
        return 1

      x
    """)))
print(textwrap.indent("a\n\nb\n", "> "))
s = statistics
for d in ([1, 2, 3, 4], [1.5, 2.5, 2.5, 4], [1, 2], [3], [10, 20, 30]):
    print(s.mean(d), s.fmean(d), s.median(d), s.mode(d), s.multimode(d), s.pvariance(d), s.pstdev(d))
    if len(d) > 1: print(s.variance(d), s.stdev(d))
for f in (s.mean, s.median, s.mode, s.variance, s.stdev, s.fmean, s.pstdev):
    try: f([])
    except s.StatisticsError as e: print(e)
