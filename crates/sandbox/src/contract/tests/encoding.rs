//! Percent-encoding of paths and queries.

use crate::contract::encoding::{PERCENT, UTF8, pairs, segment};

#[test]
fn pairs_are_decoded_in_their_order() {
    let pairs = pairs("a=1&&b=%C3%A5+%2b&a=&c&%64=e=f&").unwrap();
    let pairs: Vec<_> = pairs.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(pairs, [("a", "1"), ("b", "å +"), ("a", ""), ("c", ""), ("d", "e=f")]);
}

#[test]
fn a_plus_sign_in_a_path_stays() {
    assert_eq!(segment("a+b%2Fc").as_deref(), Ok("a+b/c"));
}

#[test]
fn malformed_encoding_is_refused_and_names_the_parameter() {
    for text in ["%", "%4", "%zz", "%+1", "a%", "%%41"] {
        assert_eq!(segment(text), Err(PERCENT), "{text}");
    }
    for text in ["%ff", "%C3", "%ED%A0%80", "%C0%80"] {
        assert_eq!(segment(text), Err(UTF8), "{text}");
    }
    assert!(pairs("limit=%zz").unwrap_err().to_string().starts_with("limit has a %"));
    assert!(pairs("%ff=1").unwrap_err().to_string().starts_with("the name of a parameter"));
}
