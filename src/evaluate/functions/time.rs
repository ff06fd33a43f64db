//! Points in time. Nothing here reads a clock.

use std::cmp::Ordering;
use std::fmt::Write;

use super::super::value::Value;
use super::call::Call;

/// A moment as clocks show it somewhere.
#[derive(Clone, Copy)]
struct Moment {
    /// Seconds since 1970-01-01 00:00 UTC.
    seconds: i64,
    nanos: u32,
    /// Seconds that local clocks are ahead of UTC.
    offset: i64,
    /// Written with `Z`.
    utc: bool,
}

/// What a calendar and a clock show.
struct Shown {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    /// 0 is Sunday.
    weekday: i64,
}

const DAY: i64 = 86_400;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
/// Years of four digits.
const SPAN: std::ops::Range<i64> = -62_135_596_800..253_402_300_800;

/// Days since 1970-01-01. Years begin in March, so that the leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, in_era) = (year.div_euclid(400), year.rem_euclid(400));
    era * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + (153 * month + 2) / 5 + day - 1 - 719_468
}

fn days_in(year: i64, month: i64) -> i64 {
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    days(next_year, next, 1) - days(year, month, 1)
}

impl Moment {
    fn at(seconds: i64) -> Option<Self> {
        SPAN.contains(&seconds).then_some(Self { seconds, nanos: 0, offset: 0, utc: true })
    }

    /// `2020-04-07T14:53:14Z`, with a blank for the `T` and with a fraction or an offset too.
    fn parse(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| -> Option<i64> {
            let part = text.get(from..to)?;
            part.bytes().all(|digit| digit.is_ascii_digit()).then(|| part.parse().ok())?
        };
        let is_mark =
            |at: usize, marks: &[u8]| text.as_bytes().get(at).is_some_and(|byte| marks.contains(byte));
        let marks: [(usize, &[u8]); 5] = [(4, b"-"), (7, b"-"), (10, b"T t"), (13, b":"), (16, b":")];
        marks.iter().all(|(at, marks)| is_mark(*at, marks)).then_some(())?;
        let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
        let valid = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        (valid && year > 0 && hour < 24 && minute < 60 && second < 60).then_some(())?;
        let mut rest = text.get(19..)?;
        let mut nanos = 0;
        if let Some(fraction) = rest.strip_prefix('.') {
            let end = fraction.find(|c: char| !c.is_ascii_digit()).unwrap_or(fraction.len());
            nanos = format!("{:0<9}", fraction.get(..end.min(9))?).parse().ok().filter(|_| end > 0)?;
            rest = fraction.get(end..)?;
        }
        let utc = matches!(rest, "Z" | "z");
        let offset = if utc { 0 } else { offset(rest)? };
        let local = days(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
        Some(Self { seconds: local - offset, nanos, offset, utc })
    }

    fn shown(self) -> Shown {
        let local = self.seconds + self.offset;
        let (days, clock) = (local.div_euclid(DAY), local.rem_euclid(DAY));
        // The inverse of `days`.
        let shifted = days + 719_468;
        let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (month, carry) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        Shown {
            year: era * 400 + year + carry,
            month,
            day,
            hour: clock / 3600,
            minute: clock / 60 % 60,
            second: clock % 60,
            weekday: (days + 4).rem_euclid(7),
        }
    }

    /// As RFC 3339 has it.
    fn text(self) -> String {
        let zone = if self.utc { "Z".to_owned() } else { zone(self.offset, ":") };
        let fraction = match self.nanos {
            0 => String::new(),
            nanos => format!(".{nanos:09}").trim_end_matches('0').to_owned(),
        };
        let Shown { year, month, day, hour, minute, second, .. } = self.shown();
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}")
    }

    /// So many months later; the day is cut to the last of the month.
    fn months_later(self, months: i64) -> Option<Self> {
        let shown = self.shown();
        let total = (shown.year * 12 + shown.month - 1).checked_add(months)?;
        let (year, month) = (total.div_euclid(12), total.rem_euclid(12) + 1);
        (1..=9999).contains(&year).then_some(())?;
        let day = shown.day.min(days_in(year, month));
        let moved = days(year, month, day) - days(shown.year, shown.month, shown.day);
        Some(Self { seconds: self.seconds + moved * DAY, ..self })
    }

    fn later(self, nanos: i128) -> Option<Self> {
        let total = i128::from(self.seconds) * 1_000_000_000 + i128::from(self.nanos) + nanos;
        let seconds = i64::try_from(total.div_euclid(1_000_000_000)).ok()?;
        let nanos = total.rem_euclid(1_000_000_000) as u32;
        SPAN.contains(&seconds).then_some(Self { seconds, nanos, ..self })
    }
}

/// `+01:00`
fn offset(text: &str) -> Option<i64> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() == 2).map(i64::from);
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn zone(offset: i64, separator: &str) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.abs() / 60;
    format!("{sign}{:02}{separator}{:02}", minutes / 60, minutes % 60)
}

const NO_TIME: &str = "the text is not a point in time";

/// Bicep: `dateTimeFromEpoch(seconds)`
pub(super) fn from_epoch(call: &Call) -> Option<Value> {
    call.string(Moment::at(call.int(0)?)?.text())
}

/// Bicep: `dateTimeToEpoch(text)`
pub(super) fn to_epoch(call: &Call) -> Option<Value> {
    call.whole_number(Moment::parse(&call.text(0)?)?.seconds)
}

/// Bicep: `dateTimeAdd(base, duration, format)`. The format of the result is only certain if given.
pub(super) fn add_iso(call: &Call) -> Option<Value> {
    let (base, duration, format) = (call.text(0)?, call.text(1)?, call.text(2)?);
    let (months, seconds) = iso_duration(&duration)?;
    let moved = Moment::parse(&base)?.months_later(months)?.later(i128::from(seconds) * 1_000_000_000)?;
    // .NET reads the text as local time of a machine that runs in UTC.
    call.string(net_format(Moment { offset: 0, utc: true, ..moved }, &format)?)
}

/// Months and seconds of `P1Y2M3W4DT5H6M7S` (ISO 8601).
fn iso_duration(text: &str) -> Option<(i64, i64)> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |text| (-1, text));
    let (mut months, mut seconds, mut in_clock) = (0_i64, 0_i64, false);
    let mut digits = String::new();
    for c in text.strip_prefix('P')?.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if c == 'T' && digits.is_empty() && !in_clock {
            in_clock = true;
            continue;
        }
        let count: i64 = std::mem::take(&mut digits).parse().ok()?;
        let (sum, unit) = match (c, in_clock) {
            ('Y', false) => (&mut months, 12),
            ('M', false) => (&mut months, 1),
            ('W', false) => (&mut seconds, 7 * DAY),
            ('D', false) => (&mut seconds, DAY),
            ('H', true) => (&mut seconds, 3600),
            ('M', true) => (&mut seconds, 60),
            ('S', true) => (&mut seconds, 1),
            _ => return None,
        };
        *sum = sum.checked_add(count.checked_mul(unit)?)?;
    }
    digits.is_empty().then_some((sign * months, sign * seconds))
}

/// A moment in UTC by a .NET format string
/// (learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings).
fn net_format(moment: Moment, format: &str) -> Option<String> {
    let format = match format {
        "u" => "yyyy-MM-dd HH:mm:ss'Z'",
        "s" => "yyyy-MM-ddTHH:mm:ss",
        "o" | "O" => "yyyy-MM-ddTHH:mm:ss.fffffffZ",
        "r" | "R" => "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
        "d" => "MM/dd/yyyy",
        "" => return None,
        custom if custom.len() == 1 => return None,
        custom => custom,
    };
    let shown = moment.shown();
    let mut out = String::new();
    for (letter, count) in runs(format, "TZ")? {
        let Letter::Field(letter) = letter else {
            let Letter::Text(text) = letter else { continue };
            out.push_str(&text);
            continue;
        };
        let name = |names: &[&str], index: i64, count: usize| -> Option<String> {
            let name = names.get(usize::try_from(index).ok()?)?;
            Some(if count == 3 { name.get(..3)?.to_owned() } else { (*name).to_owned() })
        };
        let padded = |number: i64| format!("{number:0count$}");
        out += &match (letter, count) {
            ('y', 4) => padded(shown.year),
            ('y', 2) => padded(shown.year % 100),
            ('M', 1 | 2) => padded(shown.month),
            ('M', 3 | 4) => name(&MONTHS, shown.month - 1, count)?,
            ('d', 1 | 2) => padded(shown.day),
            ('d', 3 | 4) => name(&DAYS, shown.weekday, count)?,
            ('H', 1 | 2) => padded(shown.hour),
            ('h', 1 | 2) => padded((shown.hour + 11) % 12 + 1),
            ('m', 1 | 2) => padded(shown.minute),
            ('s', 1 | 2) => padded(shown.second),
            ('t', 2) => (if shown.hour < 12 { "AM" } else { "PM" }).to_owned(),
            ('f', 1..=7) => format!("{:09}", moment.nanos).get(..count)?.to_owned(),
            ('K', 1) => "Z".to_owned(),
            ('z', 3) => "+00:00".to_owned(),
            _ => return None,
        };
    }
    Some(out)
}

/// A part of a format.
enum Letter {
    /// A letter that stands for a number or a name.
    Field(char),
    /// Text that stands for itself.
    Text(String),
}

/// The parts of a format; of letters with how often each is repeated. Some stand for themselves.
fn runs(format: &str, plain: &str) -> Option<Vec<(Letter, usize)>> {
    let mut parts: Vec<(Letter, usize)> = Vec::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        match (c, parts.last_mut()) {
            ('\'', _) => {
                let (mut text, mut after) = chars.as_str().split_once('\'')?;
                // Two quotes in quoted text stand for one.
                while let Some(more) = after.strip_prefix('\'') {
                    parts.push((Letter::Text(format!("{text}'")), 1));
                    (text, after) = more.split_once('\'')?;
                }
                parts.push((Letter::Text(text.to_owned()), 1));
                chars = after.chars();
            }
            (_, Some((Letter::Field(last), count))) if *last == c => *count += 1,
            _ if c.is_ascii_alphabetic() && !plain.contains(c) => parts.push((Letter::Field(c), 1)),
            _ => parts.push((Letter::Text(c.to_string()), 1)),
        }
    }
    Some(parts)
}

/// Terraform: `timeadd(time, duration)` with durations such as `1h30m` and `-10.5s`.
pub(super) fn add_duration(call: &Call) -> Option<Value> {
    let Some(time) = Moment::parse(&call.text(0)?) else { return call.fails(NO_TIME) };
    match duration(&call.text(1)?).and_then(|nanos| time.later(nanos)) {
        Some(moved) => call.string(Moment { nanos: 0, ..moved }.text()),
        None => call.fails("the text is not a duration"),
    }
}

/// Nanoseconds of a duration as Go writes it.
fn duration(text: &str) -> Option<i128> {
    let (sign, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut total = 0.0;
    if rest == "0" {
        return Some(0);
    }
    (!rest.is_empty()).then_some(())?;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let count: f64 = rest.get(..end)?.parse().ok()?;
        rest = rest.get(end..)?;
        let units =
            [("ns", 1.0), ("us", 1e3), ("µs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9)];
        let (unit, size) = units.iter().find(|(unit, _)| rest.starts_with(unit))?;
        rest = rest.strip_prefix(unit)?;
        total += count * size;
    }
    (total < 1e19).then_some((sign * total) as i128)
}

/// Terraform: `timecmp(a, b)`
pub(super) fn compare(call: &Call) -> Option<Value> {
    let (a, b) = (Moment::parse(&call.text(0)?), Moment::parse(&call.text(1)?));
    let (Some(a), Some(b)) = (a, b) else { return call.fails(NO_TIME) };
    call.whole_number(match (a.seconds, a.nanos).cmp(&(b.seconds, b.nanos)) {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    })
}

/// Terraform: `formatdate(format, time)`
/// (developer.hashicorp.com/terraform/language/functions/formatdate).
pub(super) fn format(call: &Call) -> Option<Value> {
    let (format, time) = (call.text(0)?, call.text(1)?);
    let Some(moment) = Moment::parse(&time) else { return call.fails(NO_TIME) };
    let shown = moment.shown();
    let mut out = String::new();
    for (letter, count) in runs(&format, "")? {
        let Letter::Field(letter) = letter else {
            let Letter::Text(text) = letter else { continue };
            out.push_str(&text);
            continue;
        };
        let short = |names: &[&'static str], index: i64| -> Option<&'static str> {
            let name = names.get(usize::try_from(index).ok()?)?;
            if count == 3 { name.get(..3) } else { Some(name) }
        };
        let clock = (shown.hour + 11) % 12 + 1;
        let half = if shown.hour < 12 { "am" } else { "pm" };
        let _ = match (letter, count) {
            ('Y', 4) => write!(out, "{:04}", shown.year),
            ('Y', 2) => write!(out, "{:02}", shown.year % 100),
            ('M', 1 | 2) => write!(out, "{:0count$}", shown.month),
            ('M', 3 | 4) => write!(out, "{}", short(&MONTHS, shown.month - 1)?),
            ('D', 1 | 2) => write!(out, "{:0count$}", shown.day),
            ('E', 3 | 4) => write!(out, "{}", short(&DAYS, shown.weekday)?),
            ('h', 1 | 2) => write!(out, "{:0count$}", shown.hour),
            ('H', 1 | 2) => write!(out, "{clock:0count$}"),
            ('A', 2) => write!(out, "{}", half.to_uppercase()),
            ('a', 2) => write!(out, "{half}"),
            ('m', 1 | 2) => write!(out, "{:0count$}", shown.minute),
            ('s', 1 | 2) => write!(out, "{:0count$}", shown.second),
            ('Z', 1) if moment.offset == 0 => write!(out, "Z"),
            ('Z', 3) if moment.offset == 0 => write!(out, "UTC"),
            ('Z', 3 | 4) => write!(out, "{}", zone(moment.offset, "")),
            ('Z', 1 | 5) => write!(out, "{}", zone(moment.offset, ":")),
            _ => return call.fails("the format has letters that mean nothing"),
        };
    }
    call.string(out)
}
