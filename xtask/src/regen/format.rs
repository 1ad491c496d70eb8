//! The verdict and the stale files, for programs, pull requests and workflows.

use std::fmt::Write as _;

use clap::ValueEnum;
use dintero_cards_semver::document::Change;
use dintero_cards_semver::policy::{CLIENT, WRAPPER};
use dintero_cards_semver::{Step, Verdict};
use serde_json::{Value, json};

/// The formats of a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people at a terminal
    #[default]
    Human,
    /// For programs
    Json,
    /// For a comment on a pull request
    Markdown,
    /// Workflow commands that annotate the files
    Github,
}

/// The result of a check.
pub(super) struct Checked<'a> {
    pub(super) verdict: Option<&'a Verdict>,
    /// Files whose text is out of date.
    pub(super) stale: Vec<String>,
    /// The entries that the changelog lacks, as Markdown.
    pub(super) missing: String,
}

impl Checked<'_> {
    /// Returns the text in a format other than that for people.
    pub(super) fn render(&self, format: Format) -> String {
        match format {
            Format::Json => format!("{:#}\n", self.json()),
            Format::Markdown => self.markdown(),
            Format::Github | Format::Human => self.github(),
        }
    }

    fn changes(&self) -> &[Change] {
        self.verdict.map_or(&[], |verdict| &verdict.changes)
    }

    fn json(&self) -> Value {
        let steps =
            |client: Step, own: Step| json!({ CLIENT: client.as_str(), WRAPPER: own.as_str() });
        let changes = self.changes().iter().map(|change| {
            json!({
                "rule": change.rule.id,
                "place": change.place,
                "operation": change.operation,
                "subject": change.subject,
                "text": change.to_string(),
                "wire": change.rule.wire.as_str(),
                "steps": change.impact.map(|impact| steps(impact.client, impact.wrapper)),
                "why": change.impact.map(|impact| impact.why),
            })
        });
        let verdict = self.verdict;
        let api = verdict.into_iter().flat_map(|verdict| &verdict.api);
        let api = api.map(|one| json!({ "step": one.step.as_str(), "text": one.to_string() }));
        json!({
            "since": verdict.map(|verdict| verdict.since.to_string()),
            "step": verdict.map(|verdict| verdict.step().as_str()),
            "next": verdict.map(|verdict| verdict.next().to_string()),
            "steps": verdict.map(|verdict| steps(verdict.client, verdict.wrapper)),
            "wire": verdict.map(|verdict| verdict.wire.as_str()),
            "wire_meaning": verdict.map(Verdict::wire_meaning),
            "changes": changes.collect::<Vec<_>>(),
            "api": api.collect::<Vec<_>>(),
            "stale": self.stale,
            "missing_entries": self.missing,
        })
    }

    fn markdown(&self) -> String {
        // A program can find its comment by the first line.
        let mut text = "<!-- cargo xtask regen -->\n## Version steps\n\n".to_owned();
        if let Some(verdict) = self.verdict {
            let _ = writeln!(text, "| package | step since {} | version |", verdict.since);
            text.push_str("|---|---|---|\n");
            for (name, step) in [(CLIENT, verdict.client), (WRAPPER, verdict.wrapper)] {
                let version = verdict.since.after(step);
                let _ = writeln!(text, "| `{name}` | {} | {version} |", step.as_str());
            }
            let _ = writeln!(text, "\nEffect on requests: {}.", verdict.wire_meaning());
        }
        let changes = self.changes().iter().map(|change| {
            let Change { rule, subject, place, .. } = change;
            format!("`{}` {subject} ({place}): {change}", rule.id)
        });
        list(&mut text, "Changes of the documents", changes);
        list(&mut text, "Stale files", self.stale.iter().map(|file| format!("`{file}`")));
        if !self.missing.is_empty() {
            let _ = write!(text, "\n## Entries that CHANGELOG.md lacks\n\n{}", self.missing);
        }
        text
    }

    fn github(&self) -> String {
        let mut text = String::new();
        let mut command = |severity: &str, place: &str, title: &str, message: &str| {
            let message = message.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
            let _ = writeln!(text, "::{severity} {place}title={title}::{message}");
        };
        for change in self.changes() {
            let steps = change.impact.map(|impact| impact.client.max(impact.wrapper));
            let severity = if steps >= Some(Step::Major) { "error" } else { "warning" };
            let place = match change.place.rsplit_once(':') {
                Some((file, line)) => format!("file={file},line={line},"),
                None => format!("file={},", change.place),
            };
            let message = format!("{} {change}", change.subject);
            command(severity, &place, change.rule.id, message.trim_start());
        }
        for file in &self.stale {
            command("error", &format!("file={file},"), "stale", "run `cargo xtask regen`");
        }
        if !self.missing.is_empty() {
            command("error", "file=CHANGELOG.md,", "entries are missing", &self.missing);
        }
        if let Some(verdict) = self.verdict {
            let (step, meaning) = (verdict.step().as_str(), verdict.wire_meaning());
            let message = format!("{step} since {}: {meaning}", verdict.since);
            command("notice", "", "version step", &message);
        }
        text
    }
}

fn list(text: &mut String, heading: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.collect();
    if !items.is_empty() {
        let _ = write!(text, "\n## {heading}\n\n- {}\n", items.join("\n- "));
    }
}
