//! Scopes that a description lists in its prose.

/// Returns the scopes of a list after a line `scopes:`, and the range of its lines.
fn listed(description: &str) -> Option<(Vec<&str>, std::ops::Range<usize>)> {
    let lines: Vec<&str> = description.lines().collect();
    let head = lines.iter().position(|line| {
        let line = line.trim_matches(['*', ' ', '\t', '#', '>', '_']);
        let label = line.split(':').next().unwrap_or(line);
        line.contains(':')
            && (label.eq_ignore_ascii_case("scopes") || label.eq_ignore_ascii_case("scope"))
    })?;
    let after = lines[head].split_once(':').map_or("", |(_, after)| after);
    let mut scopes: Vec<&str> = after.split([',', ' ']).filter_map(scope).collect();
    let mut end = head + 1;
    for line in &lines[head + 1..] {
        let line = line.trim_matches(['>', ' ', '\t']);
        match line.strip_prefix(['-', '*', '+']) {
            Some(item) => scopes.extend(scope(item)),
            None if line.is_empty() => {}
            None => break,
        }
        end += 1;
    }
    (!scopes.is_empty()).then_some((scopes, head..end))
}

fn scope(item: &str) -> Option<&str> {
    let item = item.trim_matches(['`', '*', ' ', '\t', '.', '"', '\'']);
    let shaped = !item.is_empty()
        && item.contains(':')
        && item.chars().all(|c| c.is_ascii_alphanumeric() || ":_-./*".contains(c));
    shaped.then_some(item)
}

/// Returns the scopes that a description lists.
pub(crate) fn of(description: &str) -> Option<Vec<String>> {
    listed(description).map(|(scopes, _)| scopes.into_iter().map(str::to_owned).collect())
}

/// Returns the description without its list of scopes, which is a fact of its own.
pub(crate) fn without(description: &str) -> String {
    let Some((_, taken)) = listed(description) else { return description.to_owned() };
    let kept = description.lines().enumerate().filter(|(at, _)| !taken.contains(at));
    kept.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{of, without};

    #[test]
    fn scopes_are_read_from_a_list_and_taken_out_of_the_words() {
        let text = "Lists things\n\n**scopes:**\n- admin:things\n* `read:things`\n\nMore words";
        assert_eq!(of(text).unwrap(), ["admin:things", "read:things"]);
        assert_eq!(without(text), "Lists things\n\nMore words");
    }

    #[test]
    fn scopes_may_stand_on_one_line() {
        assert_eq!(
            of("scopes: admin:things, read:things").unwrap(),
            ["admin:things", "read:things"]
        );
    }

    #[test]
    fn prose_about_scopes_is_no_list() {
        assert_eq!(of("The scopes: see elsewhere"), None);
        assert_eq!(without("No list here"), "No list here");
    }
}
