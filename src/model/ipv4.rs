//! Ranges of IPv4 addresses, as firewall rules write them.

use std::net::Ipv4Addr;

/// A range of addresses: one address or a CIDR block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ipv4Range {
    first: u32,
    last: u32,
}

/// Blocks that no address on the internet comes from, with what they are for. The blocks reserved
/// for documentation are not here: they stand for real addresses in examples.
/// Source: iana.org/assignments/iana-ipv4-special-registry.
const NEVER_PUBLIC: [(&str, &str); 9] = [
    ("0.0.0.0/8", "this network"),
    ("10.0.0.0/8", "private use"),
    ("100.64.0.0/10", "carrier networks"),
    ("127.0.0.0/8", "loopback"),
    ("169.254.0.0/16", "link-local use"),
    ("172.16.0.0/12", "private use"),
    ("192.168.0.0/16", "private use"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "future use"),
];

impl Ipv4Range {
    /// Reads `203.0.113.7` or `203.0.113.0/24`; bits below the prefix do not matter.
    pub fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.trim().split_once('/') {
            Some((address, prefix)) => (address, prefix.parse().ok().filter(|prefix| *prefix <= 32)?),
            None => (text.trim(), 32),
        };
        let address = u32::from(address.parse::<Ipv4Addr>().ok()?);
        let below = u32::MAX.checked_shr(prefix).unwrap_or(0);
        Some(Self { first: address & !below, last: address | below })
    }

    /// The length of its prefix: 32 for one address, 0 for all.
    pub fn prefix(self) -> u32 {
        (self.last - self.first).leading_zeros()
    }

    /// True if every address of the other range is in this one.
    pub fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// What the block that holds it is reserved for, if none of its addresses is on the internet.
    pub fn reserved_for(self) -> Option<&'static str> {
        let holds = |block: &str| Self::parse(block).is_some_and(|block| block.contains(self));
        NEVER_PUBLIC.iter().find(|(block, _)| holds(block)).map(|(_, purpose)| *purpose)
    }

    /// True if the ranges together are all of IPv4.
    pub fn cover_everything(ranges: impl IntoIterator<Item = Self>) -> bool {
        let mut ranges: Vec<Self> = ranges.into_iter().collect();
        ranges.sort();
        let mut next = 0_u64;
        for range in ranges {
            if u64::from(range.first) > next {
                return false;
            }
            next = next.max(u64::from(range.last) + 1);
        }
        next > u64::from(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str) -> Ipv4Range {
        Ipv4Range::parse(text).unwrap()
    }

    #[test]
    fn addresses_and_blocks_are_read() {
        assert_eq!(range("203.0.113.7"), range("203.0.113.7/32"));
        assert_eq!(range("203.0.113.7/24"), range("203.0.113.0/24"));
        let prefixes = ["0.0.0.0/0", "10.0.0.0/9", "1.2.3.4"].map(|text| range(text).prefix());
        assert_eq!(prefixes, [0, 9, 32]);
        for wrong in
            ["", "1.2.3", "1.2.3.4/33", "1.2.3.4/", "1.2.3.4/-1", "01.2.3.4", "::1", "1.1.1.1-2.2.2.2"]
        {
            assert_eq!(Ipv4Range::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_union_may_cover_everything() {
        let covers = |texts: &[&str]| Ipv4Range::cover_everything(texts.iter().map(|text| range(text)));
        assert!(covers(&["0.0.0.0/0"]) && covers(&["128.0.0.0/1", "0.0.0.0/1"]));
        assert!(covers(&["0.0.0.0/2", "10.0.0.0/8", "64.0.0.0/2", "128.0.0.0/1"]));
        assert!(
            !covers(&[]) && !covers(&["0.0.0.0/1", "128.0.0.0/2"]) && !covers(&["1.0.0.0/8", "128.0.0.0/1"])
        );
    }

    #[test]
    fn reserved_blocks_hold_only_what_is_inside_them() {
        assert_eq!(range("10.1.0.0/16").reserved_for(), Some("private use"));
        assert_eq!(range("255.255.255.255").reserved_for(), Some("future use"));
        assert_eq!(range("172.16.0.0/11").reserved_for(), None);
        assert_eq!(range("0.0.0.0/0").reserved_for(), None);
        assert_eq!(range("203.0.113.7").reserved_for(), None);
    }
}
