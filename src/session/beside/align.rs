//! Which stops of two runs stand beside each other.
//!
//! Two runs of one program go the same way until one of them raises, or takes another branch; later they may meet again.
//! Stops are paired by where they are in the program, as many as can be; where one run is at a place to which the other
//! does not come, the other stands still.

use super::Side;
use crate::session::At;
use crate::trace::Event;

/// Where a run is in a row of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The stop at which it is, or stands still.
    pub stop: usize,
    /// Whether it comes to this place; else it stands still while the other goes on.
    pub here: bool,
}

/// Pairs that are looked for at most: what is asked about are small programs.
const MOST: usize = 1 << 20;

/// What a stop is, whatever is known at it.
type Key = (u8, u32, u32);

/// The rows of two runs. Both begin at their starts and end at their ends.
pub(super) fn rows(one: &Side, other: &Side) -> Vec<[Place; 2]> {
    pair(&keys(one), &keys(other))
}

/// The rows of one run.
pub(super) fn alone(one: &Side) -> Vec<[Place; 2]> {
    (0..one.stops.len()).map(|stop| [Place { stop, here: true }; 2]).collect()
}

fn keys(side: &Side) -> Vec<Key> {
    let depth = |frame: u32| side.trace.frames.get(frame as usize).map_or(0, |frame| frame.depth);
    let key = |at: usize| {
        let stop = side.stops.get(at, &side.trace);
        let kind = match stop.at {
            At::Start => 0,
            At::End => 1,
            At::Event(Event::Call) => 2,
            At::Event(Event::Return) => 3,
            At::Event(Event::Exception) => 4,
            At::Event(Event::Request) => 5,
            At::Event(Event::Response) => 6,
            _ => 7,
        };
        (kind, side.line(at), depth(stop.frame))
    };
    (0..side.stops.len()).map(key).collect()
}

fn pair(one: &[Key], other: &[Key]) -> Vec<[Place; 2]> {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let left = one.len().min(other.len()) - same;
    let end = one.iter().rev().zip(other.iter().rev()).take(left).take_while(|(a, b)| a == b).count();
    let (a, b) = (&one[same..one.len() - end], &other[same..other.len() - end]);
    let both = |stop: usize, beside: usize| [Place { stop, here: true }, Place { stop: beside, here: true }];
    let mut rows: Vec<[Place; 2]> = (0..same).map(|stop| both(stop, stop)).collect();
    let (mut at, mut beside) = (0, 0);
    let still = |stop: usize| Place { stop: (same + stop).saturating_sub(1), here: false };
    for (next, next_beside) in common(a, b).into_iter().chain([(a.len(), b.len())]) {
        // First what really happens, then what the other run does instead.
        rows.extend((at..next).map(|stop| [Place { stop: same + stop, here: true }, still(beside)]));
        rows.extend((beside..next_beside).map(|stop| [still(next), Place { stop: same + stop, here: true }]));
        if next < a.len() && next_beside < b.len() {
            rows.push(both(same + next, same + next_beside));
        }
        (at, beside) = (next + 1, next_beside + 1);
    }
    rows.extend((0..end).rev().map(|back| both(one.len() - 1 - back, other.len() - 1 - back)));
    rows
}

/// The longest common subsequence, as pairs of places.
fn common(a: &[Key], b: &[Key]) -> Vec<(usize, usize)> {
    if a.is_empty() || b.is_empty() || a.len().saturating_mul(b.len()) > MOST {
        return Vec::new();
    }
    let width = b.len() + 1;
    let mut longest = vec![0_u16; (a.len() + 1) * width];
    for at in (0..a.len()).rev() {
        for beside in (0..b.len()).rev() {
            longest[at * width + beside] = if a[at] == b[beside] {
                longest[(at + 1) * width + beside + 1] + 1
            } else {
                longest[(at + 1) * width + beside].max(longest[at * width + beside + 1])
            };
        }
    }
    let (mut at, mut beside, mut pairs) = (0, 0, Vec::new());
    while at < a.len() && beside < b.len() {
        if a[at] == b[beside] {
            pairs.push((at, beside));
            (at, beside) = (at + 1, beside + 1);
        } else if longest[(at + 1) * width + beside] >= longest[at * width + beside + 1] {
            at += 1;
        } else {
            beside += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The rows as text: the stops of both, a stop at which a run stands still in brackets.
    fn told(one: &[u32], other: &[u32]) -> String {
        let keys = |lines: &[u32]| lines.iter().map(|line| (0, *line, 1)).collect::<Vec<Key>>();
        let place = |keys: &[u32], place: Place| {
            let line = keys.get(place.stop).copied().unwrap_or(0);
            if place.here { line.to_string() } else { format!("({line})") }
        };
        let rows = pair(&keys(one), &keys(other));
        let rows = rows.iter().map(|[a, b]| format!("{}-{}", place(one, *a), place(other, *b)));
        rows.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn runs_that_part_meet_again() {
        assert_eq!(told(&[0, 1, 2, 9], &[0, 1, 2, 9]), "0-0 1-1 2-2 9-9");
        // One raises in line 2 and goes on in line 5, the other goes on in line 3; both come to 6.
        assert_eq!(
            told(&[0, 1, 2, 5, 6, 9], &[0, 1, 2, 3, 4, 6, 9]),
            "0-0 1-1 2-2 5-(2) (5)-3 (5)-4 6-6 9-9"
        );
        // One is at its end at once.
        assert_eq!(told(&[0, 1, 9], &[0, 1, 2, 3, 9]), "0-0 1-1 (1)-2 (1)-3 9-9");
        assert_eq!(told(&[0, 9], &[0, 9]), "0-0 9-9");
    }

    proptest! {
        #[test]
        fn every_stop_of_both_has_its_row_in_order(
            one in proptest::collection::vec(1..5_u32, 0..12),
            other in proptest::collection::vec(1..5_u32, 0..12),
        ) {
            let keys = |lines: &[u32]| {
                let lines = [0].iter().chain(lines).chain(&[9]);
                lines.map(|line| (0, *line, 1)).collect::<Vec<Key>>()
            };
            let (one, other) = (keys(&one), keys(&other));
            let rows = pair(&one, &other);
            for (side, len) in [(0, one.len()), (1, other.len())] {
                let here: Vec<usize> = rows.iter().filter(|r| r[side].here).map(|r| r[side].stop).collect();
                prop_assert_eq!(here, (0..len).collect::<Vec<_>>());
                prop_assert!(rows.windows(2).all(|pair| pair[0][side].stop <= pair[1][side].stop));
            }
            for [a, b] in rows.iter().filter(|[a, b]| a.here && b.here) {
                prop_assert_eq!(one[a.stop], other[b.stop]);
            }
        }
    }
}
