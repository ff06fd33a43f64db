//! Days of the calendar, written `YYYY-MM-DD`.

use std::time::{SystemTime, UNIX_EPOCH};

/// True if the text is a day of the calendar, written `YYYY-MM-DD`.
pub fn is_date(text: &str) -> bool {
    day_number(text).is_some()
}

/// How many days after 1970-01-01 a day of the calendar, written `YYYY-MM-DD`, is.
pub fn day_number(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let mut number = |digits: usize| {
        let part =
            parts.next().filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))?;
        part.parse::<u32>().ok()
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    let is_day = parts.next().is_none() && (1..=days).contains(&day);
    // The inverse of `date_of`, which explains the numbers.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year.checked_sub(1)?, month + 9) };
    let (era, year) = (i64::from(year / 400), i64::from(year % 400));
    let in_year = i64::from((153 * month + 2) / 5 + day - 1);
    is_day.then_some(era * 146_097 + year * 365 + year / 4 - year / 100 + in_year - 719_468)
}

/// The current day in UTC, `YYYY-MM-DD`.
pub fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs());
    date_of(seconds / 86_400)
}

/// The date that is so many days after 1970-01-01, in the proleptic Gregorian calendar.
fn date_of(days: u64) -> String {
    // Years begin in March, so that the leap day is the last; an era of 400 years has 146,097 days.
    let day = days + 719_468;
    let (era, day) = (day / 146_097, day % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, carry) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", era * 400 + year + carry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        assert_eq!(date_of(0), "1970-01-01");
        assert_eq!(date_of(11_016), "2000-02-29");
        assert_eq!(date_of(20_514), "2026-03-02");
        for days in (0..100_000).step_by(17) {
            assert_eq!(day_number(&date_of(days)), i64::try_from(days).ok());
        }
        assert!(is_date("2024-02-29") && is_date(&today()));
        assert!(
            !is_date("2026-02-29") && !is_date("2026-13-01") && !is_date("26-1-1") && !is_date("2026-01-01-")
        );
    }
}
