//! Profiles, and the settings in force.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::binary::{Ran, Served, command};

fn settings(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = command(arguments);
    command.env("XDG_CONFIG_HOME", folder);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    settings(folder, arguments).output().unwrap().into()
}

fn add(folder: &Path, sandbox: &Served, name: &str) -> Ran {
    let mut child = settings(
        folder,
        &[
            "profile",
            "add",
            name,
            "--account-id",
            sandbox.text("account_id"),
            "--client-id",
            sandbox.text("client_id"),
            "--base-url",
            sandbox.text("base_url"),
            "--auth-url",
            sandbox.text("auth_url"),
            "--time-zone",
            "Europe/Oslo",
        ],
    )
    .stdin(Stdio::piped())
    .stdout(Stdio::piped())
    .stderr(Stdio::piped())
    .spawn()
    .unwrap();
    writeln!(child.stdin.take().unwrap(), "{}", sandbox.text("client_secret")).unwrap();
    child.wait_with_output().unwrap().into()
}

#[test]
fn a_profile_lists_cards_without_any_variable() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Served::start(&["-q", "--cards", "3"]);
    let added = add(folder.path(), &sandbox, "books");
    assert_eq!((added.code, added.out.as_str()), (Some(0), ""), "{}", added.err);
    let listed = run(folder.path(), &["list"]);
    assert_eq!(listed.code, Some(0), "{}", listed.err);
    assert!(listed.out.ends_with("times in Europe/Oslo\n3 cards\n"), "{}", listed.out);
    assert_eq!(run(folder.path(), &["report", "--profile", "books"]).code, Some(0));
    // So do the steps below a command.
    let plan = folder.path().join("plan.json");
    let plan = plan.to_str().unwrap();
    let step = ["export", "plan", "--format", "csv", "--out", plan];
    assert_eq!(run(folder.path(), &step).code, Some(0));
    let named = run(folder.path(), &[&step[..], &["--profile", "shop"]].concat());
    assert!(named.err.contains("there is no profile shop"), "{}", named.err);
    // A flag precedes the environment, and the environment the profile.
    let variable =
        settings(folder.path(), &["list"]).env("DINTERO_TIME_ZONE", "Asia/Tokyo").output();
    assert!(Ran::from(variable.unwrap()).out.contains("times in Asia/Tokyo"));
    let secret = settings(folder.path(), &["list"]).env("DINTERO_CLIENT_SECRET", "wrong").output();
    assert_eq!(Ran::from(secret.unwrap()).code, Some(3));
    let unknown = run(folder.path(), &["list", "--profile", "lost"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.err.contains("no profile lost; the profiles are: books"), "{}", unknown.err);
}

#[test]
fn profiles_are_listed_chosen_and_removed() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Served::start(&["-q"]);
    assert_eq!(run(folder.path(), &["profile", "list"]).out, "");
    for name in ["books", "shop"] {
        assert_eq!(add(folder.path(), &sandbox, name).code, Some(0));
    }
    assert_eq!(
        run(folder.path(), &["profile", "list"]).out,
        "* books  T12345678\n  shop   T12345678\n"
    );
    assert_eq!(run(folder.path(), &["profile", "use", "shop"]).code, Some(0));
    assert_eq!(run(folder.path(), &["profile", "remove", "books"]).code, Some(0));
    assert_eq!(run(folder.path(), &["profile", "list"]).out, "* shop  T12345678\n");
    assert!(!folder.path().join("dintero-cards/books.secret").exists());
    for action in ["use", "remove"] {
        assert_eq!(run(folder.path(), &["profile", action, "books"]).code, Some(2));
    }
    assert_eq!(add(folder.path(), &sandbox, "../books").code, Some(2));
    fs::write(folder.path().join("dintero-cards/profiles.toml"), "default = 3").unwrap();
    let broken = run(folder.path(), &["profile", "list"]);
    assert_eq!((broken.code, broken.err.lines().count()), (Some(2), 1), "{}", broken.err);
}

#[test]
fn no_value_of_a_file_of_settings_is_printed_when_it_is_refused() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = folder.path().join("dintero-cards/profiles.toml");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    for (text, line) in [
        ("[profile.books]\nclient_secret = \"canary\"", 2),
        ("default = \"books\"\n\nprofile = \"canary\"", 3),
        ("[profile]\nbooks = \"canary\"", 2),
        ("[profile.books]\nclient_secret = canary", 2),
    ] {
        fs::write(&file, text).unwrap();
        // The default of a file that cannot be read may name another account.
        for arguments in [&["profile", "list"][..], &["list", "--sandbox"]] {
            let ran = run(folder.path(), arguments);
            assert_eq!((ran.code, ran.err.contains("canary")), (Some(2), false), "{}", ran.err);
            assert!(ran.err.contains(&format!("line {line}: ")), "{}", ran.err);
        }
        let numbers = ["report", "--sandbox", "--account-numbers", file.to_str().unwrap()];
        let ran = run(other.path(), &numbers);
        assert_eq!((ran.code, ran.err.contains("canary")), (Some(2), false), "{}", ran.err);
    }
}

#[test]
fn a_base_url_that_may_hold_a_secret_is_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    for url in ["https://user:canary@localhost/v1", "https://localhost/v1?key=canary"] {
        for flag in ["--base-url", "--auth-url"] {
            let ran = run(folder.path(), &["config", flag, url]);
            assert_eq!((ran.code, ran.out.contains("canary")), (Some(0), false), "{}", ran.out);
            assert!(ran.out.contains("(hidden: not a base URL)"), "{}", ran.out);
        }
    }
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_a_secret() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Served::start(&["-q"]);
    add(folder.path(), &sandbox, "books");
    for file in ["books.secret", "profiles.toml"] {
        let path = folder.path().join("dintero-cards").join(file);
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{file}");
        let has_secret = fs::read_to_string(path).unwrap().contains(sandbox.text("client_secret"));
        assert_eq!(has_secret, file == "books.secret");
    }
}

#[test]
fn the_settings_in_force_have_their_sources_and_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let nothing = run(folder.path(), &["config"]);
    assert_eq!(nothing.code, Some(0), "{}", nothing.err);
    assert!(nothing.out.contains("base_url       https://api.dintero.com/v1"), "{}", nothing.out);
    assert!(nothing.out.contains("\naccount_id     not set\n"), "{}", nothing.out);
    let sandbox = Served::start(&["-q"]);
    add(folder.path(), &sandbox, "books");
    let shown = settings(folder.path(), &["config", "--account-id", "P00000001"])
        .env("DINTERO_TIME_ZONE", "Asia/Tokyo")
        .env("DINTERO_ACCESS_TOKEN", "canary")
        .output()
        .unwrap();
    let shown = Ran::from(shown).out;
    let source = |name: &str| {
        let line = shown.lines().find(|line| line.starts_with(name)).unwrap();
        let words: Vec<&str> = line.split("  ").filter(|word| !word.is_empty()).collect();
        (words[1].trim().to_owned(), words[2].trim().to_owned())
    };
    let pair = |value: &str, source: &str| (value.to_owned(), source.to_owned());
    assert_eq!(source("account_id"), pair("P00000001", "flag"));
    assert_eq!(source("time_zone"), pair("Asia/Tokyo", "environment"));
    assert_eq!(source("client_id"), pair(sandbox.text("client_id"), "profile books"));
    assert_eq!(source("access_token"), pair("(hidden)", "environment"));
    assert!(!shown.contains("canary") && !shown.contains(sandbox.text("client_secret")));
}

#[test]
fn profiles_that_are_added_at_once_are_all_kept() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Served::start(&["-q"]);
    std::thread::scope(|scope| {
        for number in 0..8 {
            let (folder, sandbox) = (folder.path(), &sandbox);
            scope.spawn(move || {
                let added = add(folder, sandbox, &format!("p{number}"));
                assert_eq!(added.code, Some(0), "{}", added.err);
            });
        }
    });
    assert_eq!(run(folder.path(), &["profile", "list"]).out.lines().count(), 8);
}

#[test]
fn a_profile_whose_name_leads_elsewhere_is_refused() {
    for name in ["../books", "a/b", r"a\\b", ".."] {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("dintero-cards");
        fs::create_dir(&own).unwrap();
        let text = format!("[profile.\"{name}\"]\naccount_id = \"T12345678\"\nclient_id = \"c\"\n");
        fs::write(own.join("profiles.toml"), text).unwrap();
        let ran = run(folder.path(), &["profile", "list"]);
        assert_eq!(ran.code, Some(2), "{name}: {}", ran.err);
        assert!(ran.err.contains("cannot be the name of a profile"), "{}", ran.err);
    }
}

#[test]
fn the_environment_is_not_kept_in_a_profile() {
    let folder = tempfile::tempdir().unwrap();
    let sandbox = Served::start(&["-q"]);
    let secret = folder.path().join("secret");
    fs::write(&secret, sandbox.text("client_secret")).unwrap();
    let arguments = ["profile", "add", "books", "--account-id", "T12345678", "--client-id", "c"];
    let mut first = settings(folder.path(), &arguments);
    first
        .arg("--client-secret-file")
        .arg(&secret)
        .env("DINTERO_BASE_URL", sandbox.text("base_url"));
    assert_eq!(
        Ran::from(first.env("DINTERO_TIME_ZONE", "Asia/Tokyo").output().unwrap()).code,
        Some(0)
    );
    let kept = fs::read_to_string(folder.path().join("dintero-cards/profiles.toml")).unwrap();
    let profile = "[profile.books]\naccount_id = \"T12345678\"\nclient_id = \"c\"\n";
    assert_eq!(kept, format!("default = \"books\"\n\n{profile}"));
    // Nor are the settings of the profile in force.
    assert_eq!(add(folder.path(), &sandbox, "shop").code, Some(0));
    let other = [&["profile", "add", "other"], &arguments[3..]].concat();
    let mut other = settings(folder.path(), &[&other[..], &["--profile", "shop"]].concat());
    let other = other.arg("--client-secret-file").arg(&secret).output().unwrap();
    assert_eq!(Ran::from(other).code, Some(0));
    let kept = fs::read_to_string(folder.path().join("dintero-cards/profiles.toml")).unwrap();
    assert!(kept.contains(&profile.replace("books", "other")), "{kept}");
    for (more, words) in [(["--time-zone", "Oslo"], "not a time zone"), (["--sandbox", ""], "")] {
        let mut add = settings(folder.path(), &[&arguments[..], &more].concat());
        let ran = Ran::from(add.env("DINTERO_ACCOUNT_ID", "T12345678").output().unwrap());
        assert_eq!((ran.code, ran.err.contains(words)), (Some(2), true), "{}", ran.err);
    }
}

#[cfg(not(feature = "keyring"))]
#[test]
fn a_program_without_the_keyring_says_how_to_get_one_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret");
    fs::write(&secret, "canary").unwrap();
    let own = folder.path().join("dintero-cards");
    let arguments = ["profile", "add", "books", "--account-id", "T12345678", "--client-id", "c"];
    let mut add = settings(folder.path(), &[&arguments[..], &["--keyring"]].concat());
    let added = Ran::from(add.arg("--client-secret-file").arg(&secret).output().unwrap());
    let profile = "account_id = \"T12345678\"\nclient_id = \"c\"\nsecret = \"keyring\"\n";
    assert!(!own.join("profiles.toml").exists() && !own.join("books.secret").exists());
    fs::write(own.join("profiles.toml"), format!("[profile.books]\n{profile}")).unwrap();
    let listed = run(folder.path(), &["list", "--profile", "books"]);
    for ran in [added, listed] {
        assert_eq!(
            (ran.code, ran.err.contains("--features keyring")),
            (Some(2), true),
            "{}",
            ran.err
        );
    }
}
