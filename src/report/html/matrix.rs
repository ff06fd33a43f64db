//! The matrix: registries by controls, one mark each.

use std::collections::HashMap;
use std::io::{self, Write};

use super::{Page, class_of, escaped, or_dot, text};
use crate::report::compliance::{self, Document, ENTRIES, Entry, Section, place};
use crate::report::visible;
use crate::source::SourceMap;

impl Page<'_> {
    pub(super) fn matrix(&self, out: &mut dyn Write) -> io::Result<()> {
        let columns = || ENTRIES.iter().enumerate().filter(|(_, entry)| !entry.is_constant());
        writeln!(
            out,
            "<h2 id=\"matrix\">At a glance</h2>\n<div class=\"matrix\" tabindex=\"0\" role=\"region\" \
             aria-labelledby=\"matrix\">\n<table>\n<thead>\n<tr><td></td>"
        )?;
        for document in Document::ALL {
            let count = columns().filter(|(_, entry)| entry.document == document).count();
            let title = document.title();
            writeln!(
                out,
                "<th scope=\"colgroup\" colspan=\"{count}\" class=\"{}\">{title}</th>",
                first_of(document)
            )?;
        }
        writeln!(out, "</tr>\n<tr><th scope=\"col\" class=\"corner\">Registry</th>")?;
        for (index, entry) in columns() {
            let class = edge(index, entry);
            let (id, title, short) = (entry.id, text(entry.title), text(entry.short));
            let id = id.strip_prefix("Tip ").unwrap_or(id);
            writeln!(
                out,
                "<th scope=\"col\" class=\"{class}\" title=\"{title}\"><div><b>{id}</b> {short}</div></th>"
            )?;
        }
        writeln!(out, "</tr>\n</thead>\n<tbody>")?;
        for (number, section) in self.sections.iter().enumerate() {
            self.matrix_row(number, section, out)?;
        }
        writeln!(out, "</tbody>\n</table>\n</div>")
    }

    fn matrix_row(&self, number: usize, section: &Section, out: &mut dyn Write) -> io::Result<()> {
        let resource = &section.registry.resource;
        let short = last_part(&resource.address);
        let label = resource.name.as_deref().unwrap_or(short);
        let mut parts: Vec<String> = (label != short).then(|| breakable(short)).into_iter().collect();
        parts.extend(section.registry.tier.as_deref().map(text));
        parts.extend(self.paths.get(number).map(|path| text(path)));
        writeln!(
            out,
            "<tr><th scope=\"row\" title=\"{}: {}\"><a href=\"#r{number}\">{}</a><small>{}</small></th>",
            text(&resource.address),
            self.origin(section),
            breakable(label),
            parts.join(" · ")
        )?;
        for (index, row) in section.rows.iter().enumerate().filter(|(_, row)| !row.entry.is_constant()) {
            let (status, class) = (row.status, edge(index, row.entry));
            let (symbol, short) = (status.symbol(), compliance::short(status));
            writeln!(
                out,
                "<td class=\"{} {class}\"><a href=\"#r{number}e{index}\" title=\"{}: {}\"><b aria-hidden=\"true\">\
                 {symbol}</b> <span>{short}</span></a></td>",
                class_of(status),
                text(row.entry.title),
                status.name()
            )?;
        }
        writeln!(out, "</tr>")
    }
}

/// The class that sets the first column of a document off.
fn first_of(document: Document) -> &'static str {
    if document == Document::Tips { "edge" } else { "" }
}

fn edge(index: usize, entry: &Entry) -> &'static str {
    let before = ENTRIES.get(index.wrapping_sub(1)).map(|entry| entry.document);
    if before.is_some_and(|before| before != entry.document) { "edge" } else { "" }
}

/// The end of an address, without its type and the modules that lead there.
fn last_part(address: &str) -> &str {
    let types = ["azurerm_container_registry.", "azapi_resource."];
    let name = types.iter().find_map(|kind| address.split_once(kind)).map(|(_, name)| name);
    name.unwrap_or_else(|| address.rsplit("::").next().unwrap_or(address))
}

/// For each section the end of the path of its context, entry point or registry: two parts, or as many
/// more as it takes to tell it from the others of the same name.
pub(super) fn paths(sections: &[Section], sources: &SourceMap) -> Vec<String> {
    const MOST: usize = 9;
    let whole = |section: &Section| match section.context.or_else(|| section.caller(sources)) {
        Some(path) => or_dot(path).to_owned(),
        None => place(section.registry.resource.span, sources),
    };
    let mut paths: Vec<String> = sections.iter().map(whole).collect();
    let mut open: Vec<usize> = (0..sections.len()).collect();
    for parts in 2..=MOST {
        let key = |index: &usize| {
            let resource = &sections.get(*index)?.registry.resource;
            Some((&resource.name, &resource.address, path_end(paths.get(*index)?, parts).to_owned()))
        };
        let mut counts = HashMap::<_, usize>::new();
        open.iter().filter_map(key).for_each(|key| *counts.entry(key).or_default() += 1);
        let is_told = |index: &usize| key(index).is_none_or(|key| counts.get(&key) == Some(&1));
        let (told, rest): (Vec<usize>, Vec<usize>) =
            open.iter().copied().partition(|index| is_told(index) || parts == MOST);
        drop(counts);
        for index in told {
            if let Some(path) = paths.get_mut(index) {
                *path = path_end(path, parts).to_owned();
            }
        }
        open = rest;
    }
    paths
}

/// The last parts of a path.
fn path_end(path: &str, parts: usize) -> &str {
    let start = path.rmatch_indices('/').nth(parts.saturating_sub(1));
    start.and_then(|(at, _)| path.get(at + 1..)).unwrap_or(path)
}

/// An address that may be broken where its parts end.
fn breakable(address: &str) -> String {
    visible(address).split_inclusive(['.', '_', ':', '[']).map(escaped).collect::<Vec<_>>().join("<wbr>")
}
