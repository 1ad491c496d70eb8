//! The addresses in the index of pages and in the site map.

/// Most addresses that are read from one index: ten times a large documentation.
const MAX_LINKS: usize = 5_000;

/// Returns title and address of links `[title](address)`; a line may have several.
pub(super) fn links(index: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for line in index.lines() {
        let mut rest = line;
        while let Some((title, after)) = rest.split_once("](") {
            let Some((url, after)) = after.split_once(')') else { break };
            let title = title.rsplit('[').next().unwrap_or(title);
            if found.len() == MAX_LINKS {
                return found;
            }
            found.push((title.trim(), url.trim()));
            rest = after;
        }
    }
    found
}

/// Returns the addresses between `<loc>` and `</loc>`.
pub(super) fn locations(map: &str) -> Vec<String> {
    let each = map.split("<loc>").skip(1).filter_map(|part| part.split_once("</loc>"));
    each.map(|(url, _)| url.trim().to_owned()).take(MAX_LINKS).collect()
}

#[cfg(test)]
mod tests {
    use super::{links, locations};

    #[test]
    fn an_index_is_read_link_by_link() {
        let index =
            "# Docs\n- [Get things](https://x/a.md): words\n- [B](/b.md) and [C](/c.md)\n[broken](";
        assert_eq!(
            links(index),
            [("Get things", "https://x/a.md"), ("B", "/b.md"), ("C", "/c.md")]
        );
    }

    #[test]
    fn a_site_map_is_read_location_by_location() {
        let map = "<urlset><url><loc> https://x/a </loc></url><url><loc>https://x/b</loc></url>";
        assert_eq!(locations(map), ["https://x/a", "https://x/b"]);
    }
}
