//! What is published now, on a site on loopback: found by title and path,
//! compared, and kept as facts.

use super::site::{Site, ok, status};
use super::workspace::{Workspace, page, published, same_page};

const MARKDOWN: &str = "text/markdown";
const AT: &str = "/reference/get-things.md";

/// A site with an index that leads to a page.
fn site(page: &str) -> Site {
    let site = Site::start();
    let index = format!(
        "# Docs\n- [Get other things](/reference/other.md)\n- [Get things]({}/reference/things_get.md): words\n",
        site.origin()
    );
    site.on("/llms.txt", vec![ok("text/plain", index)]);
    site.on("/reference/things_get.md", vec![ok(MARKDOWN, page)]);
    site.on("/files/things.yaml", vec![ok("application/yaml", published())]);
    site
}

#[test]
fn the_page_is_found_through_the_index_and_compared() {
    let workspace = Workspace::new();
    let good = site(&same_page());
    workspace.job(&["check", "--fetch", "--site", &good.origin()]).is(0);
    let changed = site(&page("maximum: 100", "maximum: 50"));
    let run =
        workspace.job(&["check", "--fetch", "--site", &changed.origin(), "--source", "md"]).is(1);
    assert!(run.out.contains("param-maximum-lowered"), "{}", run.out);
    // Page and document disagree: both are named.
    let run = workspace.job(&["check", "--fetch", "--site", &changed.origin()]).is(1);
    assert!(run.out.contains("docs-forms-disagree"), "{}", run.out);
    let raw = ["check", "--fetch", "--site", &changed.origin(), "--source", "raw"];
    workspace.job(&raw).is(0);
    // If the document cannot be fetched, the page is compared.
    good.on("/files/things.yaml", vec![status(404, "x", "y")]);
    let run = workspace.job(&["check", "--fetch", "--site", &good.origin()]).is(0);
    assert!(run.err.contains("only the page is compared"), "{}", run.err);
}

#[test]
fn the_lists_of_a_site_below_a_path_are_read_there() {
    let workspace = Workspace::new();
    let site = Site::start();
    let at = format!("{}/docs/reference/get-things", site.origin());
    site.on("/docs/reference/get-things.md", vec![ok(MARKDOWN, same_page())]);
    site.on("/docs/files/things.yaml", vec![ok("application/yaml", published())]);
    let index = format!("- [Get things]({at}.md)\n");
    let relative = "- [Get things](./reference/get-things.md)\n".to_owned();
    let map = format!("<urlset><url><loc>{at}</loc></url></urlset>");
    for (list, media, text) in [
        ("llms.txt", "text/plain", index),
        ("llms.txt", "text/plain", relative),
        ("sitemap.xml", "application/xml", map),
    ] {
        site.on("/docs/llms.txt", vec![status(404, "x", "y")]);
        site.on(&format!("/docs/{list}"), vec![ok(media, text)]);
        // The lists of the whole host know nothing of it.
        site.on("/llms.txt", vec![ok("text/plain", "# Elsewhere\n")]);
        for end in ["/docs", "/docs/"] {
            let base = format!("{}{end}", site.origin());
            let check = workspace.job(&["check", "--fetch", "--site", &base]).is(0);
            assert_eq!(check.err, "", "{list}");
        }
    }
}

#[test]
fn the_page_is_found_by_index_then_map_then_where_it_was_last_seen() {
    let workspace = Workspace::new();
    let site = site(&same_page());
    let origin = site.origin();
    let locate = || workspace.run(&["locate", "--site", &origin]);
    assert!(locate().is(0).out.contains("/reference/things_get.md (found in llms.txt)"));

    site.on("/llms.txt", vec![ok("text/plain", "# Docs without it\n")]);
    let map = format!("<urlset><url><loc>{origin}/reference/get-things</loc></url></urlset>");
    site.on("/sitemap.xml", vec![ok("application/xml", map)]);
    site.on(AT, vec![ok(MARKDOWN, same_page())]);
    assert!(locate().is(0).out.contains("(found in sitemap.xml)"));

    site.on("/sitemap.xml", vec![ok("application/xml", "<urlset/>")]);
    assert!(locate().is(0).out.contains("(found in x-provenance)"));

    site.on(AT, vec![ok(MARKDOWN, "# Get things\n\nno block any more\n")]);
    assert!(locate().is(4).out.contains("not found"));
}

#[test]
fn the_page_is_found_after_the_reference_has_moved() {
    let workspace = Workspace::new();
    let document = workspace.read("openapi/things.yaml");
    let (from, to) = ("/reference/get-things.md", "/api-reference/things/id_things_get.md");
    workspace.write("openapi/things.yaml", document.replace(from, to));
    let markdown = ok(MARKDOWN, same_page());
    for prefix in ["/api-reference", "/wallets-api"] {
        let at = format!("{prefix}/things/id_things_get");
        for (list, entry, via) in [
            ("/llms.txt", format!("- [Get things]({at}.md)\n"), "llms.txt"),
            ("/llms.txt", format!("- [List things]({at}.md)\n"), "llms.txt"),
            ("/sitemap.xml", format!("<urlset><loc>{at}</loc></urlset>"), "sitemap.xml"),
            ("/other", String::new(), "x-provenance"),
        ] {
            // Where pages move to is known to the project alone.
            if via == "x-provenance" && prefix != "/api-reference" {
                continue;
            }
            let site = Site::start();
            let media = if list.ends_with("xml") { "application/xml" } else { "text/plain" };
            site.on(
                list,
                vec![ok(media, entry.replace("<loc>", &format!("<loc>{}", site.origin())))],
            );
            site.on(&format!("{at}.md"), vec![markdown.clone()]);
            let run = workspace.run(&["locate", "--site", &site.origin()]).is(0);
            assert!(run.out.contains(&format!("{at}.md (found in {via})")), "{}", run.out);
            let check = ["check", "--fetch", "--source", "md", "--site", &site.origin()];
            workspace.job(&check).is(0);
        }
    }
}

#[test]
fn a_page_with_the_title_and_another_path_is_drift() {
    let workspace = Workspace::new();
    let moved = page("/things/{id}:", "/items/{id}:");
    let site = site(&moved);
    let run =
        workspace.job(&["check", "--fetch", "--source", "md", "--site", &site.origin()]).is(1);
    assert!(run.out.contains("op-path-changed"), "{}", run.out);
}

#[test]
fn a_site_that_is_down_is_unavailable_and_never_drift() {
    let workspace = Workspace::new();
    let site = Site::start();
    for reply in [
        status(404, "x", "y"),
        status(403, "x", "y"),
        status(301, "location", "https://evil.example/"),
        ok("text/html", "<!doctype html>sorry"),
    ] {
        for path in ["/llms.txt", "/sitemap.xml", AT] {
            site.on(path, vec![reply.clone()]);
        }
        let run = workspace.job(&["check", "--fetch", "--site", &site.origin()]).is(3);
        assert!(run.out.contains("exit 3: a source could not be reached"), "{}", run.out);
    }
    let gone = site.origin();
    drop(site);
    workspace.job(&["check", "--fetch", "--site", &gone]).is(3);
}

#[test]
fn a_page_that_is_gone_or_cut_on_a_site_that_is_up_is_loud() {
    let workspace = Workspace::new();
    // Neither a site map nor the address where the page was last seen is there.
    let retitled = site(&same_page());
    retitled.on("/llms.txt", vec![ok("text/plain", "- [List things](/reference/things_get.md)\n")]);
    let gone = site("# Page not found\n\nSorry\n");
    let cut = site(same_page().trim_end().trim_end_matches('`'));
    for site in [retitled, gone, cut] {
        let run = workspace.job(&["check", "--fetch", "--site", &site.origin()]).is(4);
        assert!(run.out.contains("the index has no page"), "{}", run.out);
    }
}

#[test]
fn a_snapshot_has_facts_and_none_of_the_words() {
    let workspace = Workspace::new();
    let site = site(&same_page());
    let origin = site.origin();
    let fetch = ["fetch", "--write", "--site", &origin, "--today", "2026-11-23"];
    assert!(workspace.job(&fetch).is(2).err.contains("a job writes no snapshots"));
    workspace.run(&fetch).is(0);
    let snapshot = workspace.read("openapi/upstream/get-things.json");
    for words in ["How many there may be", "Which one is meant", "Where to begin"] {
        assert!(!snapshot.contains(words), "{words}");
    }
    assert!(snapshot.contains("\"fetched_at\": \"2026-11-23\""));
    // Offline is the default, and the snapshot is what it compares with.
    workspace.job(&["check"]).is(0);
    let document = workspace.read("openapi/things.yaml");
    workspace.write("openapi/things.yaml", document.replace("maximum: 100", "maximum: 200"));
    workspace.job(&["check"]).is(1);
    workspace.write("openapi/things.yaml", document);

    let same = workspace.run(&["fetch", "--site", &origin]).is(0);
    assert!(same.out.contains("the same facts"), "{}", same.out);
    site.on("/files/things.yaml", vec![ok("application/yaml", published().replace("100", "50"))]);
    assert!(workspace.run(&["fetch", "--site", &origin]).is(1).out.contains("other facts"));
}

#[test]
fn a_page_that_is_damaged_makes_no_snapshot() {
    let workspace = Workspace::new();
    let from = workspace.write(
        "page.md",
        page("{type: integer, minimum: 1, maximum: 100, default: 10}", "{$ref: '#/gone'}"),
    );
    workspace.run(&["fetch", "--write", "--from", &from]).is(4);
    assert!(!workspace.path("openapi/upstream").exists());
}
