//! Named zones from the IANA database bundled with the program, never from the machine.

use super::delta::Delta;
use super::{Stamp, out_of_range};
use crate::python::kernel::Fault;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Dst, Offset, TimeZone, TimeZoneDatabase};
use std::sync::LazyLock;

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A named zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    name: String,
    zone: TimeZone,
}

/// What a zone says about a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// From UTC.
    pub offset: Delta,
    /// Of that, daylight saving time. Always summer time here, also where the law calls winter time the exception
    /// (Ireland, Morocco) and CPython's data have a negative saving.
    pub dst: Delta,
    /// `CET`, `CEST`, …
    pub name: String,
}

impl Zone {
    /// Finds a zone by its exact name, such as `Europe/Berlin` or `UTC`; `None` when there is none.
    pub fn named(name: &str) -> Option<Self> {
        let zone = DATABASE.get(name).ok()?;
        // The database ignores case, Python does not.
        let exact = zone.iana_name().is_none_or(|found| found == name);
        exact.then(|| Self { name: name.to_owned(), zone })
    }

    /// What always holds in a zone that never changes, such as `UTC`.
    pub fn fixed(&self) -> Option<Moment> {
        self.zone.to_fixed_offset().is_ok().then(|| self.at(Timestamp::UNIX_EPOCH))
    }

    /// The names of all zones.
    pub fn all_names() -> Vec<String> {
        DATABASE.available().map(|name| name.as_str().to_owned()).collect()
    }

    /// The name it was found by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What holds at a local time; in an hour that does not exist or exists twice, `fold` decides.
    pub fn at_local(&self, stamp: Stamp) -> Moment {
        let (date, time) = (stamp.date, stamp.time);
        let civil = DateTime::new(
            date.year as i16,
            date.month as i8,
            date.day as i8,
            time.hour as i8,
            time.minute as i8,
            time.second as i8,
            (time.micro * 1000) as i32,
        );
        let Ok(civil) = civil else { return self.at(Timestamp::UNIX_EPOCH) };
        let offset =
            match self.zone.to_ambiguous_timestamp(civil).offset() {
                AmbiguousOffset::Unambiguous { offset } => offset,
                AmbiguousOffset::Gap { before, after } | AmbiguousOffset::Fold { before, after } => {
                    if time.fold { after } else { before }
                }
            };
        match offset.to_timestamp(civil) {
            Ok(instant) => Moment { offset: delta(offset), ..self.at_with_offset(instant, offset) },
            Err(_) => Moment { offset: delta(offset), dst: Delta::ZERO, name: String::new() },
        }
    }

    /// In a gap the instant of the local time already has the other offset; name and saving go by the offset.
    fn at_with_offset(&self, instant: Timestamp, offset: Offset) -> Moment {
        let near = [0, -1, 1].into_iter().filter_map(|hours| {
            let shifted = instant.checked_add(jiff::SignedDuration::from_hours(hours)).ok()?;
            (self.zone.to_offset(shifted) == offset).then(|| self.at(shifted))
        });
        let mut near = near;
        near.next().unwrap_or_else(|| self.at(instant))
    }

    /// What holds at an instant, in microseconds since 1970 UTC.
    ///
    /// # Errors
    /// `OverflowError: date value out of range`
    pub fn at_utc(&self, micros: i64) -> Result<Moment, Fault> {
        Timestamp::from_microsecond(micros).map(|instant| self.at(instant)).map_err(|_| out_of_range())
    }

    /// The local time of an instant, with `fold` set in the second pass of a repeated hour.
    ///
    /// # Errors
    /// `OverflowError: date value out of range`
    pub fn local(&self, micros: i64) -> Result<Stamp, Fault> {
        let offset = self.at_utc(micros)?.offset.micros();
        let mut stamp = Stamp::from_micros((i128::from(micros) + offset) as i64)?;
        stamp.time.fold = self.at_local(stamp).offset.micros() != offset;
        Ok(stamp)
    }

    fn at(&self, instant: Timestamp) -> Moment {
        let info = self.zone.to_offset_info(instant);
        let dst = if info.dst() == Dst::Yes { self.saving(instant, info.offset()) } else { Delta::ZERO };
        Moment { offset: delta(info.offset()), dst, name: info.abbreviation().to_owned() }
    }

    /// How far daylight saving time is from the standard time nearest to it.
    fn saving(&self, instant: Timestamp, offset: Offset) -> Delta {
        let standard = |wanted: Option<Offset>| wanted.filter(|standard| *standard < offset);
        let before = self.zone.preceding(instant).take(8).find(|change| change.dst() == Dst::No);
        let after = self.zone.following(instant).take(8).find(|change| change.dst() == Dst::No);
        let standard = standard(before.map(|change| change.offset()))
            .or_else(|| standard(after.map(|change| change.offset())));
        let seconds = standard.map_or(3600, |standard| offset.seconds() - standard.seconds());
        Delta::seconds_only(seconds.into())
    }
}

fn delta(offset: Offset) -> Delta {
    Delta::seconds_only(offset.seconds().into())
}
