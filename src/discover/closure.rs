//! Which files matter: those that may concern a registry, everything that leads to them, and
//! everything that these refer to.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::content::JsonClass;
use super::path::{folder, name, resolve};
use super::read::{Candidate, Scanned};
use crate::source::Language;

/// What is loaded as one: a file, or a whole Terraform directory (its path with a final slash).
pub(super) fn unit_of(path: &str, language: Language) -> String {
    match language {
        Language::Bicep | Language::BicepParam | Language::Json | Language::Terragrunt => path.to_owned(),
        _ => directory_unit(folder(path)),
    }
}

/// The unit of a Terraform directory.
pub(super) fn directory_unit(folder: &str) -> String {
    format!("{folder}/")
}

/// The units that a file refers to by path; those outside the root are left out.
pub(super) fn targets(file: &Scanned) -> impl Iterator<Item = String> + '_ {
    let is_directory = is_terraform_code(&file.file) || file.file.language == Language::Terragrunt;
    let here = folder(&file.file.path);
    file.references.iter().filter_map(move |reference| {
        let path = resolve(here, reference)?;
        Some(if is_directory { directory_unit(&path) } else { path })
    })
}

/// Why a file matters. Other files are told by their index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// Somebody asked for it by name, or for everything.
    Asked,
    /// It may concern a registry.
    Seed,
    /// It stands in a Terraform directory with this one.
    Beside(usize),
    /// It refers to this one, or sets its parameters.
    LeadsTo(usize),
    /// This one refers to it.
    ReachedFrom(usize),
    /// It may set parameters of a template near by.
    Near,
}

/// The indices of the files that matter, and why; `params` are the parameter files that matter anyhow.
pub(super) fn needed(files: &[Scanned], everything: bool, params: &[String]) -> HashMap<usize, Reason> {
    if everything {
        return (0..files.len()).map(|index| (index, Reason::Asked)).collect();
    }
    let graph = Graph::new(files);
    let mut units: HashMap<usize, Reason> = HashMap::new();
    for (index, _) in files.iter().enumerate().filter(|(_, file)| file.seed) {
        units.entry(graph.unit[index]).or_insert(Reason::Beside(index));
    }
    graph.reach(&mut units, &graph.backward, Reason::LeadsTo);
    for (index, _) in files.iter().enumerate().filter(|(_, file)| params.contains(&file.file.path)) {
        units.entry(graph.unit[index]).or_insert(Reason::Asked);
    }
    graph.reach(&mut units, &graph.forward, Reason::ReachedFrom);
    let reason = |(index, file): (usize, &Scanned)| {
        let of_unit = *units.get(&graph.unit[index])?;
        Some((index, if file.seed { Reason::Seed } else { of_unit }))
    };
    let mut needed: HashMap<usize, Reason> = files.iter().enumerate().filter_map(reason).collect();
    let near = graph.loose_parameters(files, &needed);
    near.into_iter().for_each(|index| {
        needed.entry(index).or_insert(Reason::Near);
    });
    needed
}

struct Graph {
    /// The unit of each file.
    unit: Vec<usize>,
    /// The first file of each unit.
    first: Vec<usize>,
    /// What each unit refers to.
    forward: Vec<Vec<usize>>,
    /// What refers to each unit.
    backward: Vec<Vec<usize>>,
    /// JSON parameter files that no name leads to a template.
    loose: Vec<usize>,
}

impl Graph {
    fn new(files: &[Scanned]) -> Self {
        let mut ids: HashMap<String, usize> = HashMap::new();
        let (mut unit, mut first) = (Vec::with_capacity(files.len()), Vec::new());
        for (index, file) in files.iter().enumerate() {
            let next = ids.len();
            let id = *ids.entry(unit_of(&file.file.path, file.file.language)).or_insert(next);
            if id == next {
                first.push(index);
            }
            unit.push(id);
        }
        let mut graph = Self {
            first,
            forward: vec![Vec::new(); ids.len()],
            backward: vec![Vec::new(); ids.len()],
            unit,
            loose: Vec::new(),
        };
        let templates = templates_by_stem(files);
        let modules = terraform_modules(files);
        for (index, file) in files.iter().enumerate() {
            let fetched = file.fetched.iter().cloned();
            let by_path = targets(file).chain(fetched).filter_map(|target| ids.get(&target).copied());
            let terraform =
                module_of_variables(file, &modules, &ids).or_else(|| module_of_plan(file, &modules, &ids));
            for target in by_path.chain(terraform) {
                graph.link(graph.unit[index], target);
            }
            let compiled = compiled_path(&file.file.path).and_then(|path| ids.get(&path).copied());
            // If the compiled template does not matter, nothing in it does.
            compiled.into_iter().for_each(|compiled| graph.backward[compiled].push(graph.unit[index]));
            if is_parameters(file) {
                let matches = templates_of(file, &templates);
                for template in &matches {
                    graph.link(graph.unit[index], graph.unit[*template]);
                }
                if matches.is_empty() {
                    graph.loose.push(index);
                }
            }
        }
        graph
    }

    /// Adds everything that the edges lead to from the units that are there.
    fn reach(
        &self,
        units: &mut HashMap<usize, Reason>,
        edges: &[Vec<usize>],
        because: impl Fn(usize) -> Reason,
    ) {
        let mut open: Vec<usize> = units.keys().copied().collect();
        open.sort_unstable();
        while let Some(unit) = open.pop() {
            for next in edges[unit].iter().copied() {
                if let Entry::Vacant(free) = units.entry(next) {
                    free.insert(because(self.first[unit]));
                    open.push(next);
                }
            }
        }
    }

    fn link(&mut self, from: usize, to: usize) {
        self.forward[from].push(to);
        self.backward[to].push(from);
    }

    /// Parameter files without a template of their name, in the folder of a needed template, above it
    /// or below it. They matter as values only: nothing else becomes needed through them.
    fn loose_parameters(&self, files: &[Scanned], needed: &HashMap<usize, Reason>) -> Vec<usize> {
        let folders: HashSet<&str> = needed
            .keys()
            .filter(|i| is_template(&files[**i]))
            .map(|i| folder(&files[*i].file.path))
            .collect();
        let above: HashSet<&str> = folders.iter().map(|folder_path| folder(folder_path)).collect();
        let is_near = |index: &usize| {
            let here = folder(&files[*index].file.path);
            folders.contains(here) || folders.contains(folder(here)) || above.contains(here)
        };
        self.loose
            .iter()
            .copied()
            .filter(|index| files[*index].class == JsonClass::Parameters && is_near(index))
            .collect()
    }
}

/// The path of what the compiler makes of a Bicep file: the modules that it calls are in there, those
/// that nobody fetched too.
fn compiled_path(bicep: &str) -> Option<String> {
    bicep.strip_suffix(".bicep").map(|stem| format!("{stem}.json"))
}

fn is_template(file: &Scanned) -> bool {
    file.file.language == Language::Bicep || file.class == JsonClass::Template
}

fn is_parameters(file: &Scanned) -> bool {
    let refers = !file.references.is_empty() || !file.artifacts.is_empty();
    let has_using = file.file.language == Language::BicepParam && refers;
    (file.file.language == Language::BicepParam && !has_using) || file.class == JsonClass::Parameters
}

type Stems<'f> = HashMap<(&'f str, String), Vec<usize>>;

/// Templates by folder and lower-case name without extension; and under the empty name the templates
/// of a folder in which all have the same name.
fn templates_by_stem(files: &[Scanned]) -> Stems<'_> {
    let mut stems: Stems<'_> = HashMap::new();
    for (index, file) in files.iter().enumerate().filter(|(_, file)| is_template(file)) {
        let name = name(&file.file.path).to_ascii_lowercase();
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).to_owned();
        stems.entry((folder(&file.file.path), stem)).or_default().push(index);
    }
    let mut sole: HashMap<&str, Option<Vec<usize>>> = HashMap::new();
    for ((folder, _), templates) in &stems {
        sole.entry(folder).and_modify(|only| *only = None).or_insert_with(|| Some(templates.clone()));
    }
    stems.extend(sole.into_iter().filter_map(|(folder, only)| Some(((folder, String::new()), only?))));
    stems
}

/// The templates that a parameter file names by its own name: `x.parameters.json`,
/// `x.prod.parameters.json`, `x.bicepparam` and `x.prod.bicepparam` belong to `x`, and a plain
/// `parameters.json` to the sole template beside it.
fn templates_of(file: &Scanned, templates: &Stems<'_>) -> Vec<usize> {
    let name = name(&file.file.path).to_ascii_lowercase();
    let here = folder(&file.file.path);
    if name == "parameters.json" || name == "parameters.jsonc" {
        return templates.get(&(here, String::new())).cloned().unwrap_or_default();
    }
    let endings = [".parameters.json", ".parameters.jsonc", ".bicepparam"];
    let Some(full) = endings.iter().find_map(|ending| name.strip_suffix(ending)) else { return Vec::new() };
    let mut stem = full;
    loop {
        let at = |folder| templates.get(&(folder, stem.to_owned()));
        if let Some(found) = at(here).or_else(|| at(folder(here)).filter(|_| !here.is_empty())) {
            return found.clone();
        }
        match stem.rsplit_once('.') {
            Some((shorter, _)) => stem = shorter,
            None => return Vec::new(),
        }
    }
}

/// True for Terraform code, as opposed to values.
pub(super) fn is_terraform_code(file: &Candidate) -> bool {
    matches!(file.language, Language::Terraform | Language::TerraformJson)
}

/// The folders that hold Terraform code and not only values.
fn terraform_modules(files: &[Scanned]) -> HashSet<&str> {
    files
        .iter()
        .filter(|scanned| is_terraform_code(&scanned.file))
        .map(|file| folder(&file.file.path))
        .collect()
}

/// The nearest module in the folder of a plan or above it. A plan of another one is matched with it if
/// that matters anyway.
fn module_of_plan(file: &Scanned, modules: &HashSet<&str>, ids: &HashMap<String, usize>) -> Option<usize> {
    let mut above = Some(folder(&file.file.path)).filter(|_| file.class == JsonClass::Plan)?;
    while !modules.contains(above) {
        above = Some(folder(above)).filter(|next| *next != above)?;
    }
    ids.get(&directory_unit(above)).copied()
}

/// The module that a variable file in a folder without code belongs to: the one above, at most two
/// levels up (`env/prod.tfvars`, `env/prod/terraform.tfvars`).
fn module_of_variables(
    file: &Scanned,
    modules: &HashSet<&str>,
    ids: &HashMap<String, usize>,
) -> Option<usize> {
    if !matches!(file.file.language, Language::TerraformVars | Language::TerraformVarsJson) {
        return None;
    }
    let here = folder(&file.file.path);
    let up = [here, folder(here), folder(folder(here))];
    let module = up.into_iter().find(|above| modules.contains(above))?;
    ids.get(&directory_unit(module)).copied()
}
