//! Documents and pages that the arguments name.

use super::site::{Site, ok, status};
use super::workspace::{Workspace, alone, finished, page, published, same_page};

const MARKDOWN: &str = "text/markdown";

/// A site that publishes a page at `/reference/things`, as Markdown and as HTML.
fn site(markdown: String) -> Site {
    let site = Site::start();
    site.on("/reference/things", vec![ok("text/html", "<!doctype html>things")]);
    site.on("/reference/things.md", vec![ok(MARKDOWN, markdown)]);
    site.on("/files/things.yaml", vec![ok("application/yaml", published())]);
    site
}

#[test]
fn a_page_at_an_address_is_compared_and_so_is_the_document_that_it_names() {
    let workspace = Workspace::new();
    let same = site(same_page());
    for page in ["/reference/things", "/reference/things.md", "/files/things.yaml"] {
        let run = workspace.job(&["check", "--page", &format!("{}{page}", same.origin())]).is(0);
        assert_eq!(run.err, "", "{page}");
    }
    let changed = site(page("maximum: 100", "maximum: 50"));
    let address = format!("{}/reference/things", changed.origin());
    let run = workspace.job(&["check", "--page", &address]).is(1);
    assert!(run.out.contains("docs-forms-disagree"), "{}", run.out);
    let run = workspace.job(&["check", "--page", &address, "--source", "md"]).is(1);
    assert!(run.out.contains("param-maximum-lowered"), "{}", run.out);
    changed.on("/files/things.yaml", vec![status(404, "x", "y")]);
    let run = workspace.job(&["check", "--page", &address]).is(1);
    assert!(run.err.contains("only the page is compared"), "{}", run.err);
}

#[test]
fn the_document_of_a_page_is_found_wherever_a_site_publishes_it() {
    let workspace = Workspace::new();
    let check = |site: &Site, base: &str| {
        workspace.job(&["check", "--page", &format!("{}{base}/reference/things", site.origin())])
    };
    for base in ["", "/docs", "/en/docs"] {
        for (name, at) in [
            ("/files/things.yaml", "/files/things.yaml"),
            ("things.yaml", "/things.yaml"),
            ("things.yaml", "/reference/things.yaml"),
            ("{site}/files/things", "/files/things"),
        ] {
            let site = Site::start();
            let name = name.replace("{site}", &format!("{}{base}", site.origin()));
            let page = same_page().replace("/files/things.yaml", &name);
            site.on(&format!("{base}/reference/things.md"), vec![ok(MARKDOWN, page)]);
            let other = published().replace("maximum: 100", "maximum: 50");
            site.on(&format!("{base}{at}"), vec![ok("application/yaml", other)]);
            let run = check(&site, base).is(1);
            assert!(run.out.contains("docs-forms-disagree"), "{name}: {}{}", run.out, run.err);
        }
    }
    // A page says nothing about the hosts that may be read.
    let site = site(same_page().replace("/files", "http://elsewhere.example/files"));
    let run = check(&site, "").is(0);
    let why = "http://elsewhere.example/files/things.yaml: the host is not allowed";
    assert!(run.err.contains(&format!("only the page is compared: {why}")), "{}", run.err);
}

#[test]
fn an_address_without_a_page_is_unavailable_and_one_that_is_not_safe_is_refused() {
    let workspace = Workspace::new();
    let site = Site::start();
    site.on("/html", vec![ok("text/html", "<!doctype html>")]);
    for page in ["/html", "/missing", "/missing.md", "/missing.yaml"] {
        workspace.job(&["check", "--page", &format!("{}{page}", site.origin())]).is(3);
    }
    for page in ["http://example.com/a", "https://a:b@example.com/a", "ftp://127.0.0.1/a"] {
        workspace.job(&["check", "--page", page]).is(2);
    }
}

#[test]
fn a_page_chooses_the_operation_of_a_document_and_a_name_chooses_it_too() {
    let workspace = Workspace::new();
    let others = "  /others:\n    get: {operationId: listOthers, responses: {}}\n    \
        post: {responses: {}}\ncomponents:";
    let document = workspace.read("openapi/things.yaml").replace("components:", others);
    workspace.write("openapi/things.yaml", document);
    let from = workspace.write("page.md", page("maximum: 100", "maximum: 50"));
    let run = workspace.run(&["check", "--page", &from]).is(1);
    let silent =
        "not compared: 2 operations in openapi/things.yaml have no page, GET /others first";
    assert!(run.out.contains(silent), "{}", run.out);
    let chosen = |name: &str| workspace.run(&["check", "--page", &from, "--operation", name]);
    for name in ["GET /things/{id}", "get /things/{id}"] {
        assert!(!chosen(name).is(1).out.contains("not compared"));
    }
    // The page is about another operation.
    for name in ["listOthers", "POST /others"] {
        assert!(chosen(name).is(4).out.contains("no page is about"), "{name}");
    }
    let run = chosen("GET /nothing").is(2);
    let all = "there are GET /things/{id}, GET /others, POST /others";
    assert!(run.err.contains(all), "{}", run.err);
}

#[test]
fn an_acceptance_of_another_operation_is_not_stale_while_one_is_chosen() {
    let workspace = Workspace::new();
    let from = workspace.write("page.md", page("maximum: 100", "maximum: 50"));
    workspace.run(&["accept", "*", "--reason", "we know", "--page", &from]).is(0);
    let two = workspace.read("openapi/things.yaml").replace(
        "components:",
        "  /others:\n    get: {operationId: listOthers, responses: {}}\ncomponents:",
    );
    workspace.write("openapi/things.yaml", two);
    let other = workspace.write("other.yaml", published().replace("/things/{id}", "/others"));
    let check = ["check", "--page", &other, "--operation", "listOthers", "--fail-on", "never"];
    let run = workspace.job(&check).is(0);
    assert!(!run.out.contains("baseline"), "{}", run.out);
}

#[test]
fn the_program_says_what_it_needs() {
    let workspace = Workspace::new();
    let from = workspace.write("page.md", same_page());
    for (arguments, what) in [
        (vec!["check", "--page", &from], "--document"),
        (vec!["check", "--document", "openapi"], "--page"),
        (vec!["fetch", "--document", "openapi", "--page", &from], "--snapshots"),
    ] {
        let run = finished(alone(&workspace.path(""), &arguments)).is(2);
        assert!(run.err.contains(&format!("give {what}")), "{}", run.err);
    }
    let missing = ["check", "--document", "missing.yaml", "--page", &from];
    finished(alone(&workspace.path(""), &missing)).is(5);
    // A document is named as it was given, so that annotations find it.
    let changed = workspace.write("page.md", page("maximum: 100", "maximum: 50"));
    let file = "./openapi/things.yaml";
    let check = ["check", "--document", file, "--page", &changed, "--format", "github"];
    let run = finished(alone(&workspace.path(""), &check)).is(1);
    assert!(run.out.starts_with("::error file=openapi/things.yaml,line="), "{}", run.out);
}
