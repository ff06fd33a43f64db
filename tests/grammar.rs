//! The grammars in `grammars/` and the parsers agree: what a grammar generates its parser accepts,
//! and what is nearly a sentence harms no parser.

#![allow(clippy::unwrap_used)]

mod support;

use acrlint::syntax::{SyntaxTree, arm_expression, bicep, hcl, json};
use std::path::PathBuf;
use support::ebnf::Grammar;
use support::generate::{Generator, Random, mutate};
use support::sound::assert_sound;

const SENTENCES: usize = 3000;

type Parse = fn(&str) -> SyntaxTree;

fn parser_of(stem: &str) -> Option<Parse> {
    match stem {
        "arm-json" => Some(json::parse),
        "arm-expression" => Some(arm_expression::parse),
        "bicep" => Some(bicep::parse),
        "hcl" => Some(hcl::parse),
        _ => None,
    }
}

/// Every grammar with its parser.
fn grammars() -> Vec<(String, Grammar, Parse)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("grammars");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let grammar = Grammar::read(&text).unwrap_or_else(|mistake| panic!("{stem}: {mistake}"));
        let parse = parser_of(&stem).unwrap_or_else(|| panic!("no parser reads {stem}"));
        found.push((stem, grammar, parse));
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(!found.is_empty());
    found
}

fn assert_accepted(stem: &str, parse: Parse, sentence: &str) {
    let tree = parse(sentence);
    assert!(tree.errors.is_empty(), "{stem} rejects {sentence:?}: {:#?}", tree.errors);
    assert_sound(&tree, sentence);
}

#[test]
fn every_alternative_is_accepted() {
    for (stem, grammar, parse) in grammars() {
        let mut generator = Generator::new(&grammar, 1);
        for _ in 0..SENTENCES {
            if generator.is_covered() {
                break;
            }
            let sentence = generator.unseen();
            assert_accepted(&stem, parse, &sentence);
        }
        assert!(generator.is_covered(), "{stem} never generates {:?}", generator.uncovered());
    }
}

#[test]
fn random_sentences_are_accepted() {
    for (stem, grammar, parse) in grammars() {
        let mut generator = Generator::new(&grammar, 2);
        for _ in 0..SENTENCES {
            let sentence = generator.sentence();
            assert_accepted(&stem, parse, &sentence);
        }
    }
}

#[test]
fn broken_sentences_harm_nobody() {
    for (_, grammar, parse) in grammars() {
        let mut generator = Generator::new(&grammar, 3);
        let mut random = Random(4);
        for _ in 0..SENTENCES {
            let text = mutate(&generator.sentence(), &mut random);
            assert_sound(&parse(&text), &text);
        }
    }
}

#[test]
fn mistakes_in_a_grammar_are_found() {
    let mistake = |text: &str| Grammar::read(text).unwrap_err();
    assert_eq!(mistake(r#"a = b ;"#), "`b` is not defined");
    assert_eq!(mistake(r#"a = "x" ; b = "y" ;"#), "`b` is not used");
    assert_eq!(mistake(r#"a = "x" ; a = "y" ;"#), "`a` is defined twice");
    assert!(mistake(r#"a = ( "x" ;"#).starts_with("expected `)`"));
    assert!(mistake(r#"a = "x ;"#).starts_with("no end of terminal"));
}
