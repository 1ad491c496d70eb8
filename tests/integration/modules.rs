//! The modules of every package form no cycle: of two modules in one folder,
//! at most one depends on the other, directly or through others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Names from the root of a package to a module or an item.
type Names = Vec<String>;

/// The modules of one package, as their files say.
#[derive(Default)]
struct Package {
    /// The text of each module.
    modules: BTreeMap<Names, TokenStream>,
    /// What a module re-exports: name by name, the path to the item.
    exports: BTreeMap<Names, Names>,
    /// Modules that are compiled for tests only.
    tests: Vec<Names>,
}

impl Package {
    fn read(source: &Path) -> Self {
        let mut package = Self::default();
        package.read_folder(source, &[]);
        let tests = std::mem::take(&mut package.tests);
        package.modules.retain(|module, _| !tests.iter().any(|test| module.starts_with(test)));
        for (module, tokens) in &package.modules.clone() {
            for path in paths(tokens.clone()).into_iter().filter(|path| path.is_export) {
                if let Some(target) = absolute(module, &path.names, &package) {
                    let name = path.alias.unwrap_or_else(|| path.names.last().unwrap().clone());
                    package.exports.insert([module.as_slice(), &[name]].concat(), target);
                }
            }
        }
        package
    }

    fn read_folder(&mut self, folder: &Path, module: &[String]) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
            let child = match stem.as_str() {
                "lib" | "main" | "mod" => module.to_vec(),
                _ => [module, &[stem]].concat(),
            };
            if path.is_dir() {
                self.read_folder(&path, &child);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let tests = text.split("#[cfg(test)]\nmod ").skip(1);
                let names = tests.map(|rest| rest.split([';', ' ']).next().unwrap().to_owned());
                self.tests.extend(names.map(|name| [child.as_slice(), &[name]].concat()));
                self.modules.insert(child, text.parse().unwrap());
            }
        }
    }

    /// The module in which the item at a path is defined.
    fn home(&self, path: &[String]) -> Names {
        let mut path = path.to_vec();
        // A name that several modules pass up is followed down to its definition.
        for _ in 0..8 {
            let exported = (1..=path.len()).find(|end| self.exports.contains_key(&path[..*end]));
            let Some(end) = exported else { break };
            path = [self.exports[&path[..end]].as_slice(), &path[end..]].concat();
        }
        let is_module = |end: &usize| self.modules.contains_key(&path[..*end]);
        let end = (0..=path.len()).rev().find(is_module).unwrap_or(0);
        path[..end].to_vec()
    }

    /// Which child of a folder uses which other child of it.
    fn uses(&self) -> BTreeMap<Names, BTreeSet<(String, String)>> {
        let mut uses: BTreeMap<Names, BTreeSet<(String, String)>> = BTreeMap::new();
        for (module, tokens) in &self.modules {
            for path in paths(tokens.clone()) {
                let Some(target) = absolute(module, &path.names, self) else { continue };
                let home = self.home(&target);
                let shared = module.iter().zip(&home).take_while(|(a, b)| a == b).count();
                if let (Some(from), Some(to)) = (module.get(shared), home.get(shared)) {
                    let pair = (from.clone(), to.clone());
                    uses.entry(module[..shared].to_vec()).or_default().insert(pair);
                }
            }
        }
        uses
    }
}

/// A path in a file, and whether the file re-exports it.
struct PathUse {
    names: Names,
    alias: Option<String>,
    is_export: bool,
}

/// Every path of a file that has more than one part, test modules aside.
fn paths(tokens: TokenStream) -> Vec<PathUse> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut found = Vec::new();
    let mut at = 0;
    let (mut is_public, mut is_test) = (false, false);
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(word) if word == "pub" => is_public = true,
            TokenTree::Ident(word) if word == "use" => {
                let end = (at..tokens.len()).find(|end| is_punct(&tokens[*end], ';')).unwrap();
                tree(&tokens[at + 1..end], &[], is_public, &mut found);
                (at, is_public, is_test) = (end, false, false);
            }
            TokenTree::Ident(_) => {
                let (names, end) = path(&tokens, at);
                if names.len() > 1 {
                    found.push(PathUse { names, alias: None, is_export: false });
                    at = end - 1;
                }
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                is_test |= group.stream().to_string().replace(' ', "") == "cfg(test)";
                found.extend(paths(group.stream()));
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                if !is_test {
                    found.extend(paths(group.stream()));
                }
                (is_public, is_test) = (false, false);
            }
            TokenTree::Group(group) => found.extend(paths(group.stream())),
            TokenTree::Punct(punct) if punct.as_char() == ';' => {
                (is_public, is_test) = (false, false);
            }
            _ => {}
        }
        at += 1;
    }
    found
}

fn is_punct(token: &TokenTree, wanted: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == wanted)
}

/// The names from here on that `::` joins, and where they end.
fn path(tokens: &[TokenTree], start: usize) -> (Names, usize) {
    let mut names = Vec::new();
    let mut at = start;
    while let Some(TokenTree::Ident(name)) = tokens.get(at) {
        names.push(name.to_string());
        at += 1;
        let joined = tokens.len() > at + 1 && tokens[at..at + 2].iter().all(|t| is_punct(t, ':'));
        if !joined {
            break;
        }
        at += 2;
    }
    (names, at)
}

/// The paths of a `use` declaration.
fn tree(tokens: &[TokenTree], prefix: &[String], is_export: bool, found: &mut Vec<PathUse>) {
    for part in tokens.split(|token| is_punct(token, ',')).filter(|part| !part.is_empty()) {
        let (names, end) = path(part, 0);
        let names = [prefix, &names].concat();
        match part.get(end) {
            Some(TokenTree::Group(group)) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                tree(&inner, &names, is_export, found);
            }
            rest => {
                let renamed = matches!(rest, Some(TokenTree::Ident(word)) if word == "as");
                let alias = renamed.then(|| part[end + 1].to_string());
                found.push(PathUse { names, alias, is_export });
            }
        }
    }
}

/// A path from the root of the package, if it leads into the package.
fn absolute(module: &[String], names: &[String], package: &Package) -> Option<Names> {
    let mut from = module.to_vec();
    let mut rest = names;
    match rest.first()?.as_str() {
        "crate" => (from, rest) = (Vec::new(), &rest[1..]),
        "self" => rest = &rest[1..],
        "super" => {
            while rest.first().is_some_and(|name| name == "super") {
                from.pop();
                rest = &rest[1..];
            }
        }
        name => {
            let child = [module, &[name.to_owned()]].concat();
            if !package.modules.contains_key(&child) {
                return None;
            }
        }
    }
    Some([from.as_slice(), rest].concat())
}

/// The modules that take part in a cycle.
fn cycle(uses: &BTreeSet<(String, String)>) -> BTreeSet<&str> {
    let mut left: BTreeSet<&(String, String)> = uses.iter().collect();
    loop {
        let users: BTreeSet<&str> = left.iter().map(|(from, _)| from.as_str()).collect();
        let used: BTreeSet<&str> = left.iter().map(|(_, to)| to.as_str()).collect();
        let before = left.len();
        left.retain(|(from, to)| used.contains(from.as_str()) && users.contains(to.as_str()));
        if left.len() == before {
            return left.iter().map(|(from, _)| from.as_str()).collect();
        }
    }
}

#[test]
fn no_modules_depend_on_each_other_in_a_cycle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let crates = fs::read_dir(root.join("crates")).unwrap().map(|entry| entry.unwrap().path());
    let mut problems = Vec::new();
    for package in crates.chain([root.join("openapi"), root.join("xtask")]) {
        for (folder, uses) in Package::read(&package.join("src")).uses() {
            let cycle = cycle(&uses);
            if !cycle.is_empty() {
                let within: Vec<_> = uses
                    .iter()
                    .filter(|(a, b)| cycle.contains(a.as_str()) && cycle.contains(b.as_str()))
                    .map(|(a, b)| format!("{a} -> {b}"))
                    .collect();
                let name = package.file_name().unwrap().to_string_lossy();
                problems.push(format!("{name}/{}: {}", folder.join("/"), within.join(", ")));
            }
        }
    }
    assert_eq!(problems, [""; 0], "\n{}", problems.join("\n"));
}

#[test]
fn a_cycle_behind_a_re_export_is_found() {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in [
        ("lib.rs", "mod a; mod b; pub use b::{Thing, Other as Named};"),
        ("a.rs", "use crate::Thing; pub fn f() { b() } fn b() {}"),
        ("b.rs", "pub struct Thing; impl Thing { fn g() { super::a::f(); } }"),
    ] {
        fs::write(folder.path().join(file), text).unwrap();
    }
    let uses = Package::read(folder.path()).uses();
    assert_eq!(cycle(&uses[&Vec::new()]), ["a", "b"].into());
}
