//! Malformed cards go into a file of their own.

use dintero_cards::{AccessToken, CardFilter, CardsClient};
use dintero_cards_arrow::{MalformedWriter, ParquetWriter};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A page with two cards and three that cannot be decoded: a text for an amount, an amount
/// that is too large, and bytes that are not UTF-8.
const PAGE: &[u8] = b"{\"cards\":[{\"amount\":1},{\"amount\":\"\xc3\xa6\n\"},{\"amount\":2},\
    {\"amount\":9223372036854775808},{\"name\":\"\xff\"}]}";

/// Sends one page to one client.
async fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.read(&mut [0; 4_096]).await.unwrap();
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            PAGE.len()
        );
        stream.write_all(&[head.as_bytes(), PAGE].concat()).await.unwrap();
    });
    url
}

#[tokio::test]
async fn a_malformed_card_is_written_apart_with_its_page_path_and_bytes() {
    let client = CardsClient::builder("T12345678")
        .base_url(server().await)
        .token_source(AccessToken::new("token"))
        .build()
        .unwrap();
    let page = client.list_cards(CardFilter::new()).page().await.unwrap();
    let mut writer = ParquetWriter::new(Vec::new()).unwrap();
    page.cards().iter().for_each(|card| writer.write(card).unwrap());
    assert_eq!(writer.finish().unwrap().rows, 2);
    let mut aside = MalformedWriter::new(Vec::new());
    page.malformed_cards().iter().for_each(|card| aside.write(7, card).unwrap());
    let (file, count) = aside.finish().unwrap();
    assert_eq!(count, 3);
    let text = String::from_utf8(file).unwrap();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let expected = [
        json!({"page": 7, "path": "cards[1].amount", "json": "{\"amount\":\"æ\n\"}"}),
        json!({"page": 7, "path": "cards[3].amount", "json": "{\"amount\":9223372036854775808}"}),
        json!({"page": 7, "path": "cards[4].name", "json": "{\"name\":\"\u{fffd}\"}",
            "bytes": "7b226e616d65223a22ff227d"}),
    ];
    assert_eq!(lines, expected);
}
