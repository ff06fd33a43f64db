//! The files of a directory to one list of blocks: files that stand in for others, and override
//! files (developer.hashicorp.com/terraform/language/files/override).

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::TerraformFile;
use super::block::Block;

/// The blocks of all files, those of override files merged into what they override, in the order
/// of the files' names.
pub(super) fn merge(mut files: Vec<TerraformFile>) -> Vec<Block> {
    files.sort_by(|a, b| a.name.cmp(&b.name));
    // OpenTofu reads `x.tofu` in place of `x.tf` (opentofu.org/docs/language/files).
    let stood_in_for = |file: &TerraformFile| {
        let (stem, ending) = file.name.rsplit_once(".tofu")?;
        Some(format!("{stem}.tf{ending}"))
    };
    let replaced: HashSet<String> = files.iter().filter_map(stood_in_for).collect();
    files.retain(|file| !replaced.contains(&file.name));
    let (overrides, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| is_override(&file.name));
    let mut merged: Vec<Block> = files.into_iter().flat_map(|file| file.blocks).collect();
    if overrides.is_empty() {
        return merged;
    }
    let mut known: HashMap<(Arc<str>, Vec<Arc<str>>), usize> = HashMap::new();
    for (index, block) in merged.iter().enumerate() {
        known.entry((block.kind.clone(), block.labels.clone())).or_insert(index);
    }
    let mut locals: HashMap<Arc<str>, usize> = HashMap::new();
    for (index, block) in merged.iter().enumerate().filter(|(_, block)| &*block.kind == "locals") {
        locals.extend(block.attributes.iter().map(|local| (local.name.clone(), index)));
    }
    for block in overrides.into_iter().flat_map(|file| file.blocks) {
        if &*block.kind == "locals" {
            override_locals(&mut merged, &locals, block);
            continue;
        }
        match known.get(&(block.kind.clone(), block.labels.clone())).and_then(|index| merged.get_mut(*index))
        {
            Some(base) if &*block.kind == "terraform" => override_settings(base, block),
            Some(base) => override_block(base, block),
            // Terraform refuses it; what it declares is looked at all the same.
            None => merged.push(block),
        }
    }
    merged
}

fn is_override(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    stem == "override" || stem.ends_with("_override")
}

/// Attributes replace attributes; the blocks of a type replace all blocks of that type.
fn override_block(base: &mut Block, block: Block) {
    base.broken |= block.broken;
    base.lost = base.lost.take().or(block.lost);
    let kinds: HashSet<Arc<str>> = block.blocks.iter().map(|inner| inner.makes().clone()).collect();
    let names: HashSet<Arc<str>> = block.attributes.iter().map(|attribute| attribute.name.clone()).collect();
    let stays = |name: &Arc<str>| !kinds.contains(name) && !names.contains(name);
    base.blocks.retain(|inner| stays(inner.makes()));
    base.attributes.retain(|attribute| stays(&attribute.name));
    base.attributes.extend(block.attributes);
    base.blocks.extend(block.blocks);
}

/// Locals are merged one by one, wherever the first of that name stands.
fn override_locals(merged: &mut Vec<Block>, locals: &HashMap<Arc<str>, usize>, block: Block) {
    let mut fresh = Block::new(&block.kind, Vec::new(), block.header, block.span);
    for local in block.attributes {
        let base = locals.get(&local.name).and_then(|index| merged.get_mut(*index));
        let known = base.and_then(|base| base.attributes.iter_mut().find(|known| known.name == local.name));
        match known {
            Some(known) => *known = local,
            None => fresh.attributes.push(local),
        }
    }
    merged.push(fresh);
}

/// `required_providers` is merged provider by provider.
fn override_settings(base: &mut Block, block: Block) {
    for inner in block.blocks {
        let known = base.blocks.iter_mut().find(|known| known.kind == inner.kind);
        match known.filter(|known| &*known.kind == "required_providers") {
            Some(known) => override_block(known, inner),
            None => base.blocks.push(inner),
        }
    }
}
