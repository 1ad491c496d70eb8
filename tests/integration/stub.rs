//! A stub: a canned response, and a record of the requests, byte by byte.

use std::sync::{Arc, Mutex};

use httpmock::{HttpMockRequest, HttpMockResponse, MockServer};

/// A request as it stood on the wire.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: String,
    /// Path and query, undecoded.
    pub(crate) target: String,
    /// Names in lower case, sorted.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }
}

/// Responds to everything alike.
pub(crate) struct Stub {
    server: MockServer,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Stub {
    /// Responds with a status and a JSON body.
    pub(crate) async fn json(status: u16, body: &str) -> Self {
        Self::responding(status, "application/json", body).await
    }

    pub(crate) async fn responding(status: u16, media_type: &str, body: &str) -> Self {
        let server = MockServer::start_async().await;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&seen);
        let (media_type, body) = (media_type.to_owned(), body.to_owned());
        server
            .mock_async(|_when, then| {
                then.respond_with(move |request| {
                    record.lock().unwrap().push(seen_of(request));
                    HttpMockResponse::builder()
                        .status(status)
                        .header("content-type", media_type.clone())
                        .body(body.clone())
                        .build()
                });
            })
            .await;
        Self { server, seen }
    }

    pub(crate) fn host(&self) -> String {
        self.server.address().to_string()
    }

    pub(crate) fn base_url(&self) -> String {
        format!("{}/v1", self.server.base_url())
    }

    /// Returns the requests in their order.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// Returns the only request.
    pub(crate) fn only(&self) -> Seen {
        let mut seen = self.seen();
        assert_eq!(seen.len(), 1, "one request was expected: {seen:?}");
        seen.remove(0)
    }
}

fn seen_of(request: &HttpMockRequest) -> Seen {
    let mut headers: Vec<(String, String)> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    headers.sort();
    Seen {
        method: request.method().to_string(),
        target: request.uri().path_and_query().unwrap().to_string(),
        headers,
        body: request.body_string(),
    }
}
