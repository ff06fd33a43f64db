//! Which files a run reads: the closure over references in every language.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::fs;
use std::path::PathBuf;

use acrlint::discover::{Discovered, Options, discover};
use acrlint::source::Payload;

const REGISTRY: &str = "resource acr 'Microsoft.ContainerRegistry/registries@2023-07-01' = {}\n";
const SCHEMA: &str = "https://schema.management.azure.com/schemas/2019-04-01";

struct Tree(PathBuf);

impl Tree {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("discover-{name}"));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join(".git")).unwrap();
        let tree = Self(root.canonicalize().unwrap());
        for (path, text) in files {
            let file = tree.0.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        tree
    }

    fn discover(&self, change: impl FnOnce(&mut Options)) -> Discovered {
        let mut options = Options { paths: vec![self.0.clone()], ..Options::default() };
        change(&mut options);
        discover(&options).unwrap()
    }

    fn read(&self) -> Vec<String> {
        paths(&self.discover(|_| {}))
    }
}

fn paths(discovered: &Discovered) -> Vec<String> {
    discovered.sources.iter().map(|(_, source)| source.path.clone()).collect()
}

fn template(inside: &str) -> String {
    format!(r#"{{"$schema": "{SCHEMA}/deploymentTemplate.json#", {inside}}}"#)
}

fn parameters() -> String {
    format!(r#"{{"$schema": "{SCHEMA}/deploymentParameters.json#", "parameters": {{}}}}"#)
}

#[test]
fn parameter_files_bring_what_they_extend_and_import() {
    let tree = Tree::new(
        "extends",
        &[
            ("main.bicep", REGISTRY),
            ("env/prod.bicepparam", "using '../main.bicep'\nextends 'shared.bicepparam'\n"),
            ("env/shared.bicepparam", "using none\nimport * as v from '../values/all.bicep'\n"),
            ("env/unrelated.bicepparam", "using '../other.bicep'\n"),
            ("other.bicep", "param p string\n"),
            ("values/all.bicep", "@export()\nvar v = 1\n"),
        ],
    );
    let expected = ["env/prod.bicepparam", "env/shared.bicepparam", "main.bicep", "values/all.bicep"];
    assert_eq!(tree.read(), expected);
}

#[test]
fn bicep_follows_callers_and_what_they_call() {
    let tree = Tree::new(
        "bicep",
        &[
            ("infra/main.bicep", "module app 'app/app.bicep' = {}\nmodule log 'log.bicep' = {}\n"),
            ("infra/app/app.bicep", "module acr '../../shared/acr.bicep' = {}\n"),
            ("shared/acr.bicep", &format!("import {{ t }} from 'types.bicep'\n{REGISTRY}")),
            ("shared/types.bicep", "@export()\ntype t = string\n"),
            ("infra/log.bicep", "param x string\n"),
            ("infra/main.bicepparam", "using 'main.bicep'\n"),
            ("infra/extended.bicepparam", "using none\nextends 'main.bicepparam'\n"),
            ("infra/other.bicep", "param x string\n"),
            ("infra/other.bicepparam", "using 'other.bicep'\n"),
        ],
    );
    let expected = [
        "infra/app/app.bicep",
        "infra/extended.bicepparam",
        "infra/log.bicep",
        "infra/main.bicep",
        "infra/main.bicepparam",
        "shared/acr.bicep",
        "shared/types.bicep",
    ];
    assert_eq!(tree.read(), expected);
}

#[test]
fn parameter_files_follow_their_template() {
    let files = [
        ("a/x.bicep", REGISTRY.to_owned()),
        ("a/y.bicep", "param p string\n".to_owned()),
        ("a/x.parameters.json", parameters()),
        ("a/x.prod.parameters.json", parameters()),
        ("a/y.parameters.json", parameters()),
        ("a/env/x.test.parameters.json", parameters()),
        ("a/env/parameters.json", parameters()),
        ("a/x.test.bicepparam", "param p = 1\n".to_owned()),
        ("b/x.parameters.json", parameters()),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let expected = [
        "a/env/parameters.json",
        "a/env/x.test.parameters.json",
        "a/x.bicep",
        "a/x.parameters.json",
        "a/x.prod.parameters.json",
        "a/x.test.bicepparam",
    ];
    assert_eq!(Tree::new("parameters", &files).read(), expected);
}

#[test]
fn a_terraform_directory_is_read_whole_with_those_around_it() {
    let tree = Tree::new(
        "terraform",
        &[
            ("live/main.tf", "module \"acr\" {\n  source = \"../modules/acr\"\n}\n"),
            ("live/variables.tf.json", "{}"),
            ("live/terraform.tfvars", "x = 1\n"),
            ("live/env/prod.tfvars", "x = 2\n"),
            ("modules/acr/main.tf", "resource \"azurerm_container_registry\" \"this\" {}\n"),
            ("modules/acr/outputs.tofu", "output \"x\" {}\n"),
            ("modules/other/main.tf", "resource \"azurerm_resource_group\" \"this\" {}\n"),
        ],
    );
    let expected = [
        "live/env/prod.tfvars",
        "live/main.tf",
        "live/terraform.tfvars",
        "live/variables.tf.json",
        "modules/acr/main.tf",
        "modules/acr/outputs.tofu",
    ];
    assert_eq!(tree.read(), expected);
}

#[test]
fn json_is_read_for_what_it_says() {
    let files = [
        ("azuredeploy.json", template(r#""relativePath": "nested/acr.json""#)),
        ("nested/acr.json", template(r#""type": "Microsoft.ContainerRegistry/registries""#)),
        ("nested/web.json", template(r#""type": "Microsoft.Web/sites""#)),
        ("azuredeploy.parameters.json", parameters()),
        ("notes.json", r#"{"image": "x.azurecr.io/y"}"#.to_owned()),
        (
            "plan.json",
            r#"{"format_version": "1.2", "planned_values": {"x": "azurerm_container_registry"}}"#.to_owned(),
        ),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let tree = Tree::new("json", &files);
    let discovered = tree.discover(|_| {});
    let expected = ["azuredeploy.json", "azuredeploy.parameters.json", "nested/acr.json", "plan.json"];
    assert_eq!(paths(&discovered), expected);
    assert_eq!(discovered.seen.len(), 6);
    // The caller's text was let go at first and read again.
    assert!(discovered.sources.iter().all(|(_, source)| !source.text.is_empty()));
}

#[test]
fn references_reach_ignored_files_but_not_outside() {
    let tree = Tree::new(
        "ignored",
        &[
            (".gitignore", "generated/\n"),
            ("main.bicep", "module acr 'generated/acr.bicep' = {}\nmodule up '../../secret.bicep' = {}\n"),
            ("generated/acr.bicep", REGISTRY),
            ("generated/other.bicep", REGISTRY),
            (".hidden/main.tf", "module \"acr\" {\n source = \"../generated\"\n}\n"),
        ],
    );
    assert_eq!(tree.read(), ["generated/acr.bicep", "main.bicep"]);
    let hidden = tree.discover(|options| options.hidden = true);
    assert_eq!(paths(&hidden), ["generated/acr.bicep", "main.bicep"]);
    let all = tree.discover(|options| options.no_ignore = true);
    assert_eq!(paths(&all), ["generated/acr.bicep", "generated/other.bicep", "main.bicep"]);
}

#[test]
fn one_file_loads_what_the_whole_tree_loads() {
    let tree =
        Tree::new("alone", &[("a/acr.bicep", REGISTRY), ("main.bicep", "module x 'a/acr.bicep' = {}\n")]);
    let alone = tree.discover(|options| options.paths = vec![tree.0.join("a/acr.bicep")]);
    assert_eq!(paths(&alone), tree.read());
    assert_eq!(alone.reported, ["a/acr.bicep"]);
    assert!(alone.covers("a/acr.bicep") && !alone.covers("main.bicep"));
}

#[test]
fn standard_input_replaces_the_file() {
    let tree = Tree::new(
        "overlay",
        &[("main.bicep", "param old string\n"), ("call.bicep", "module x 'main.bicep' = {}\n")],
    );
    let name = tree.0.join("main.bicep").to_string_lossy().into_owned();
    let discovered = tree.discover(|options| {
        options.paths.clear();
        options.stdin = Some((name, REGISTRY.as_bytes().to_vec()));
    });
    assert_eq!(paths(&discovered), ["call.bicep", "main.bicep"]);
    let source = discovered.sources.get(discovered.sources.find("main.bicep").unwrap());
    assert_eq!(source.text, REGISTRY);
    assert_eq!(discovered.reported, ["main.bicep"]);
}

#[test]
#[cfg(unix)]
fn a_linked_module_is_read_under_the_name_it_is_called_by() {
    use std::os::unix::fs::symlink;
    let tree = Tree::new(
        "linked",
        &[
            ("real/acr.bicep", REGISTRY),
            ("real/main.tf", "resource \"azurerm_container_registry\" \"x\" {}\n"),
            ("main.bicep", "module x 'link/acr.bicep' = {}\n"),
            ("live/main.tf", "module \"x\" {\n source = \"../link\"\n}\n"),
        ],
    );
    symlink("real", tree.0.join("link")).unwrap();
    symlink("../real/main.tf", tree.0.join("live/shared.tf")).unwrap();
    let expected = [
        "link/acr.bicep",
        "link/main.tf",
        "live/main.tf",
        "live/shared.tf",
        "main.bicep",
        "real/acr.bicep",
        "real/main.tf",
    ];
    assert_eq!(tree.read(), expected);
}

/// What stands for files is read as if it were on the disk: in place of what is there, in folders that
/// are not there, as a module and as data.
#[test]
fn an_overlay_is_read_like_the_disk() {
    let tree = Tree::new(
        "overlay",
        &[
            (".gitignore", "generated/\n"),
            ("main.bicep", REGISTRY),
            ("gone.bicep", REGISTRY),
            ("generated/acr.bicep", "// nothing"),
            ("data.txt", "old"),
            ("note.txt", "there"),
        ],
    );
    let main = "module a 'new/folder/acr.bicep' = {}\nmodule b 'generated/acr.bicep' = {}\n\
        var a = loadTextContent('data.txt')\nvar b = loadTextContent('note.txt')\nvar c = loadTextContent('more.txt')\n";
    let overlaid = |options: &mut Options| {
        let overlay = &mut options.overlay;
        overlay.insert("main.bicep", main.as_bytes());
        overlay.hide("gone.bicep");
        overlay.insert("new/folder/acr.bicep", REGISTRY.as_bytes());
        overlay.insert("generated/acr.bicep", REGISTRY.as_bytes());
        overlay.insert("new/tf/main.tf", &b"resource \"azurerm_container_registry\" \"a\" {}"[..]);
        overlay.insert("new/tf/vars.tf", &b"variable \"a\" {}"[..]);
        overlay.insert(".hidden/x.bicep", REGISTRY.as_bytes());
        overlay.insert("data.txt", &b"new"[..]);
        overlay.hide("note.txt");
        overlay.insert("more.txt", &b"more"[..]);
        overlay.insert("bad.bicep", &b"\xff"[..]);
    };
    let discovered = tree.discover(overlaid);
    let expected = [
        "generated/acr.bicep",
        "main.bicep",
        "new/folder/acr.bicep",
        "new/tf/main.tf",
        "new/tf/vars.tf",
        "bad.bicep",
    ];
    assert_eq!(paths(&discovered), expected);
    let text = |path: &str| match discovered.sources.payload(path) {
        Some(Payload::Text(text)) => text.to_string(),
        other => format!("{other:?}"),
    };
    assert_eq!(text("data.txt"), "new");
    assert_eq!(text("note.txt"), "Some(Absent)");
    assert_eq!(text("more.txt"), "more");
    let main_source = discovered.sources.find("main.bicep").unwrap();
    assert_eq!(discovered.sources.get(main_source).text, main);
    assert_eq!(tree.read(), ["gone.bicep", "main.bicep"], "the disk is as it was");
    let excluded = tree.discover(|options| {
        overlaid(options);
        options.exclude = vec!["new/".to_owned()];
    });
    assert_eq!(paths(&excluded), ["generated/acr.bicep", "main.bicep", "bad.bicep"]);
}
