//! The header `Authorization`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, header};

/// Returns the access token of a request: one header, with the scheme Bearer in
/// any case.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    credentials(headers, "bearer")
}

pub(crate) fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let text = String::from_utf8(STANDARD.decode(credentials(headers, "basic")?).ok()?).ok()?;
    let (user, password) = text.split_once(':')?;
    Some((user.to_owned(), password.to_owned()))
}

fn credentials<'a>(headers: &'a HeaderMap, scheme: &str) -> Option<&'a str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else { return None };
    let (name, rest) = value.to_str().ok()?.split_once(' ')?;
    name.eq_ignore_ascii_case(scheme).then(|| rest.trim_matches(' '))
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use http::header::{AUTHORIZATION, HeaderValue};

    use super::{basic, bearer};

    fn headers(values: &[&str]) -> HeaderMap {
        let pair =
            |value: &&str| (AUTHORIZATION, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        values.iter().map(pair).collect()
    }

    #[test]
    fn the_scheme_is_read_in_any_case() {
        assert_eq!(bearer(&headers(&["bEARER abc"])), Some("abc"));
        let user = basic(&headers(&["BASIC dXNlcjpwYTpzcw=="])).unwrap();
        assert_eq!(user, ("user".to_owned(), "pa:ss".to_owned()));
    }

    #[test]
    fn everything_else_is_refused() {
        for values in
            [&[][..], &["Bearer"], &["Basic abc"], &["Bearer a", "Bearer b"], &["Bearer æ"]]
        {
            assert_eq!(bearer(&headers(values)), None, "{values:?}");
        }
        for values in [&[][..], &["Basic"], &["Basic !"], &["Basic dXNlcg=="], &["Basic /////w=="]]
        {
            assert_eq!(basic(&headers(values)), None, "{values:?}");
        }
    }
}
