//! Version numbers and Terraform version constraints.

/// The numbers of a version; what is not written is 0, and so is what follows a `-`.
pub fn number(version: &str) -> (u32, u32, u32) {
    let plain = version.trim().trim_start_matches('v').split(['-', '+']).next().unwrap_or_default();
    let mut parts = plain.split('.').map(|part| part.trim().parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next())
}

/// Whether a constraint on a module such as `~> 0.4`, `>= 0.2, < 1.0` allows a version. Without
/// constraint every version is allowed. Constraints on providers are read by `model`, which knows the
/// releases: there `~> 4` stays below 5.
///
/// Source: <https://developer.hashicorp.com/terraform/language/expressions/version-constraints>.
pub fn allows(constraint: &str, version: &str) -> bool {
    constraint.split(',').map(str::trim).filter(|part| !part.is_empty()).all(|part| allows_one(part, version))
}

fn allows_one(part: &str, version: &str) -> bool {
    let start = part.find(|c: char| c.is_ascii_digit() || c == 'v').unwrap_or(part.len());
    let (operator, wanted) = part.split_at(start);
    let (known, bound) = (number(version), number(wanted));
    match operator.trim() {
        "" | "=" => known == bound,
        "!=" => known != bound,
        ">" => known > bound,
        ">=" => known >= bound,
        "<" => known < bound,
        "<=" => known <= bound,
        // The last number that is written may grow.
        "~>" => {
            known >= bound
                && match wanted.split('.').count() {
                    0 | 1 => true,
                    2 => known.0 == bound.0,
                    _ => (known.0, known.1) == (bound.0, bound.1),
                }
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::allows;

    #[test]
    fn constraints_are_those_of_terraform() {
        for (constraint, version, expected) in [
            ("", "1.2.3", true),
            ("1.2.3", "1.2.3", true),
            ("= v1.2", "1.2.0", true),
            ("!= 1.2.0", "1.2.0", false),
            ("~> 1.2", "1.9.0", true),
            ("~> 1.2", "2.0.0", false),
            ("~> 1.2.3", "1.2.9", true),
            ("~> 1.2.3", "1.3.0", false),
            (">= 1.0, < 2.0", "1.9.9", true),
            (">= 1.0, < 2.0", "2.0.0", false),
            ("<= 1", "1.0.0", true),
            ("> 1", "1.0.0", false),
        ] {
            assert_eq!(allows(constraint, version), expected, "{constraint} {version}");
        }
    }
}
