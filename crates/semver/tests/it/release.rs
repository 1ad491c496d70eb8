//! The documents as released, and verdicts on edits of them.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex};
use std::thread::{available_parallelism, scope};

use dintero_cards_codegen::{generate, module_name};
use dintero_cards_openapi::{AUTH, CARDS, Source};
use dintero_cards_semver::{Api, Side, Verdict, Wrapper, digest};

use crate::edit_table::{Row, rows};

/// The wrapper, whose `pub use` re-exports types.
const WRAPPER: &str = include_str!("../../../ext/src/lib.rs");

/// What is generated from a document: text and API. Many tests ask for the same documents.
fn generated(document: Source<'_>) -> Arc<(String, Api)> {
    static KNOWN: Mutex<BTreeMap<String, Arc<(String, Api)>>> = Mutex::new(BTreeMap::new());
    let key = format!("{} {}", document.file, document.text);
    if let Some(known) = KNOWN.lock().unwrap().get(&key) {
        return Arc::clone(known);
    }
    let text = generate(document).unwrap_or_else(|error| panic!("{error}"));
    let api = Api::read(module_name(document.file), &text).unwrap();
    let made = Arc::new((text, api));
    KNOWN.lock().unwrap().insert(key, Arc::clone(&made));
    made
}

/// The API that is generated from a document.
pub(crate) fn api(document: Source<'_>) -> Api {
    generated(document).1.clone()
}

/// The text of a document with parts of it replaced, each of which is there once.
pub(crate) fn edited(text: &str, edits: &[(&str, &str)]) -> String {
    edits.iter().fold(text.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

/// Every row of the edit table with its edited document and its verdict.
pub(crate) static VERDICTS: LazyLock<Vec<(&Row, String, Verdict)>> = LazyLock::new(|| {
    let one = |row: &&'static Row| {
        let text = edited(CARDS.text, row.edits);
        let verdict = verdict(&text);
        (*row, text, verdict)
    };
    let rows: Vec<&'static Row> = rows().collect();
    let size = rows.len().div_ceil(available_parallelism().map_or(1, usize::from));
    scope(|scope| {
        let mut all = Vec::new();
        for rows in rows.chunks(size) {
            all.push(scope.spawn(move || rows.iter().map(one).collect::<Vec<_>>()));
        }
        all.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
});

/// The verdict when `cards.yaml` becomes another text.
pub(crate) fn verdict(cards: &str) -> Verdict {
    between(CARDS.text, cards)
}

/// The verdict when one text of `cards.yaml` becomes another.
pub(crate) fn between(released: &str, now: &str) -> Verdict {
    between_documents([released, AUTH.text], [now, AUTH.text])
}

/// The verdict when one text of `auth.yaml` becomes another.
pub(crate) fn between_auth(released: &str, now: &str) -> Verdict {
    between_documents([CARDS.text, released], [CARDS.text, now])
}

fn documents([cards, auth]: [&str; 2]) -> Vec<Source<'_>> {
    vec![Source { file: CARDS.file, text: cards }, Source { file: AUTH.file, text: auth }]
}

fn between_documents(released: [&str; 2], now: [&str; 2]) -> Verdict {
    let [released, now] = [released, now].map(|texts| {
        let documents = documents(texts);
        let all: Vec<_> = documents.iter().copied().map(generated).collect();
        let api = all.iter().fold(Api::default(), |api, one| api.and(one.1.clone()));
        Side { documents, api, text: digest(all.iter().map(|one| one.0.as_str())) }
    });
    let wrapper = Wrapper::read(WRAPPER, [&released.api, &now.api]).unwrap();
    Verdict::of("1.2.3".parse().unwrap(), &released, &now, &wrapper).unwrap()
}

/// The wrapper as it is.
pub(crate) static OWN: LazyLock<Wrapper> =
    LazyLock::new(|| Wrapper::read(WRAPPER, [&generated(CARDS).1, &generated(AUTH).1]).unwrap());
