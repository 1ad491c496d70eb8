//! No text of less than 100 KB ends the process, or takes more than 10 seconds or 512 MB.
//!
//! Texts that are refused or read by their length are a third of that, in a third of the
//! time; with `THOROUGH=1` they are whole.

use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use std::{env, fs};

use dintero_cards_openapi::{Document, MediaType, OpenApi, Schema};

use crate::parse;

pub(crate) const MAX_TIME: Duration = Duration::from_secs(10);
const MAX_KIB: u64 = 512 * 1024;

/// The part of a whole text and of its time that the tests take, as a divisor.
#[expect(clippy::disallowed_methods, reason = "the nightly job asks for whole texts")]
static DIVISOR: LazyLock<usize> =
    LazyLock::new(|| if env::var_os("THOROUGH").is_some() { 1 } else { 3 });

fn max_time() -> Duration {
    MAX_TIME / u32::try_from(*DIVISOR).unwrap()
}

/// Texts of up to 100 KB: those that were found to take the most time or memory.
fn worst_texts() -> Vec<String> {
    let size = 100_000 / *DIVISOR;
    let fill = |before: &str, unit: &str| {
        format!("{before}{}", unit.repeat(size.saturating_sub(before.len()) / unit.len()))
    };
    let anchors = |count: usize, leaf: &str| {
        let open: String = (0..count).map(|level| format!("&a{level} [")).collect();
        format!("{}{}", fill(&open, leaf), "]".repeat(count))
    };
    let bomb = |leaf: &str, fan: usize| {
        let mut text = format!("- &a0 {leaf}\n");
        for level in 1..30 {
            let list = vec![format!("*a{} ", level - 1); fan].join(",");
            text.push_str(&format!("- &a{level} [{list}]\n"));
        }
        text
    };
    let long_keys = format!("{{\"{}\":[", vec!["k".repeat(300); 120].join("\":{\""));
    let mut texts = vec![
        anchors(120, "{\"\":1},"),
        anchors(20, "{\"\":1},"),
        anchors(120, "1,"),
        bomb("{\"\":{\"\":{\"\":{}}}}", 2),
        bomb("{\"\":1}", 10),
        format!("a: &a [{}]\nb:\n{}", "{\"\":1},".repeat(1_000), "- *a\n".repeat(240)),
        fill(&long_keys, "1,"),
        fill(&format!("{{\"{}\":[", "~".repeat(2_000)), "1,"),
        fill(&format!("{{\"{}\":[", "k".repeat(50_000)), "1,"),
        (0..440).map(|level| format!("{}a:\n", " ".repeat(level))).collect(),
    ];
    let units = [
        "[", "{\"a\":", "[{", "{a", "[a:,", "[? ", "[: ", "{? ", "- ", "? ", ": ", "-\n", "?\n",
        "!a ", "&a ", "*a ", "---\n", "...\n", "%A b\n", "#\n", "\n", "\t", " ", "\"", "'", "[1,",
        "[{},", "9", "x\n  ", "a: 1\n", "a: |\n", "]", "\"\\", "1e", "[\"a\" ",
    ];
    texts.extend(units.map(|unit| fill("", unit)));
    texts.extend(units.map(|unit| fill("[", unit)));
    texts
}

/// Peak memory of this process, where the system tells it.
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}

/// Runs a test again in a process of its own, where the memory of others does not count;
/// false if this is that process.
#[expect(clippy::disallowed_methods, reason = "the test runs itself again, and says so to it")]
fn runs_alone(name: &str) -> bool {
    if env::var_os("RUNS_ALONE").is_some() {
        return false;
    }
    let mut child = Command::new(env::current_exe().unwrap());
    let name = format!("hostile::{name}");
    let output = child.args(["--exact", &name]).env("RUNS_ALONE", "1").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    true
}

#[test]
fn the_worst_texts_stay_within_time_and_memory() {
    if runs_alone("the_worst_texts_stay_within_time_and_memory") {
        return;
    }
    for text in worst_texts() {
        let start = Instant::now();
        let outcome = parse(&text).map(|_| ());
        let beginning: String = text.chars().take(60).collect();
        assert!(start.elapsed() < max_time(), "{:?}: {outcome:?}: {beginning}", start.elapsed());
        assert!(peak_kib().is_none_or(|kib| kib < MAX_KIB), "{:?}: {beginning}", peak_kib());
    }
}

/// Documents of less than 100 KB in which references repeat the most.
fn repeating_documents() -> Vec<String> {
    let list = |count: usize, unit: &str| vec![unit; count].join(",");
    let names = |count: usize, value: &str| -> Vec<String> {
        (0..count).map(|n| format!("\"/{n}\":{value}")).collect()
    };
    let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    let item = |operation: &str| methods.map(|it| format!("\"{it}\":{operation}")).join(",");
    let document = |more: &str, paths: &[String]| {
        format!("{{\"openapi\":\"3.0.3\",{more},\"paths\":{{{}}}}}", paths.join(","))
    };
    // Each schema leads to the next twice: 4,095 below the first.
    let tree: Vec<String> = (0..12)
        .map(|n| {
            let next = format!("{{\"$ref\":\"#/s/{}\"}}", n + 1);
            format!("{{\"properties\":{{\"a\":{next},\"b\":{next}}}}}")
        })
        .collect();
    let tree = format!("\"s\":[{},{{}}]", tree.join(","));
    let content = "\"content\":{\"a/b\":{\"schema\":{\"$ref\":\"#/s/0\"}}}";
    let parameter = "\"p\":{\"name\":\"p\",\"in\":\"query\",\"schema\":{\"$ref\":\"#/s/0\"}}";
    let reference = "{\"$ref\":\"#/i\"}";
    let parameters = |count| format!("{{\"parameters\":[{}]}}", list(count, "{\"$ref\":\"#/p\"}"));
    let responses = names(200, "{\"$ref\":\"#/r\"}").join(",").replace('/', "");
    let responses = format!("{{\"responses\":{{{responses}}}}}").replace("#r", "#/r");
    let security = format!("\"security\":[{}]", list(5_000, "{\"a\":[\"x\"]}"));
    vec![
        document(&format!("\"i\":{{{}}}", item("{}")), &names(4_000, reference)),
        document(
            &format!("{tree},{parameter},\"i\":{{{}}}", item(&parameters(250))),
            &names(120, reference),
        ),
        document(
            &format!("{tree},\"r\":{{{content}}},\"i\":{{{}}}", item(&responses)),
            &names(120, reference),
        ),
        document(
            &format!("{tree},{parameter}"),
            &[format!("\"/a\":{{\"get\":{}}}", parameters(4_000))],
        ),
        document(&security, &names(990, "{\"get\":{}}")),
        document(
            &format!("\"c\":[{}]", list(2_500, "{\"url\":\"https://a.b\"}")),
            &names(800, "{\"get\":{\"servers\":{\"$ref\":\"#/c\"}}}"),
        ),
    ]
}

#[test]
fn what_references_repeat_is_read_within_time_and_memory() {
    if runs_alone("what_references_repeat_is_read_within_time_and_memory") {
        return;
    }
    for text in repeating_documents() {
        assert!(text.len() < 100_000, "{} bytes", text.len());
        let (document, start) = (parse(&text).unwrap(), Instant::now());
        read_all(&document);
        let beginning: String = text.chars().take(60).collect();
        // Twice the time for code that is not optimized.
        assert!(start.elapsed() < 2 * MAX_TIME, "{:?}: {beginning}", start.elapsed());
        assert!(peak_kib().is_none_or(|kib| kib < MAX_KIB), "{:?}: {beginning}", peak_kib());
    }
}

#[test]
fn defaults_of_server_variables_do_not_multiply() {
    let fan = |name: &str| format!("{{{name}}}").repeat(1_000);
    let variables: Vec<_> = ('a'..='y')
        .zip('b'..='z')
        .map(|(name, next)| format!("{name}: {{default: '{}'}}", fan(&next.to_string())))
        .collect();
    let text =
        format!("servers: [{{url: 'https://{{a}}', variables: {{{}}}}}]", variables.join(", "));
    let document = parse(&text).unwrap();
    let server = OpenApi::new(&document).servers().remove(0).unwrap();
    assert_eq!(server.url, format!("https://{}", fan("b")));
    let text = text.replace("//{a}", &fan("a"));
    let document = parse(&text).unwrap();
    let error = OpenApi::new(&document).servers().remove(0).unwrap_err();
    assert_eq!(error.to_string(), "some.yaml:1:11: the URL is longer than 8192 bytes");
}

/// Reads all that a document says.
pub(crate) fn read_all(document: &Document) {
    for operation in OpenApi::new(document).operations().into_iter().flatten() {
        let (_, _, _) = (operation.placeholders(), operation.servers(), operation.security());
        let mut owners: Vec<_> =
            operation.responses().into_iter().flatten().map(|r| r.node).collect();
        owners.extend(operation.request_body().ok().flatten());
        let media = owners.iter().flat_map(MediaType::of).flatten().map(|media| media.node);
        let parameters =
            operation.parameters().into_iter().flatten().map(|parameter| parameter.node);
        for owner in parameters.chain(media.collect::<Vec<_>>()) {
            if let Ok(Some(schema)) = Schema::of(&owner) {
                read_schema(&schema);
            }
        }
    }
}

fn read_schema(schema: &Schema<'_>) {
    let properties = schema.properties().into_iter().map(|(_, pointer)| pointer);
    for pointer in properties.chain(schema.items()) {
        match schema.below(&pointer) {
            Ok(below) if !below.is_recursive() => read_schema(&below),
            _ => {}
        }
    }
}
