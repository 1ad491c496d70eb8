//! Rules about the operation as a whole.

use super::rule::{Rule, Severity, Step, Wire, rules};

rules! {
    OP_PATH_CHANGED "op-path-changed" Error Breaks Patch Patch false
        "The path of the operation differs"
        "Every call of a published client misses. Set the path in the document and release at once; signatures stay."
    OP_METHOD_CHANGED "op-method-changed" Error Breaks Patch Patch false
        "The HTTP method of the operation differs"
        "Every call of a published client is refused. Set the method in the document and release at once; signatures stay."
    SERVER_HOST_CHANGED "server-host-changed" Error Breaks None None true
        "The operation is served by another host"
        "A token would travel to the new host. Make sure by another way than this page that the host is the API's before anything follows it. Nothing that is generated shows this change."
    BASE_PATH_CHANGED "base-path-changed" Error Breaks None None true
        "The path of the server differs"
        "Every call of a published client misses. Nothing that is generated shows this change; the base URL of the client is pinned by its own tests."
    AUTH_SCHEME_CHANGED "auth-scheme-changed" Error Breaks None None true
        "Callers prove who they are in another way"
        "Published clients send a proof that is not asked for any more. Nothing that is generated shows this change; the token code must follow."
    AUTH_REMOVED "auth-removed" Error Breaks None None true
        "The documentation no longer asks for authentication"
        "More likely a fault of the documentation than a fact. Ask before anything follows it: an operation on money does not become public."
    AUTH_HEADER_RENAMED "auth-header-renamed" Error Breaks None None true
        "The proof travels in another place"
        "Published clients send the proof where nobody looks. Nothing that is generated shows this change; the token code must follow."
    SCOPE_ADDED "scope-added" Warning Risk None None false
        "A further scope gives access"
        "Clients that have a documented scope go on working. Add the scope to x-required-scopes."
    SCOPE_REMOVED "scope-removed" Warning Risk None None false
        "A scope no longer gives access"
        "Clients that have this scope alone may be refused. Take it out of x-required-scopes and tell people."
    OP_DEPRECATION_CHANGED "op-deprecation-changed" Notice None None None false
        "The operation is announced to go away, or no longer is"
        "Look for the date and the successor, and mark the wrapper by hand: generators drop this fact."
    MEDIA_TYPE_CHANGED "media-type-changed" Error Breaks Major Major false
        "A body has another media type"
        "Published clients cannot read or write the body. The generated body type changes with it."
    MEDIA_TYPE_ADDED "media-type-added" Notice None None None false
        "A body may also have a further media type"
        "Clients that ask for the known media type go on working."
}
