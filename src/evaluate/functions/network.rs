//! Address ranges in CIDR notation, of both address families
//! (learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-cidr,
//! developer.hashicorp.com/terraform/language/functions/cidrsubnet).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::super::limits::MAX_ELEMENTS;
use super::super::value::{ListKind, Value, ValueKind};
use super::call::Call;

/// Addresses with a common start. Bits are counted in the low end of `start`.
#[derive(Clone, Copy)]
struct Range {
    start: u128,
    length: u32,
    /// 32 or 128.
    width: u32,
}

impl Range {
    fn parse(text: &str) -> Option<Self> {
        let (address, length) = text.split_once('/')?;
        let (start, width) = match address.parse().ok()? {
            IpAddr::V4(address) => (u128::from(u32::from(address)), 32),
            IpAddr::V6(address) => (u128::from(address), 128),
        };
        let digits = !length.is_empty() && length.bytes().all(|digit| digit.is_ascii_digit());
        let length = length.parse().ok().filter(|length| digits && *length <= width)?;
        let range = Self { start, length, width };
        Some(Self { start: start & !range.host_bits(), ..range })
    }

    /// The bits that differ within the range.
    fn host_bits(self) -> u128 {
        ones(self.width - self.length)
    }

    fn address(self, bits: u128) -> String {
        match self.width {
            32 => Ipv4Addr::from(bits as u32).to_string(),
            _ => Ipv6Addr::from(bits).to_string(),
        }
    }

    fn text(self) -> String {
        format!("{}/{}", self.address(self.start), self.length)
    }

    /// The range of this number among those of that length.
    fn part(self, length: u32, number: u128) -> Option<Self> {
        let inside = length >= self.length && length <= self.width;
        (inside && number <= ones(length.checked_sub(self.length)?)).then_some(())?;
        let offset = number.checked_shl(self.width - length).unwrap_or(0);
        Some(Self { start: self.start | offset, length, ..self })
    }

    fn netmask(self) -> String {
        self.address(ones(self.width) & !self.host_bits())
    }
}

/// That many bits that are set.
fn ones(bits: u32) -> u128 {
    1_u128.checked_shl(bits).map_or(u128::MAX, |bit| bit - 1)
}

const NO_RANGE: &str = "the text is not a range in CIDR notation";
const TOO_SMALL: &str = "the range has no room for it";

fn range(call: &Call) -> Option<Range> {
    Range::parse(&call.text(0)?)
}

/// Bicep: `parseCidr(range)`
pub(super) fn parse(call: &Call) -> Option<Value> {
    call.text(0)?;
    let Some(range) = range(call) else { return call.fails(NO_RANGE) };
    let text = |bits: u128| ValueKind::String(range.address(bits).into());
    let last = range.start | range.host_bits();
    let mut members = vec![("network", text(range.start))];
    members.push(("netmask", ValueKind::String(range.netmask().into())));
    match range.width {
        32 => {
            // Single addresses and pairs have neither network nor broadcast address.
            let room = range.length < 31;
            members.push(("broadcast", text(last)));
            members.push(("firstUsable", text(range.start + u128::from(room))));
            members.push(("lastUsable", text(last - u128::from(room))));
        }
        _ => members.extend([("firstUsable", text(range.start)), ("lastUsable", text(last))]),
    }
    members.push(("cidr", ValueKind::Int(i64::from(range.length))));
    call.object_of(members)
}

/// Bicep: `cidrSubnet(range, length, number)`
pub(super) fn subnet_of_length(call: &Call) -> Option<Value> {
    let (length, number) = (call.int(1)?, call.int(2)?);
    part(call, u32::try_from(length).ok(), u128::try_from(number).ok())
}

/// Terraform: `cidrsubnet(range, more bits, number)`
pub(super) fn subnet(call: &Call) -> Option<Value> {
    let (more, number) = (call.int(1)?, call.int(2)?);
    let length = range(call).and_then(|range| range.length.checked_add(u32::try_from(more).ok()?));
    part(call, length, u128::try_from(number).ok())
}

fn part(call: &Call, length: Option<u32>, number: Option<u128>) -> Option<Value> {
    call.text(0)?;
    let Some(range) = range(call) else { return call.fails(NO_RANGE) };
    match length.zip(number).and_then(|(length, number)| range.part(length, number)) {
        Some(part) => call.string(part.text()),
        None => call.fails(TOO_SMALL),
    }
}

/// Bicep: `cidrHost(range, index)` counts usable addresses.
pub(super) fn usable_host(call: &Call) -> Option<Value> {
    let index = call.int(1)?;
    let first = i64::from(range(call).is_some_and(|range| range.width == 32 && range.length < 31));
    host_at(call, index.checked_add(first).filter(|_| index >= 0))
}

/// Terraform: `cidrhost(range, number)`; a negative number counts from the end.
pub(super) fn host(call: &Call) -> Option<Value> {
    host_at(call, Some(call.int(1)?))
}

fn host_at(call: &Call, number: Option<i64>) -> Option<Value> {
    call.text(0)?;
    let Some(range) = range(call) else { return call.fails(NO_RANGE) };
    let bits = number.and_then(|number| match u128::try_from(number) {
        Ok(number) => Some(number).filter(|number| *number <= range.host_bits()),
        Err(_) => (range.host_bits()).checked_sub(u128::from(number.unsigned_abs()) - 1),
    });
    match bits {
        Some(bits) => call.string(range.address(range.start | bits)),
        None => call.fails(TOO_SMALL),
    }
}

/// Terraform: `cidrnetmask(range)`, of IPv4 only.
pub(super) fn netmask(call: &Call) -> Option<Value> {
    call.text(0)?;
    match range(call) {
        Some(range) if range.width == 32 => call.string(range.netmask()),
        Some(_) => call.fails("IPv6 has no netmasks"),
        None => call.fails(NO_RANGE),
    }
}

/// Terraform: `cidrsubnets(range, more bits, …)`: ranges one after the other.
pub(super) fn subnets(call: &Call) -> Option<Value> {
    call.text(0)?;
    let Some(range) = range(call) else { return call.fails(NO_RANGE) };
    let mut next = range.start;
    let mut found = Vec::new();
    for index in 1..call.values.len().min(MAX_ELEMENTS) {
        let more = u32::try_from(call.int(index)?).ok();
        let length = more.and_then(|more| range.length.checked_add(more)).filter(|it| *it <= range.width);
        let Some(length) = length else { return call.fails(TOO_SMALL) };
        let size = ones(range.width - length);
        // A range starts at a multiple of its size.
        let start = next.checked_add(size).map(|end| end & !size);
        let end = start.and_then(|start| start.checked_add(size));
        let (Some(start), Some(end)) = (start, end) else { return call.fails(TOO_SMALL) };
        if end > range.start | range.host_bits() {
            return call.fails(TOO_SMALL);
        }
        found.push(Range { start, length, ..range }.text());
        let Some(after) = end.checked_add(1) else { break };
        next = after;
    }
    call.texts(found, ListKind::List)
}

/// OpenTofu: `cidrcontains(range, address or range)`
pub(super) fn contains(call: &Call) -> Option<Value> {
    let (_, inner) = (call.text(0)?, call.text(1)?);
    let Some(range) = range(call) else { return call.fails(NO_RANGE) };
    let whole = if inner.contains(':') { 128 } else { 32 };
    let inner = Range::parse(&inner).or_else(|| Range::parse(&format!("{inner}/{whole}")));
    let Some(inner) = inner.filter(|inner| inner.width == range.width) else { return call.fails(NO_RANGE) };
    call.truth(inner.length >= range.length && inner.start & !range.host_bits() == range.start)
}
