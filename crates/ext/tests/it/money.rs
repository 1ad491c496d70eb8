//! Amounts and currencies: printed and parsed without rounding.

use dintero_cards::{Card, CardAmounts as _, CardCurrency, Currency, Money, Sums};

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

#[test]
fn sums_are_kept_by_currency_and_do_not_overflow() {
    let money = |minor, currency: &str| Money { minor, currency: currency.parse().unwrap() };
    let mut sums: Sums =
        [money(i64::MAX, "NOK"), money(1, "NOK"), money(-5, "SEK")].into_iter().collect();
    sums.extend([money(7, "JPY")]);
    assert_eq!(sums.to_string(), "7 JPY, 92233720368547758.08 NOK, -0.05 SEK");
    assert_eq!(sums.get("NOK".parse().unwrap()), i128::from(i64::MAX) + 1);
    assert_eq!(sums.get("EUR".parse().unwrap()), 0);
    assert_eq!(sums.iter().count(), 3);
}

#[test]
fn an_absent_currency_and_an_unknown_one_are_different() {
    let card = |json: &str| serde_json::from_str::<Card>(json).unwrap();
    assert_eq!(card(r#"{"amount":1}"#).card_currency(), CardCurrency::Absent);
    let points = card(r#"{"amount":1,"currency":"POINTS"}"#);
    assert_eq!((points.card_currency(), points.amount()), (CardCurrency::Unknown("POINTS"), None));
    assert!(!format!("{:?}", points.card_currency()).contains("POINTS"));
    let known = card(r#"{"amount":1,"currency":"nok"}"#);
    assert_eq!(known.card_currency(), CardCurrency::Known("NOK".parse().unwrap()));
}
