//! Measuring begins only where there is something to measure.

use crate::Workspace;

#[test]
fn weight_without_a_workspace_is_status_3_and_without_a_run_it_is_2() {
    let workspace = Workspace::new();
    let (code, out, err) = workspace.run_with_cargo(env!("CARGO"), &["weight", "--runs", "1"]);
    assert_eq!((code, out.as_str()), (3, ""), "{err}");
    assert!(err.ends_with("error: cargo fetch failed; its own message is above\n"), "{err}");
    assert_eq!(workspace.run(&["weight", "--runs", "0"]).0, 2);
}
