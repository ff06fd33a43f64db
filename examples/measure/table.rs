//! Measurements as Markdown.

use std::io::{self, Write};
use std::time::Duration;

use acrlint::syntax;

use super::clock;
use super::corpus::{LANGUAGES, Texts};
use super::mutation::{MUTATIONS, Mutation};
use super::recovery::{self, Tally};

/// A pass over less than this would be over too soon to be timed.
const PASS_BYTES: usize = 8_000_000;

/// Passes of which the fastest counts.
const PASSES: usize = 3;

/// What was measured for one language of one corpus.
pub(crate) struct Row {
    corpus: String,
    language: &'static str,
    files: usize,
    bytes: usize,
    rejected: usize,
    time: Duration,
    declarations: usize,
    tallies: Vec<Tally>,
}

impl Row {
    /// Measures the files of one language.
    pub(crate) fn measure(texts: &Texts, trials: usize) -> Self {
        let sources = &texts.sources;
        let (subjects, choices) = recovery::subjects(sources);
        let trial = |mutation: Mutation| recovery::run(&subjects, &choices, mutation, trials);
        Self {
            corpus: texts.corpus.to_owned(),
            language: texts.language,
            files: sources.len(),
            bytes: sources.iter().map(|source| source.text.len()).sum(),
            rejected: sources.len() - subjects.len(),
            time: time(texts),
            declarations: choices.len(),
            tallies: MUTATIONS.into_iter().map(trial).collect(),
        }
    }

    fn empty(language: &'static str) -> Self {
        Self {
            corpus: "**all**".to_owned(),
            language,
            files: 0,
            bytes: 0,
            rejected: 0,
            time: Duration::ZERO,
            declarations: 0,
            tallies: MUTATIONS.iter().map(|_| Tally::default()).collect(),
        }
    }

    fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.bytes += other.bytes;
        self.rejected += other.rejected;
        self.time += other.time;
        self.declarations += other.declarations;
        self.tallies.iter_mut().zip(&other.tallies).for_each(|(tally, other)| tally.add(other));
    }

    /// Writes it as a line of the table.
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let megabytes = self.bytes as f64 / 1e6;
        let speed = megabytes / self.time.as_secs_f64();
        write!(
            out,
            "| {} | {} | {} | {megabytes:.2} | {} | {speed:.0} | {} |",
            self.corpus, self.language, self.files, self.rejected, self.declarations
        )?;
        for tally in &self.tallies {
            let found = percent(tally.found, tally.outside);
            let exact = percent(tally.exact, tally.outside);
            write!(out, " {found} / {exact} / {} |", percent(tally.kept, tally.others))?;
        }
        writeln!(out)
    }

    /// Writes what every trial lost that lost something.
    pub(crate) fn write_losses(&self, out: &mut dyn Write) -> io::Result<()> {
        for (mutation, tally) in MUTATIONS.iter().zip(&self.tallies) {
            let name = mutation.name();
            tally.losses.iter().try_for_each(|loss| writeln!(out, "{}/{loss} [{name}]", self.corpus))?;
        }
        Ok(())
    }
}

/// The time to parse all texts once.
fn time(texts: &Texts) -> Duration {
    let bytes: usize = texts.sources.iter().map(|source| source.text.len()).sum();
    let rounds = (PASS_BYTES / bytes.max(1)).clamp(1, 10_000) as u32;
    let pass = || {
        let start = clock::now();
        for source in (0..rounds).flat_map(|_| &texts.sources) {
            std::hint::black_box(syntax::parse(source.language, &source.text));
        }
        (clock::now() - start) / rounds
    };
    (0..PASSES).map(|_| pass()).min().unwrap_or_default()
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    format!("{:.1}", 100.0 * part as f64 / whole as f64)
}

/// Writes the head of the table of rows.
pub(crate) fn write_head(out: &mut dyn Write) -> io::Result<()> {
    write!(out, "| corpus | language | files | MB | with errors | MB/s | declarations |")?;
    MUTATIONS.iter().try_for_each(|mutation| write!(out, " {} |", mutation.name()))?;
    writeln!(out, "\n|---|---|{}", "--:|".repeat(5 + MUTATIONS.len()))
}

/// Writes one row per language with the sums of all corpora.
pub(crate) fn write_totals(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    totals(rows).iter().try_for_each(|row| row.write(out))
}

/// Writes the recovery rates of all corpora together, one line per language and mutation.
pub(crate) fn write_recovery(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "\n| language | mutation | trials outside | found % | exact % | trials inside | kept % | kept below % |"
    )?;
    writeln!(out, "|---|---|--:|--:|--:|--:|--:|--:|")?;
    for row in totals(rows).iter().filter(|row| row.declarations > 0) {
        for (mutation, tally) in MUTATIONS.iter().zip(&row.tallies) {
            writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} | {} | {} |",
                row.language,
                mutation.name(),
                tally.outside,
                percent(tally.found, tally.outside),
                percent(tally.exact, tally.outside),
                tally.inside,
                percent(tally.kept, tally.others),
                percent(tally.below_kept, tally.below)
            )?;
        }
    }
    Ok(())
}

fn totals(rows: &[Row]) -> Vec<Row> {
    let sum = |language| {
        let mut sum = Row::empty(language);
        rows.iter().filter(|row| row.language == language).for_each(|row| sum.add(row));
        sum
    };
    LANGUAGES.into_iter().map(sum).filter(|sum| sum.files > 0).collect()
}
