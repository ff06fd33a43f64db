//! Which provider version a configuration runs with.

use super::Version;

/// Newest provider release of each major (provider tags up to 2026-08-20), newest first.
const RELEASES: [Version; 4] = [(5, 2), (4, 81), (3, 117), (2, 99)];

/// The provider version that constraints such as `~> 4.0`, `>= 3.71, < 5.0` allow: the newest
/// known of those that lack the least of what is written. `written` has the first
/// version that has an attribute and the first that has it no more.
pub(in crate::model) fn newest(constraints: &str, written: &[(Version, Version)]) -> Version {
    let parts = || constraints.split(',').filter_map(Bound::parse);
    let high = parts().filter_map(|bound| bound.highest()).min().unwrap_or((u32::MAX, u32::MAX));
    let low = parts().filter_map(|bound| bound.lowest()).max().unwrap_or((0, 0));
    let majors = RELEASES.into_iter().filter(|(major, _)| *major <= high.0);
    let allowed = majors.map(|release| release.min(high)).filter(|release| *release >= low);
    let lacks = |version: &Version| {
        written.iter().filter(|(since, until)| version < since || until <= version).count()
    };
    allowed.min_by_key(lacks).unwrap_or(match high {
        (u32::MAX, _) => RELEASES[0],
        high => high,
    })
}

/// One part of a constraint.
struct Bound<'c> {
    operator: &'c str,
    major: u32,
    minor: Option<u32>,
    patch: Option<u32>,
}

impl<'c> Bound<'c> {
    fn parse(part: &'c str) -> Option<Self> {
        let part = part.trim();
        let digits = part.find(|c: char| c.is_ascii_digit())?;
        let (operator, wanted) = part.split_at_checked(digits)?;
        let mut numbers = wanted.split('.').map(|number| number.trim().parse::<u32>().unwrap_or(0));
        let (major, minor, patch) = (numbers.next()?, numbers.next(), numbers.next());
        Some(Self { operator: operator.trim().trim_end_matches('v'), major, minor, patch })
    }

    /// The newest version that it allows; `None` if it sets no upper bound.
    fn highest(&self) -> Option<Version> {
        let exact = (self.major, self.minor.unwrap_or(0));
        match (self.operator.trim(), self.minor, self.patch) {
            (">" | ">=" | "!=", ..) => None,
            // Of providers `~> 4` is the same as `~> 4.0` (`parseRubyStyle` of
            // github.com/apparentlymart/go-versions), unlike of modules.
            ("~>", _, None) => Some((self.major, u32::MAX)),
            // Before the first patch of a minor version comes the minor version before.
            ("<", _, None | Some(0)) => Some(match exact.1 {
                0 => (self.major.saturating_sub(1), u32::MAX),
                minor => (self.major, minor - 1),
            }),
            _ => Some(exact),
        }
    }

    /// The oldest version that it allows; `None` if it sets no lower bound.
    fn lowest(&self) -> Option<Version> {
        match self.operator.trim() {
            "<" | "<=" | "!=" => None,
            _ => Some((self.major, self.minor.unwrap_or(0))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::azurerm::NEVER;

    #[test]
    fn a_constraint_allows_the_newest_matching_release() {
        let version = |constraint| newest(constraint, &[]);
        assert_eq!(version(""), (5, 2));
        assert_eq!(version("~> 4.0"), (4, 81));
        assert_eq!(version("~> 3.50.0"), (3, 50));
        assert_eq!(version("~> 4"), (4, 81));
        assert_eq!(version("~> 3"), (3, 117));
        assert_eq!(version(">= 3.71, < 5.0.0"), (4, 81));
        assert_eq!(version(">= 3.116, < 4.20, != 4.19.1"), (4, 19));
        assert_eq!(version("<= 3.99.9"), (3, 99));
        assert_eq!(version("< 4.12.1"), (4, 12));
        assert_eq!(version("4.14.0"), (4, 14));
        assert_eq!(version("~> 1.44"), (1, u32::MAX));
        assert_eq!(version("=2.46.0"), (2, 46));
        assert_eq!(version(">= 4.1"), (5, 2));
        assert_eq!(version("~> 6.1"), (6, u32::MAX));
        // Those of a module and of its caller hold both.
        assert_eq!(version(">= 3.0,~> 4.5"), (4, 81));
    }

    #[test]
    fn what_is_written_picks_among_the_allowed_majors() {
        let old = [((2, 32), (4, 0))];
        assert_eq!(newest("", &old), (3, 117));
        assert_eq!(newest(">= 3.71, < 5", &old), (3, 117));
        assert_eq!(newest(">= 2.5", &[((2, 0), (3, 0))]), (2, 99));
        assert_eq!(newest("~> 4.0", &old), (4, 81), "the constraint decides");
        assert_eq!(newest("", &[((4, 81), NEVER)]), (5, 2));
        assert_eq!(newest("", &[((2, 32), (4, 0)), ((5, 0), NEVER)]), (5, 2), "no version has both");
        let mixed = [((2, 32), (4, 0)), ((4, 0), (5, 0))];
        assert_eq!(newest("", &mixed), (4, 81), "the newest that has one of them");
    }
}
