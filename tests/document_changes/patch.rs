//! The blocks of code in a guide, applied to a workspace.
//!
//! A block belongs to the file that the line above it names in backticks: a
//! block of `diff` changes it, any other is the whole of a new file.

use crate::copy::Workspace;

/// A block of code, with the file that it belongs to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) file: String,
    pub(crate) language: String,
    pub(crate) text: String,
}

/// Returns the blocks below a heading, in order, that name a file or are commands.
pub(crate) fn blocks(guide: &str, heading: &str) -> Vec<Block> {
    let (_, section) = guide.split_once(&format!("\n{heading}\n")).expect("the guide has it");
    let section = section.split("\n## ").next().unwrap();
    let (mut found, mut file, mut open) = (Vec::new(), String::new(), None::<Block>);
    for line in section.lines() {
        // A block in a list is as deep as the list.
        let bare = line.strip_prefix("   ").unwrap_or(line);
        match (&mut open, bare.strip_prefix("```")) {
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(block), None) => block.text.push_str(&format!("{bare}\n")),
            (None, Some(language)) => {
                let (file, language) = (std::mem::take(&mut file), language.to_owned());
                open = Some(Block { file, language, text: String::new() });
            }
            (None, None) => {
                let named = line.split('`').nth(1).filter(|name| name.contains('/'));
                if let Some(name) = named {
                    file = name.to_owned();
                }
            }
        }
    }
    found
}

/// Applies a block to the workspace.
pub(crate) fn apply(workspace: &Workspace, block: &Block) {
    if block.language != "diff" {
        assert!(!workspace.has(&block.file), "{} exists", block.file);
        return workspace.write(&block.file, &block.text);
    }
    let side = |sign: char| -> String {
        let lines = block.text.lines().filter(|line| line.starts_with([' ', sign]));
        lines.map(|line| format!("{}\n", &line[1..])).collect()
    };
    workspace.edit(&block.file, &side('-'), &side('+'));
}
