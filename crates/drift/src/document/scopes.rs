//! Scopes that a description lists in its prose.

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
