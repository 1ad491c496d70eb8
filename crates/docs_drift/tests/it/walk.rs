//! The life of a finding: accepted, clean, changed again, fixed, stale.

use super::workspace::{Workspace, page, same_page};

#[test]
fn accepted_then_clean_then_changed_again_then_fixed_then_stale() {
    let workspace = Workspace::new();
    let from = workspace.write("page.md", same_page());
    let check = ["check", "--from", &from];
    workspace.job(&check).is(0);

    // The page changes: the check alarms.
    workspace.write("page.md", page("maximum: 100", "maximum: 50"));
    let alarm = workspace.job(&check).is(1);
    assert!(alarm.out.contains("error param-maximum-lowered  query limit"), "{}", alarm.out);
    assert!(alarm.out.ends_with("exit 1: drift\n"), "{}", alarm.out);

    // A person accepts it: clean, and still shown.
    let fingerprint = alarm.fingerprint("param-maximum-lowered");
    let accept = ["accept", &fingerprint, "--reason", "half pages are fine", "--from", &from];
    workspace.run(&accept).is(0);
    let clean = workspace.job(&check).is(0);
    assert!(
        clean.out.contains("accepted error param-maximum-lowered")
            && clean.out.contains("1 accepted"),
        "{}",
        clean.out
    );

    // The page changes the same fact again: the acceptance does not cover it.
    workspace.write("page.md", page("maximum: 100", "maximum: 40"));
    let again = workspace.job(&check).is(1);
    assert_ne!(again.fingerprint("param-maximum-lowered"), fingerprint);

    // The page goes back: the entry is stale. A person sees a note, a job fails.
    workspace.write("page.md", same_page());
    let desk = workspace.run(&check).is(0);
    assert!(desk.out.contains("it is stale"), "{}", desk.out);
    let job = workspace.job(&check).is(6);
    assert!(
        job.out.ends_with("exit 6: the baseline is not valid, expired or stale\n"),
        "{}",
        job.out
    );
    // Pruning fixes it, and a job prunes nothing.
    workspace.job(&["baseline", "prune", "--from", &from]).is(2);
    workspace.run(&["baseline", "prune", "--from", &from]).is(0);
    workspace.job(&check).is(0);
}

#[test]
fn an_acceptance_ends_with_its_day() {
    let workspace = Workspace::new();
    let from = workspace.write("page.md", page("maximum: 100", "maximum: 50"));
    let found = workspace.run(&["check", "--from", &from]).is(1);
    let fingerprint = found.fingerprint("param-maximum-lowered");
    let mut accept = vec!["accept", &fingerprint, "--reason", "for a week", "--from", &from];
    accept.extend(["--until", "2026-11-30", "--today", "2026-11-23"]);
    workspace.run(&accept).is(0);
    workspace.job(&["check", "--from", &from, "--today", "2026-11-30"]).is(0);
    workspace.job(&["check", "--from", &from, "--today", "2026-12-01"]).is(1);
    accept.extend(["--today", "2027-01-01"]);
    let listed = workspace.read("drift-accepted.toml");
    assert!(listed.contains("\"for a week\"") && listed.contains("2026-11-30"), "{listed}");
}

#[test]
fn a_host_is_accepted_only_by_fingerprint_and_with_a_word() {
    let workspace = Workspace::new();
    let from =
        workspace.write("page.md", page("https://api.example.com/v1", "https://evil.example/v1"));
    let found = workspace.run(&["check", "--from", &from]).is(1);
    let fingerprint = found.fingerprint("server-host-changed");
    let accept = |what: &str, more: &[&str]| {
        let mut arguments = vec!["accept", what, "--reason", "we know", "--from", &from];
        arguments.extend(more);
        workspace.run(&arguments)
    };
    assert!(accept(&fingerprint, &[]).is(2).err.contains("--i-checked-host"));
    assert!(accept("*", &["--i-checked-host"]).is(2).err.contains("by its fingerprint"));
    assert!(!workspace.path("drift-accepted.toml").exists());
    accept(&fingerprint, &["--i-checked-host"]).is(0);
    workspace.job(&["check", "--from", &from]).is(0);
    // The word cannot be left out by hand either.
    let text = workspace.read("drift-accepted.toml");
    workspace.write("drift-accepted.toml", text.replace("host_checked = true\n", ""));
    workspace.job(&["check", "--from", &from]).is(6);
}

#[test]
fn a_job_accepts_nothing_and_a_wildcard_takes_the_rest() {
    let workspace = Workspace::new();
    let from =
        workspace.write("page.md", page("minimum: 1, maximum: 100", "minimum: 2, maximum: 50"));
    let all = ["accept", "*", "--reason", "we know", "--from", &from];
    assert!(workspace.job(&all).is(2).err.contains("a job accepts nothing"));
    let done = workspace.run(&all).is(0);
    assert_eq!(done.out.matches("accepted ").count(), 2, "{}", done.out);
    workspace.job(&["check", "--from", &from]).is(0);
    let empty = ["accept", "123456", "--reason", " ", "--from", &from];
    assert!(workspace.run(&empty).is(2).err.contains("reason"));
    let unknown = ["accept", "123456", "--reason", "x", "--from", &from];
    assert!(workspace.run(&unknown).is(2).err.contains("no open finding"));
    let without_reason = ["accept", "123456", "--from", &from];
    workspace.run(&without_reason).is(2);
}

#[test]
fn no_baseline_ignores_accepted_findings() {
    let workspace = Workspace::new();
    let from = workspace.write("page.md", page("maximum: 100", "maximum: 50"));
    workspace.run(&["accept", "*", "--reason", "we know", "--from", &from]).is(0);
    workspace.run(&["check", "--from", &from]).is(0);
    workspace.run(&["check", "--from", &from, "--no-baseline"]).is(1);
}
