//! Amounts and currencies: printed and parsed without rounding.

use dintero_cards::{Currency, Money};

fn print(minor: i64, currency: &str) -> String {
    Money { minor, currency: currency.parse().unwrap() }.to_string()
}

#[test]
fn amounts_print_with_the_decimal_places_of_their_currency() {
    assert_eq!(print(50_000, "NOK"), "500.00 NOK");
    assert_eq!(print(5, "sek"), "0.05 SEK");
    assert_eq!(print(-1_205, "EUR"), "-12.05 EUR");
    assert_eq!(print(500, "JPY"), "500 JPY");
    assert_eq!(print(500, "KWD"), "0.500 KWD");
    assert_eq!(print(i64::MIN, "USD"), "-92233720368547758.08 USD");
}

#[test]
fn a_printed_amount_parses_to_the_same_amount() {
    for currency in ["NOK", "JPY", "KWD", "CLF", "XAU"] {
        for minor in [0, 1, -1, 99, 100, -12_345, i64::MAX, i64::MIN] {
            let text = print(minor, currency);
            let money: Money = text.parse().unwrap();
            assert_eq!((money.minor, money.to_string()), (minor, text));
        }
    }
    assert_eq!("7 NOK".parse::<Money>().unwrap().minor, 700);
}

#[test]
fn a_text_that_is_not_an_exact_amount_is_refused() {
    for text in [
        "",
        "NOK",
        "500",
        "500.001 NOK",
        "1.5 JPY",
        "5. NOK",
        ".5 NOK",
        "1,5 NOK",
        "1e3 NOK",
        "--1 NOK",
        "+1 NOK",
        "- 1 NOK",
        "1  NOK",
        "1 ZZZ",
        "92233720368547758.08 USD",
        "٣ NOK",
    ] {
        assert!(text.parse::<Money>().is_err(), "{text}");
    }
}

#[test]
fn sums_of_different_currencies_or_beyond_64_bits_are_none() {
    let money = |minor, currency: &str| Money { minor, currency: currency.parse().unwrap() };
    assert_eq!(money(1, "NOK").checked_add(money(2, "NOK")), Some(money(3, "NOK")));
    assert_eq!(money(1, "NOK").checked_sub(money(2, "NOK")), Some(money(-1, "NOK")));
    assert_eq!(money(1, "NOK").checked_add(money(2, "SEK")), None);
    assert_eq!(money(i64::MAX, "NOK").checked_add(money(1, "NOK")), None);
}

#[test]
fn letters_that_are_not_a_currency_are_refused() {
    for text in ["", "NO", "NOKK", "ZZZ", "N0K", "ÆØÅ", " NOK"] {
        assert!(text.parse::<Currency>().is_err(), "{text}");
    }
    assert_eq!("nok".parse::<Currency>().map(Currency::code), Ok("NOK"));
}
