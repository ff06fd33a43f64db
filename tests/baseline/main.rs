//! A baseline from end to end: what survives which change of the code, in three languages, and what the
//! commands do with the file.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod language;
#[path = "../support/mod.rs"]
mod support;

use std::fs;
use std::process::Command;

use language::{File, Language, Parameter, Registry};
use serde_json::Value;
use support::sandbox::{Run, Sandbox};

const FILE: &str = "acrlint-baseline.jsonl";
const LANGUAGES: [Language; 3] = [Language::Bicep, Language::Terraform, Language::Arm];

/// Breaks both rules that are looked at.
const BAD: Registry = Registry { symbol: "acr", admin: "true", ranges: &["11.0.0.0/8"] };

impl Sandbox {
    fn write_all(&self, files: &[File]) {
        files.iter().for_each(|(path, text)| drop(self.write(path, text)));
    }

    fn remove_all(&self, files: &[File]) {
        files.iter().for_each(|(path, _)| fs::remove_file(self.0.join(path)).unwrap());
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    /// A command with the rules that are looked at.
    fn select(&self, arguments: &[&str]) -> Run {
        self.run(&[arguments, &["--select=admin-user,broad-ip-rule"]].concat())
    }

    /// The lines of the baseline.
    fn lines(&self) -> Vec<String> {
        self.read(FILE).lines().map(str::to_owned).collect()
    }

    /// Checks against the baseline.
    fn check(&self) -> Outcome {
        let run = self.select(&["check", "--baseline", FILE, "--format=json"]);
        assert_ne!(run.code, Some(2), "{}", run.stderr);
        let json = run.json();
        let (mut new, mut fixed) = (Vec::new(), Vec::new());
        for found in json["diagnostics"].as_array().unwrap() {
            let rule = found["rule"].as_str().unwrap();
            match rule {
                "stale-baseline" => fixed.push(found["message"].as_str().unwrap().to_owned()),
                _ => new.push(format!("{rule} {}", symbol(&found["resource"]))),
            }
        }
        new.sort();
        fixed.sort();
        Outcome { new, fixed, known: json["summary"]["baselined"].as_u64().unwrap(), code: run.code }
    }
}

/// The last part of the address, which is the same in every language.
fn symbol(resource: &Value) -> &str {
    resource["address"].as_str().map_or("-", |address| address.rsplit(['.', ':']).next().unwrap())
}

/// What a check against the baseline says.
#[derive(Debug)]
struct Outcome {
    /// Rules and resources that are reported.
    new: Vec<String>,
    fixed: Vec<String>,
    known: u64,
    code: Option<i32>,
}

/// A change and what comes of it.
struct Case {
    name: &'static str,
    before: Vec<File>,
    after: Vec<File>,
    new: &'static [&'static str],
    /// What the notes about fixed entries begin with.
    fixed: &'static [&'static str],
    known: u64,
}

/// Changes that leave every finding what it is.
fn harmless(language: Language) -> Vec<Case> {
    let main = |registries: &[Registry]| vec![language.file("main", Parameter::None, registries)];
    let changed = |change: &dyn Fn(&str) -> String| {
        main(&[BAD]).into_iter().map(|(path, text)| (path, change(&text))).collect::<Vec<File>>()
    };
    let second = Registry { symbol: "second", ..BAD };
    let with_values = |environment: &str| {
        let by_parameter = Registry { admin: "param", ..BAD };
        let file = language.file("main", Parameter::Required, &[by_parameter]);
        vec![file, language.values(environment, "true")]
    };
    let called_by = |name: &str| vec![language.module(BAD), language.caller(name)];
    let case = |name, before, after, known| Case { name, before, after, new: &[], fixed: &[], known };
    vec![
        case("nothing", main(&[BAD]), main(&[BAD]), 2),
        case("lines above", main(&[BAD]), changed(&|text| language.with_lines_above(text)), 2),
        case("other white space", main(&[BAD]), changed(&|text| language.reformatted(text)), 2),
        case("another order", main(&[BAD, second]), main(&[second, BAD]), 4),
        case("another name of the parameter file", with_values("dev"), with_values("test"), 2),
        case(
            "the value in a default",
            main(&[BAD]),
            vec![language.file("main", Parameter::Default("true"), &[Registry { admin: "param", ..BAD }])],
            2,
        ),
        case("the value in a parameter file", main(&[BAD]), with_values("dev"), 2),
        case("another name of the caller", called_by("a"), called_by("b"), 2),
        case(
            "one more member that is harmless",
            main(&[BAD]),
            main(&[Registry { ranges: &["203.0.113.0/24", "11.0.0.0/8"], ..BAD }]),
            2,
        ),
    ]
}

/// Changes of which something has to be said.
fn harmful(language: Language) -> Vec<Case> {
    let main = |registries: &[Registry]| vec![language.file("main", Parameter::None, registries)];
    let values = |environments: &[&str]| {
        let by_parameter = Registry { admin: "param", ..BAD };
        let mut files = vec![language.file("main", Parameter::Required, &[by_parameter])];
        files.extend(environments.iter().map(|environment| language.values(environment, "true")));
        files
    };
    let callers = |names: &[&str]| {
        let mut files = vec![language.module(BAD)];
        files.extend(names.iter().map(|name| language.caller(name)));
        files
    };
    // What a file said that is there still, another one says now.
    let elsewhere = |from: &str, to: &str| {
        let mut files = values(&[]);
        files.extend([language.values(from, "false"), language.values(to, "true")]);
        files
    };
    let another_caller = || {
        let mut files = callers(&["b"]);
        files.push(language.file("a", Parameter::None, &[]));
        files
    };
    let mut other_file = main(&[BAD]);
    other_file.push(language.file("other", Parameter::None, &[BAD]));
    let fixed: [&[&str]; 2] = [&["`broad-ip-rule` of"], &["`admin-user` of"]];
    let case = |name, (before, after), (new, fixed, known)| Case { name, before, after, new, fixed, known };
    const ALL_FIXED: &[&str] = &["`admin-user` of", "`broad-ip-rule` of"];
    let both: &[&str] = &["admin-user acr", "broad-ip-rule acr"];
    vec![
        case(
            "a copy of the resource",
            (main(&[BAD]), main(&[BAD, Registry { symbol: "second", ..BAD }])),
            (&["admin-user second", "broad-ip-rule second"], &[], 2),
        ),
        case("the same in another file", (main(&[BAD]), other_file), (both, &[], 2)),
        case(
            "a worse value",
            (main(&[BAD]), main(&[Registry { ranges: &["0.0.0.0/0"], ..BAD }])),
            (&["broad-ip-rule acr"], fixed[0], 1),
        ),
        case(
            "one more bad member",
            (main(&[BAD]), main(&[Registry { ranges: &["11.0.0.0/8", "12.0.0.0/8"], ..BAD }])),
            (&["broad-ip-rule acr"], &[], 2),
        ),
        case(
            "the same bad member again",
            (main(&[BAD]), main(&[Registry { ranges: &["11.0.0.0/8", "11.0.0.0/8"], ..BAD }])),
            (&["broad-ip-rule acr"], &[], 2),
        ),
        case("mended", (main(&[BAD]), main(&[Registry { admin: "false", ..BAD }])), (&[], fixed[1], 1)),
        case(
            "a second parameter file",
            (values(&["dev"]), values(&["dev", "prod"])),
            (&["admin-user acr"], &[], 2),
        ),
        case(
            "mended in one parameter file, there in a new one",
            (values(&["dev"]), elsewhere("dev", "prod")),
            (&["admin-user acr"], fixed[1], 1),
        ),
        case(
            "one parameter file renamed, one more",
            (values(&["dev"]), values(&["prod", "test"])),
            (&["admin-user acr"], &[], 2),
        ),
        case(
            "another caller of the module in place of one that is there",
            (callers(&["a"]), another_caller()),
            (both, ALL_FIXED, 0),
        ),
        case("a second caller of the module", (callers(&["a"]), callers(&["a", "b"])), (both, &[], 2)),
        case("nobody knows the value any more", (main(&[BAD]), values(&[])), (&[], &[], 1)),
    ]
}

#[test]
fn what_a_change_makes_of_a_baseline() {
    for language in LANGUAGES {
        for case in harmless(language).into_iter().chain(harmful(language)) {
            let place = format!("{language:?}, {}", case.name);
            let sandbox = Sandbox::new("baseline-change");
            sandbox.write_all(&case.before);
            sandbox.select(&["baseline", "create"]).expect(0, "");
            let written = sandbox.lines();
            assert!(written.len() >= 2, "{place}: {written:?}");
            assert_eq!(sandbox.check().code, Some(0), "{place}, before");
            sandbox.remove_all(&case.before);
            sandbox.write_all(&case.after);
            let outcome = sandbox.check();
            assert_eq!(outcome.new, case.new, "{place}: {outcome:?}");
            assert_eq!(outcome.known, case.known, "{place}: {outcome:?}");
            assert_eq!(outcome.code, Some(i32::from(!case.new.is_empty())), "{place}");
            assert_eq!(outcome.fixed.len(), case.fixed.len(), "{place}: {outcome:?}");
            let begins = outcome.fixed.iter().zip(case.fixed).all(|(found, start)| found.starts_with(start));
            assert!(begins, "{place}: {outcome:?}");
            commands_follow(&sandbox, &case, &written, &place);
        }
    }
}

/// `prune` drops what is fixed and nothing else, `update` takes in what is new.
fn commands_follow(sandbox: &Sandbox, case: &Case, written: &[String], place: &str) {
    sandbox.select(&["baseline", "prune"]).expect(0, "");
    let pruned = sandbox.lines();
    assert_eq!(pruned.len(), written.len() - case.fixed.len(), "{place}");
    assert!(pruned.iter().all(|line| written.contains(line)), "{place}: {pruned:?}");
    assert_eq!(sandbox.check().new, case.new, "{place}, pruned");
    sandbox.select(&["baseline", "update"]).expect(0, "");
    let updated = sandbox.lines();
    assert!(updated.is_sorted(), "{place}: {updated:?}");
    let outcome = sandbox.check();
    assert_eq!((outcome.code, outcome.new.len()), (Some(0), 0), "{place}, updated: {outcome:?}");
    sandbox.select(&["baseline", "update"]).expect(0, "0 added, 0 changed, 0 dropped");
    assert_eq!(sandbox.lines(), updated, "{place}");
}

#[test]
fn of_a_module_that_is_called_once_more_the_new_call_is_reported() {
    for language in LANGUAGES {
        let sandbox = Sandbox::new("baseline-caller");
        sandbox.write_all(&[language.module(BAD), language.caller("m")]);
        sandbox.select(&["baseline", "create"]).expect(0, "");
        // It comes first in every order of paths.
        sandbox.write_all(&[language.caller("a")]);
        let (path, _) = language.caller("a");
        let run =
            sandbox.select(&["check", "--baseline", FILE, "--format=json"]).expect(1, "2 in the baseline");
        let json = run.json();
        for found in json["diagnostics"].as_array().unwrap() {
            let related = found["related"].as_array().unwrap().iter().map(|label| &label["path"]);
            assert!(related.clone().any(|related| *related == path.as_str()), "{language:?}: {found}");
        }
    }
}

#[test]
fn what_has_become_worse_is_reported() {
    let sandbox = Sandbox::new("baseline-severity");
    sandbox.write_all(&[Language::Bicep.file("main", Parameter::None, &[BAD])]);
    sandbox.select(&["baseline", "create"]).expect(0, ": 2 entries; 2 added");
    let milder = sandbox.read(FILE).replace("\"error\"", "\"note\"");
    sandbox.write(FILE, &milder);
    let outcome = sandbox.check();
    assert_eq!(outcome.new, ["admin-user acr"]);
    assert!(outcome.fixed.is_empty(), "it is still there: {outcome:?}");
    sandbox.select(&["baseline", "prune"]).expect(0, "0 dropped");
    assert_eq!(sandbox.read(FILE), milder);
    sandbox.select(&["baseline", "update"]).expect(0, "0 added, 1 changed, 0 dropped");
    assert_eq!(sandbox.check().code, Some(0));
    // Milder than it was is covered.
    let run = sandbox.select(&["check", "--baseline", FILE, "--severity=admin-user=note", "--fail-on=note"]);
    run.expect(0, "2 in the baseline");
}

#[test]
fn of_several_occurrences_the_one_in_a_new_file_is_reported() {
    let language = Language::Bicep;
    let sandbox = Sandbox::new("baseline-occurrences");
    let by_parameter = Registry { admin: "param", ranges: &["203.0.113.0/24"], ..BAD };
    sandbox.write_all(&[
        language.file("main", Parameter::Required, &[by_parameter]),
        language.values("prod", "true"),
        language.values("test", "true"),
    ]);
    sandbox.select(&["baseline", "create"]).expect(0, ": 1 entry; 1 added");
    assert!(sandbox.read(FILE).contains("\"count\":2"));
    sandbox.write_all(&[language.values("dev", "true")]);
    let run =
        sandbox.select(&["check", "--baseline", FILE, "--format=concise"]).expect(1, "2 in the baseline");
    assert!(run.stdout.starts_with("dev.bicepparam:2:") && run.stdout.lines().count() == 1, "{}", run.stdout);
    // One of them mended is a part of the entry.
    sandbox.remove_all(&[language.values("dev", ""), language.values("test", "")]);
    assert_eq!(sandbox.check().fixed, ["`admin-user` of `acr` in `main.bicep` is found 1 times, not 2"]);
    sandbox.select(&["baseline", "prune"]).expect(0, "fixed (1 of 2): main.bicep acr: admin-user");
    assert!(sandbox.read(FILE).contains("\"count\":1"));
}

#[test]
fn a_baseline_is_not_overwritten() {
    let sandbox = Sandbox::new("baseline-overwrite");
    sandbox.write_all(&[Language::Bicep.file("main", Parameter::None, &[BAD])]);
    sandbox.select(&["baseline", "update"]).expect(2, "cannot read");
    sandbox.select(&["baseline", "create"]).expect(0, "2 added");
    sandbox.write(FILE, "");
    sandbox.select(&["baseline", "create"]).expect(2, "is there already");
    assert_eq!(sandbox.read(FILE), "");
    assert_eq!(sandbox.check().new.len(), 2, "an empty file is an empty baseline");
    sandbox.select(&["baseline", "create", "--force"]).expect(0, "2 added");
    sandbox.select(&["baseline", "create", "--baseline=other.jsonl", "-q"]).expect(0, "");
    assert_eq!(sandbox.read("other.jsonl"), sandbox.read(FILE));
    let left = fs::read_dir(&sandbox.0)
        .unwrap()
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().ends_with(".tmp"));
    assert_eq!(left.count(), 0);
}

#[test]
fn a_baseline_without_findings_is_empty() {
    let sandbox = Sandbox::new("baseline-empty");
    let good = Registry { admin: "false", ranges: &["203.0.113.0/24"], ..BAD };
    sandbox.write_all(&[Language::Bicep.file("main", Parameter::None, &[good])]);
    sandbox.select(&["baseline", "create"]).expect(0, ": 0 entries; 0 added");
    assert_eq!(sandbox.read(FILE), "");
    sandbox.select(&["baseline", "prune"]).expect(0, "0 dropped");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let sandbox = Sandbox::new("baseline-link");
    sandbox.write_all(&[Language::Bicep.file("main", Parameter::None, &[BAD])]);
    sandbox.write("shared/real.jsonl", "");
    let real = sandbox.0.join("shared/real.jsonl");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("shared/real.jsonl", sandbox.0.join(FILE)).unwrap();
    sandbox.select(&["baseline", "update"]).expect(0, "2 added");
    assert!(sandbox.0.join(FILE).is_symlink());
    assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(sandbox.read("shared/real.jsonl").lines().count(), 2);
}

#[test]
fn a_baseline_that_cannot_be_read_ends_the_run() {
    let sandbox = Sandbox::new("baseline-unreadable");
    sandbox.write_all(&[Language::Bicep.file("main", Parameter::None, &[BAD])]);
    sandbox.select(&["baseline", "create"]).expect(0, "");
    let good = sandbox.read(FILE);
    let broken = |text: &str| good.clone() + text;
    for (text, expected) in [
        (broken("{\"version\":1\n"), format!("{FILE}:3:12: not an entry of a baseline: EOF")),
        (broken("[]\n"), format!("{FILE}:3:1: not an entry")),
        (broken("<<<<<<< HEAD\n"), format!("{FILE}:3:1: a conflict of a merge is left here")),
        (good.replacen("\"version\":1", "\"version\":9", 1), format!("{FILE}:1:1: an entry of version 9")),
    ] {
        sandbox.write(FILE, &text);
        for arguments in [&["check", "--baseline", FILE][..], &["baseline", "update"], &["baseline", "prune"]]
        {
            let run = sandbox.select(arguments).expect(2, &expected);
            assert_eq!(run.stdout, "", "{arguments:?}");
        }
        assert_eq!(sandbox.read(FILE), text, "it is left as it is");
    }
    sandbox.write(FILE, b"\n\xff\n");
    sandbox.select(&["check", "--baseline", FILE]).expect(2, "line 2 is not UTF-8");
    sandbox.select(&["check", "--baseline", "."]).expect(2, "not a regular file");
    sandbox.select(&["check", "--baseline", "none.jsonl"]).expect(2, "cannot read none.jsonl");
}

#[test]
fn what_was_not_looked_at_is_not_fixed() {
    let language = Language::Bicep;
    let sandbox = Sandbox::new("baseline-partial");
    let good = Registry { admin: "false", ranges: &["203.0.113.0/24"], ..BAD };
    let broken = |name: &str| {
        let (path, text) = language.file(name, Parameter::None, &[Registry { symbol: "renamed", ..good }]);
        (path, text + "param = = =\n")
    };
    sandbox.write_all(&[
        language.file("a", Parameter::None, &[BAD]),
        language.file("b", Parameter::None, &[BAD]),
    ]);
    sandbox.select(&["baseline", "create"]).expect(0, ": 4 entries");
    let written = sandbox.read(FILE);
    let fixed_with = |arguments: &[&str]| {
        let arguments = [&["baseline", "prune"], arguments].concat();
        let run = sandbox.run(&arguments);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        let count = run.stderr.lines().filter(|line| line.starts_with("fixed")).count();
        sandbox.write(FILE, &written);
        count
    };
    sandbox.write_all(&[language.file("a", Parameter::None, &[good])]);
    assert_eq!(fixed_with(&[]), 2);
    assert_eq!(fixed_with(&["a.bicep"]), 2);
    assert_eq!(fixed_with(&["b.bicep"]), 0, "not named");
    assert_eq!(fixed_with(&["--exclude=a.bicep"]), 0, "excluded");
    assert_eq!(fixed_with(&["--select=admin-user"]), 1, "only one rule ran");
    sandbox.write_all(&[broken("a")]);
    assert_eq!(fixed_with(&[]), 0, "read in part");
    // A resource that is gone may stand in the file that was not read whole; one that is there does not.
    sandbox.write_all(&[language.file("a", Parameter::None, &[]), broken("c")]);
    assert_eq!(fixed_with(&[]), 0, "another file read in part");
    sandbox.write_all(&[language.file("a", Parameter::None, &[good])]);
    assert_eq!(fixed_with(&[]), 2, "another file read in part, the resource is there");
    fs::remove_file(sandbox.0.join("c.bicep")).unwrap();
    sandbox.write("a.bicep", "// nothing to do with containers\n");
    assert_eq!(fixed_with(&[]), 2, "nothing is left in the file");
    fs::remove_file(sandbox.0.join("a.bicep")).unwrap();
    assert_eq!(fixed_with(&[]), 2, "the file is gone");
}

#[test]
fn a_value_in_a_file_that_was_not_looked_at_is_not_fixed() {
    for language in LANGUAGES {
        let sandbox = Sandbox::new("baseline-not-looked-at");
        let by_parameter = Registry { admin: "param", ..BAD };
        let main = language.file("main", Parameter::Required, &[by_parameter]);
        let (dev, prod) = (language.values("dev", "true"), language.values("prod", "true"));
        let excluded = format!("--exclude={}", dev.0);
        sandbox.write_all(&[main, dev]);
        sandbox.select(&["baseline", "create"]).expect(0, "2 added");
        sandbox.write_all(&[prod]);
        sandbox.select(&["check", "--baseline", FILE, &excluded]).expect(1, "1 error, 0 warnings, 0 notes");
        sandbox.select(&["baseline", "prune", &excluded]).expect(0, "0 changed, 0 dropped");
        // Both files are in it once they are found at all.
        sandbox.select(&["baseline", "update"]).expect(0, "0 added, 1 changed, 0 dropped");
        sandbox.select(&["check", "--baseline", FILE]).expect(0, "3 in the baseline");
        sandbox.select(&["check", "--baseline", FILE, &excluded]).expect(0, "2 in the baseline");
    }
}

#[test]
fn the_configuration_can_name_the_baseline() {
    let sandbox = Sandbox::new("baseline-configured");
    let (path, text) = Language::Bicep.file("infra/main", Parameter::None, &[BAD]);
    sandbox.write(&path, text);
    sandbox.write("acrlint.toml", "baseline = 'ci/known.jsonl'\n");
    sandbox.select(&["check"]).expect(2, "cannot read ci/known.jsonl");
    fs::create_dir(sandbox.0.join("ci")).unwrap();
    sandbox.select(&["baseline", "create"]).expect(0, "ci/known.jsonl: 2 entries; 2 added");
    sandbox.select(&["check"]).expect(0, "2 in the baseline");
    sandbox.select(&["infra"]).expect(0, "2 in the baseline");
    sandbox.select(&["check", "--no-baseline"]).expect(1, "0 unknown, 0 suppressed; ");
    sandbox.select(&["check", "--isolated"]).expect(1, "0 suppressed; ");
    sandbox.write("empty.jsonl", "");
    sandbox.select(&["check", "--baseline=empty.jsonl"]).expect(1, "0 in the baseline");
    sandbox.write("infra/acrlint.toml", "baseline = 'x'\n");
    sandbox.select(&["check"]).expect(2, "infra/acrlint.toml:1:1: `baseline` counts once for the run");
    fs::remove_file(sandbox.0.join("infra/acrlint.toml")).unwrap();
    for wrong in ["'/etc/passwd'", "'../x'", "'a/../../x'", "''"] {
        sandbox.write("acrlint.toml", format!("baseline = {wrong}\n"));
        sandbox.select(&["check"]).expect(2, "acrlint.toml:1:12: expected a path below the root");
    }
    sandbox.write("acrlint.toml", "baseline = 1\n");
    sandbox.select(&["check"]).expect(2, "acrlint.toml:1:12: expected a path, found a number");
}

#[cfg(unix)]
#[test]
fn the_configuration_cannot_lead_out_of_the_root() {
    let sandbox = Sandbox::new("baseline-outside");
    sandbox.write_all(&[Language::Bicep.file("main", Parameter::None, &[BAD])]);
    sandbox.write("acrlint.toml", "baseline = 'known.jsonl'\n");
    std::os::unix::fs::symlink("/etc/hostname", sandbox.0.join("known.jsonl")).unwrap();
    for arguments in [&["check"][..], &["baseline", "update"], &["baseline", "create", "--force"]] {
        sandbox.select(arguments).expect(2, "known.jsonl: it is a link that leaves the root");
    }
    // Nor to what is not there yet.
    let outside = Sandbox::new("baseline-outside-of-it");
    std::os::unix::fs::symlink(&outside.0, sandbox.0.join("folder")).unwrap();
    std::os::unix::fs::symlink("/nowhere/known.jsonl", sandbox.0.join("broken.jsonl")).unwrap();
    for (path, reason) in [
        ("folder/b.jsonl", "it is a link that leaves the root"),
        ("folder/more/b.jsonl", "it is a link that leaves the root"),
        ("broken.jsonl", "it is a link that leads nowhere"),
    ] {
        sandbox.write("acrlint.toml", format!("baseline = '{path}'\n"));
        for arguments in [&["baseline", "create"][..], &["baseline", "create", "--force"], &["check"]] {
            sandbox.select(arguments).expect(2, &format!("{path}: {reason}"));
        }
    }
    assert_eq!(fs::read_dir(&outside.0).unwrap().count(), 1, "only the folder of git");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_baseline() {
    let sandbox = Sandbox::new("baseline-pipe");
    sandbox.write_all(&[Language::Bicep.file("main", Parameter::None, &[BAD])]);
    assert!(Command::new("mkfifo").arg(sandbox.0.join(FILE)).status().unwrap().success());
    for arguments in
        [&["baseline", "create", "--force"][..], &["baseline", "update"], &["check", "--baseline", FILE]]
    {
        sandbox.select(arguments).expect(2, &format!("{FILE}: not a regular file"));
    }
    assert!(!sandbox.0.join(FILE).is_file(), "it is left as it is");
}

#[test]
fn text_of_a_baseline_is_harmless() {
    let sandbox = Sandbox::new("baseline-harmless");
    sandbox.write_all(&[Language::Bicep.file("main", Parameter::None, &[BAD])]);
    let entry = r#"{"version":1,"path":"\u001b[2J.bicep","rule":"link-error","count":1,"severity":"note"}"#;
    sandbox.write(FILE, entry);
    let outcome = sandbox.check();
    assert_eq!(outcome.fixed.len(), 1, "the file is gone: {outcome:?}");
    let text = sandbox.select(&["check", "--baseline", FILE]).expect(1, "1 note").stdout;
    assert!(text.contains("\\u{1b}[2J.bicep") && !text.contains('\u{1b}'), "{text}");
    let run = sandbox.select(&["baseline", "prune"]).expect(0, "fixed: \\u{1b}[2J.bicep: link-error");
    assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
    // What lies outside of the root is not looked at.
    let outside = entry.replace("\\u001b[2J", "../none").replace("link-error", "unresolved-module");
    let absolute = outside.replace("../none", "/none");
    sandbox.write(FILE, format!("{outside}\n{absolute}\n"));
    assert!(sandbox.check().fixed.is_empty());
    sandbox.write(FILE, "{\"\\u001b[2J\":1,\"version\":1}");
    let run = sandbox.select(&["check", "--baseline", FILE]).expect(2, "unknown field `\\u{1b}[2J`");
    assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
}

#[test]
fn update_of_one_path_leaves_the_others() {
    let language = Language::Terraform;
    let sandbox = Sandbox::new("baseline-paths");
    sandbox.write_all(&[language.file("a", Parameter::None, &[BAD])]);
    sandbox.select(&["baseline", "create"]).expect(0, ": 2 entries");
    let before = sandbox.lines();
    sandbox.write_all(&[
        language.file("b", Parameter::None, &[BAD]),
        language.file("c", Parameter::None, &[BAD]),
    ]);
    sandbox.select(&["baseline", "update", "b"]).expect(0, "2 added, 0 changed, 0 dropped");
    let after = sandbox.lines();
    assert!(after.len() == 4 && before.iter().all(|line| after.contains(line)), "{after:?}");
    assert_eq!(sandbox.check().new.len(), 2);
}

#[test]
fn what_was_not_read_is_never_in_a_baseline() {
    let sandbox = Sandbox::new("baseline-unread");
    let (path, text) = Language::Bicep.file("main", Parameter::None, &[BAD]);
    sandbox.write(&path, text + "param = = =\n");
    sandbox.select(&["baseline", "create"]).expect(0, "1 finding not in it");
    assert!(!sandbox.read(FILE).contains("syntax-error"));
    assert_eq!(sandbox.check().new, ["syntax-error -"]);
}

#[test]
fn what_is_not_there_may_be_in_a_baseline() {
    let sandbox = Sandbox::new("baseline-module");
    let call = "module acr 'br:contoso.azurecr.io/registry:v1' = {\n  name: 'acr'\n}\n";
    sandbox.write("main.bicep", call);
    let run = sandbox.select(&["baseline", "create"]).expect(0, ": 1 entry;");
    assert!(!run.stderr.contains("not in it"), "{}", run.stderr);
    let outcome = sandbox.check();
    assert_eq!((outcome.new.len(), outcome.known), (0, 1), "{outcome:?}");
    sandbox.write("main.bicep", format!("\n{}", call.replace(":v1", ":v2")));
    let outcome = sandbox.check();
    assert_eq!(outcome.new, ["unresolved-module -"]);
    assert_eq!(outcome.fixed, ["`unresolved-module` in `main.bicep` is fixed"]);
}

#[test]
fn fixed_entries_fail_only_if_somebody_wants_that() {
    let sandbox = Sandbox::new("baseline-stale");
    sandbox.write_all(&[Language::Bicep.file("main", Parameter::None, &[BAD])]);
    sandbox.select(&["baseline", "create"]).expect(0, "");
    let good = Registry { admin: "false", ..BAD };
    sandbox.write_all(&[Language::Bicep.file("main", Parameter::None, &[good])]);
    let check = |more: &[&str]| sandbox.select(&[&["check", "--baseline", FILE], more].concat());
    let run = check(&["--fail-on=note", "--format=concise"]).expect(0, "1 note; 0 unknown");
    let start = format!("{FILE}:1:");
    assert!(run.stdout.starts_with(&start) && run.stdout.lines().count() == 1, "{}", run.stdout);
    let run = check(&[]).expect(0, "");
    assert!(run.stdout.contains("\"admin-user\"") && run.stdout.contains("^^^^^^^^^^^^"), "{}", run.stdout);
    check(&["--severity=stale-baseline=error"]).expect(1, "1 error");
}

#[test]
fn a_suppressed_finding_needs_no_entry() {
    let sandbox = Sandbox::new("baseline-suppressed");
    let (path, text) = Language::Bicep.file("main", Parameter::None, &[BAD]);
    sandbox.write(&path, format!("// acrlint: ignore[admin-user] agreed\n{text}"));
    sandbox.select(&["baseline", "create"]).expect(0, ": 1 entry;");
    assert_eq!(sandbox.check().known, 1);
    let run = sandbox.select(&["check", "--baseline", FILE, "--no-suppressions", "--format=concise"]);
    assert!(run.expect(1, "0 suppressed, 1 in the baseline").stdout.contains("[admin-user]"));
}

#[test]
fn known_findings_are_listed_on_demand() {
    let sandbox = Sandbox::new("baseline-listed");
    sandbox.write_all(&[Language::Bicep.file("main", Parameter::None, &[BAD])]);
    sandbox.select(&["baseline", "create"]).expect(0, "");
    let check = |format: &str| {
        sandbox.select(&["check", "--baseline", FILE, "--show-suppressed", "--format", format]).expect(0, "")
    };
    let text = check("concise").stdout;
    assert!(text.starts_with("main.bicep:6:23: known[admin-user] "), "{text}");
    assert_eq!(text.lines().filter(|line| line.ends_with("(in the baseline)")).count(), 2, "{text}");
    let sarif = check("sarif").json();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    assert!(results.iter().all(|result| result["suppressions"][0]["kind"] == "external"));
    let run = sandbox.select(&["check", "--baseline", FILE, "--format=sarif"]);
    let sarif = run.json();
    assert!(sarif["runs"][0]["results"].as_array().unwrap().is_empty());
    for (format, expected) in
        [("markdown", "2 in the baseline"), ("html", "<b>2</b> findings in the baseline")]
    {
        assert!(check(format).stdout.contains(expected), "{format}");
    }
}

/// What `git merge` makes of two files that come from one.
fn merged(sandbox: &Sandbox, ours: &str, base: &str, theirs: &str) -> (bool, String) {
    for (name, text) in [("ours", ours), ("base", base), ("theirs", theirs)] {
        sandbox.write(name, text);
    }
    let mut command = Command::new("git");
    let output =
        command.current_dir(&sandbox.0).args(["merge-file", "-p", "ours", "base", "theirs"]).output();
    let output = output.unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn branches_that_add_entries_merge() {
    let language = Language::Bicep;
    let sandbox = Sandbox::new("baseline-merge");
    let names = ["a", "c", "e", "g", "i"];
    sandbox.write_all(&names.map(|name| language.file(name, Parameter::None, &[BAD])));
    sandbox.select(&["baseline", "create"]).expect(0, ": 10 entries");
    let base = sandbox.read(FILE);
    let branch = |files: &[File]| {
        sandbox.write(FILE, &base);
        sandbox.write_all(files);
        sandbox.select(&["baseline", "update"]).expect(0, "");
        sandbox.remove_all(files);
        sandbox.read(FILE)
    };
    let (b, h) = (language.file("b", Parameter::None, &[BAD]), language.file("h", Parameter::None, &[BAD]));
    let ours = branch(std::slice::from_ref(&b));
    let theirs = branch(&[b.clone(), h.clone()]);
    let (is_clean, text) = merged(&sandbox, &ours, &base, &theirs);
    assert!(is_clean, "{text}");
    sandbox.write(FILE, &text);
    sandbox.write_all(&[b, h]);
    let outcome = sandbox.check();
    assert_eq!((outcome.code, outcome.known), (Some(0), 14), "{outcome:?}");
    sandbox.select(&["baseline", "update"]).expect(0, "0 added, 0 changed, 0 dropped");
    assert_eq!(sandbox.read(FILE), text, "it is as an update would have written it");
}

#[test]
fn fingerprints_are_those_of_the_baseline() {
    let language = Language::Terraform;
    let sandbox = Sandbox::new("baseline-fingerprints");
    let prints = |registry: Registry, change: &dyn Fn(&str) -> String| -> Vec<String> {
        let (path, text) = language.file("main", Parameter::None, &[registry]);
        sandbox.write(&path, change(&text));
        let json = sandbox.select(&["--format=json"]).json();
        let found = json["diagnostics"].as_array().unwrap().iter();
        found.map(|found| found["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    let before = prints(BAD, &str::to_owned);
    assert_eq!(before.len(), 2);
    assert_eq!(prints(BAD, &|text| language.reformatted(&language.with_lines_above(text))), before);
    let after = prints(Registry { ranges: &["0.0.0.0/0"], ..BAD }, &str::to_owned);
    assert_eq!(after.iter().filter(|print| before.contains(print)).count(), 1);
}

#[test]
fn help_names_every_command() {
    let sandbox = Sandbox::new("baseline-help");
    let help = sandbox.run(&["baseline", "--help"]).expect(0, "").stdout;
    assert!(["create", "update", "prune"].iter().all(|name| help.contains(name)), "{help}");
    assert!(sandbox.run(&["check", "--help"]).stdout.contains("--baseline <FILE>"));
}

#[test]
fn fixes_leave_alone_what_is_in_the_baseline() {
    let sandbox = Sandbox::new("baseline-fix");
    let (path, text) = Language::Bicep.file("main", Parameter::None, &[BAD]);
    sandbox.write(&path, &text);
    sandbox.select(&["baseline", "create"]).expect(0, "");
    let (other, bad) = Language::Bicep.file("other", Parameter::None, &[BAD]);
    sandbox.write(&other, &bad);
    sandbox.select(&["check", "--baseline", FILE, "--fix"]).expect(1, "2 in the baseline");
    assert_eq!(sandbox.read(&path), text);
    assert_eq!(sandbox.read(&other), bad.replace("true", "false"));
}
