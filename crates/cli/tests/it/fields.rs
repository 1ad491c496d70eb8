//! The choice of fields, and the order by one.

use crate::binary::run;

#[test]
fn fields_are_chosen_and_left_out_in_every_format() {
    let list = |arguments: &[&str]| run(&[&["list", "--sandbox=2"], arguments].concat()).out;
    let fields = ["--fields", "currency,amount,metadata"];
    assert!(
        list(&[&fields[..], &["-o", "csv"]].concat()).starts_with("currency,amount,metadata\n")
    );
    let lines = list(&[&fields[..], &["-o", "ndjson"]].concat());
    assert!(lines.lines().all(|line| line.starts_with(r#"{"currency":"#)), "{lines}");
    let table = list(&["--fields", "status,id", "--without", "id"]);
    assert!(table.starts_with(" status\n"), "{table}");
    let json = list(&["--without", "customer_id,name", "-o", "json"]);
    assert!(json.contains("card_id") && !json.contains("customer_id"), "{json}");
    assert_eq!(run(&["list", "--sandbox", "--fields", "colour"]).code, Some(2));
}

#[test]
fn cards_are_sorted_by_a_field() {
    let sorted = |order: &str| {
        let ran =
            run(&["list", "--sandbox=50", "-o", "csv", "--fields", "amount", "--sort", order]);
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let (up, down) = (sorted("expires_at"), sorted("-expires_at"));
    assert_eq!(up.len(), 50);
    assert_ne!(up, down);
    assert!(run(&["list", "--sandbox", "--sort", "colour"]).err.contains("invalid value 'colour'"));
}

#[test]
fn a_field_has_the_name_that_stands_above_its_column_too() {
    let header = |arguments: &[&str]| {
        let ran = run(&[&["list", "--sandbox=3"], arguments].concat());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        ran.out.lines().next().unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(header(&["--fields", "card_id,balance", "-vv"]), "card_id balance");
    assert_eq!(header(&["--fields", "amount_balance,pending", "--without", "pending"]), "balance");
    let sorted = |field: &str| run(&["list", "--sandbox=30", "--sort", field]).out;
    assert_eq!(sorted("-available"), sorted("-amount_available"));
    assert_ne!(sorted("available"), sorted("-available"));
    let ran = run(&["list", "--sandbox", "--sort", "-balanc"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("possible values: card_id") && !ran.err.contains(" -card_id"));
}
