//! Generates the client from the documents, with the function that
//! `cargo xtask regen` calls for the committed text.

#[cfg(feature = "generate")]
#[expect(clippy::disallowed_methods, reason = "cargo passes OUT_DIR by environment")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = std::env::var("OUT_DIR").map(std::path::PathBuf::from);
    let folder = folder.expect("cargo sets OUT_DIR for every build script");
    for document in dintero_cards_openapi::DOCUMENTS.iter().copied() {
        let module = dintero_cards_codegen::module_name(document.file);
        match dintero_cards_codegen::generate(document) {
            Ok(text) => {
                let path = folder.join(module).with_extension("rs");
                if let Err(error) = std::fs::write(&path, text) {
                    println!("cargo::error={} cannot be written: {error}", path.display());
                }
            }
            Err(error) => println!("cargo::error={error}"),
        }
    }
}

#[cfg(not(feature = "generate"))]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
}
