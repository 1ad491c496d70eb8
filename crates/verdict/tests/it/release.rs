//! The documents as released, and verdicts on edits of them.

use std::sync::LazyLock;

use dintero_cards_codegen::{generate, module_name};
use dintero_cards_openapi::{AUTH, CARDS, Source};
use dintero_cards_verdict::{Api, Now, Release, Verdict, Wrapper};

/// The wrapper, whose `pub use` says what it passes on.
const WRAPPER: &str = include_str!("../../../ext/src/lib.rs");

static CARDS_API: LazyLock<Api> = LazyLock::new(|| api(CARDS));
static AUTH_API: LazyLock<Api> = LazyLock::new(|| api(AUTH));

/// The API that is generated from a document.
pub(crate) fn api(document: Source<'_>) -> Api {
    let text = generate(document).unwrap_or_else(|error| panic!("{error}"));
    Api::read(module_name(document.file), &text).unwrap()
}

/// The text of a document with parts of it replaced, each of which is there once.
pub(crate) fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

/// The verdict when `cards.yaml` becomes another text.
pub(crate) fn verdict(cards: &str) -> Verdict {
    between(CARDS.text, cards)
}

/// The verdict when one text of `cards.yaml` becomes another.
pub(crate) fn between(released: &str, now: &str) -> Verdict {
    let side = |text| {
        let cards = Source { file: CARDS.file, text };
        let own = if text == CARDS.text { CARDS_API.clone() } else { api(cards) };
        (vec![cards, AUTH], own.and(AUTH_API.clone()))
    };
    let (documents, api) = side(released);
    let release = Release { version: "1.2.3".parse().unwrap(), documents, api };
    let (documents, api) = side(now);
    let now = Now { documents, api };
    let wrapper = Wrapper::read(WRAPPER, [&release.api, &now.api]).unwrap();
    Verdict::of(&release, &now, &wrapper).unwrap()
}

/// The wrapper as it is.
pub(crate) fn wrapper() -> Wrapper {
    Wrapper::read(WRAPPER, [&CARDS_API, &AUTH_API]).unwrap()
}
