//! Every single fact that changes on the documentation's side gives exactly one
//! finding, whatever form the page has, as far as the form can state the fact.

use dintero_docs_drift::contract::Form;
use serde_json::{Value, json};

use crate::world::{CARDS_AT, FORMS, cards, check, faults, findings, page, published};

/// What a text page makes of a change.
enum Text {
    /// The same as the other forms.
    Same,
    /// Nothing: text does not state the fact.
    Silent,
    /// Another rule, because text knows less or shows more.
    Other(&'static [&'static str]),
    /// The page counts as damaged.
    Unreadable,
}

use Text::{Other, Same, Silent, Unreadable};

/// Makes one change to a published document.
type Edit = fn(&mut Value);

fn operation(document: &mut Value) -> &mut Value {
    document.pointer_mut(CARDS_AT).unwrap()
}

fn parameter<'a>(document: &'a mut Value, name: &str) -> &'a mut Value {
    let list = operation(document)["parameters"].as_array_mut().unwrap();
    list.iter_mut().find(|one| one["name"] == name).unwrap()
}

fn schema<'a>(document: &'a mut Value, name: &str) -> &'a mut Value {
    &mut parameter(document, name)["schema"]
}

fn drop_parameter(document: &mut Value, name: &str) {
    operation(document)["parameters"].as_array_mut().unwrap().retain(|one| one["name"] != name);
}

fn add_parameter(document: &mut Value, parameter: Value) {
    operation(document)["parameters"].as_array_mut().unwrap().insert(5, parameter);
}

fn component<'a>(document: &'a mut Value, name: &str) -> &'a mut Value {
    &mut document["components"]["schemas"][name]
}

fn field<'a>(document: &'a mut Value, name: &str) -> &'a mut Value {
    &mut component(document, "Card")["properties"][name]
}

fn remove(node: &mut Value, key: &str) {
    node.as_object_mut().unwrap().shift_remove(key).unwrap();
}

fn rename_path(document: &mut Value, path: &str) {
    let paths = document["paths"].as_object_mut().unwrap();
    let (_, item) = paths.iter().next().map(|(path, item)| (path.clone(), item.clone())).unwrap();
    paths.clear();
    paths.insert(path.to_owned(), item);
}

/// The changes: what, how, what it must give, and what in a text page.
#[rustfmt::skip]
const CHANGES: &[(&str, Edit, &[&str], Text)] = &[
    // The operation.
    ("host", |d| d["servers"][0]["url"] = json!("https://api.example.com/v1"), &["error server-host-changed operation"], Same),
    ("scheme of the host", |d| d["servers"][0]["url"] = json!("http://api.dintero.com/v1"), &["error server-host-changed operation"], Same),
    ("host before ours", |d| d["servers"].as_array_mut().unwrap().insert(0, json!({"url": "https://api.example.com/v1"})), &["error server-host-changed operation"], Same),
    ("host after ours", |d| d["servers"].as_array_mut().unwrap().push(json!({"url": "https://api.example.com/v1"})), &["error server-host-changed operation"], Silent),
    ("base path", |d| d["servers"][0]["url"] = json!("https://api.dintero.com/v2"), &["error base-path-changed operation"], Same),
    ("path", |d| rename_path(d, "/accounts/{aid}/cards"), &["error op-path-changed operation"], Same),
    ("method", |d| { let item = d["paths"]["/accounts/{aid}/wallets/cards"].as_object_mut().unwrap(); let get = item.shift_remove("get").unwrap(); item.insert("post".into(), get); }, &["error op-method-changed operation"], Same),
    ("operation deprecated", |d| operation(d)["deprecated"] = json!(true), &["notice op-deprecation-changed operation"], Silent),
    ("title", |d| operation(d)["summary"] = json!("Get all cards"), &["notice prose-changed operation"], Same),
    ("scope added", |d| operation(d)["description"] = json!("Words\n\nscopes:\n- admin:wallets\n- read:wallets\n- read:cards"), &["warning scope-added operation"], Silent),
    ("scope removed", |d| operation(d)["description"] = json!("Words\n\nscopes:\n- admin:wallets"), &["warning scope-removed operation"], Silent),
    // Authentication.
    ("basic for bearer", |d| d["components"]["securitySchemes"]["accessToken"]["scheme"] = json!("basic"), &["error auth-scheme-changed security"], Same),
    ("key for bearer", |d| { let words = d["components"]["securitySchemes"]["accessToken"]["description"].clone(); d["components"]["securitySchemes"]["accessToken"] = json!({"type": "apiKey", "in": "header", "name": "X-Api-Key", "description": words}); }, &["error auth-scheme-changed security"], Same),
    ("no authentication", |d| remove(d, "security"), &["error auth-removed security"], Same),
    ("authentication left open", |d| d["security"] = json!([{}]), &["error auth-removed security"], Same),
    // Parameters: who is there.
    ("parameter removed", |d| drop_parameter(d, "customer"), &["error param-removed query customer"], Same),
    ("parameter renamed", |d| parameter(d, "customer")["name"] = json!("customer_id"), &["error param-renamed query customer"], Same),
    ("path parameter renamed", |d| { parameter(d, "aid")["name"] = json!("account_id"); rename_path(d, "/accounts/{account_id}/wallets/cards"); }, &["warning path-param-renamed path aid"], Same),
    ("optional parameter added", |d| add_parameter(d, json!({"name": "include_deleted", "in": "query", "description": "Words", "schema": {"type": "boolean"}})), &["warning param-added-optional query include_deleted"], Same),
    ("required parameter added", |d| add_parameter(d, json!({"name": "tenant", "in": "query", "required": true, "description": "Words", "schema": {"type": "string"}})), &["error param-added-required query tenant"], Same),
    ("header added", |d| add_parameter(d, json!({"name": "Dintero-System-Name", "in": "header", "description": "Words", "schema": {"type": "string"}})), &["warning param-added-optional header Dintero-System-Name"], Same),
    ("required body added", |d| operation(d)["requestBody"] = json!({"required": true, "content": {"application/json": {"schema": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string", "description": "Words"}}}}}}), &["error param-added-required body"], Other(&["warning param-added-optional body"])),
    ("optional body added", |d| operation(d)["requestBody"] = json!({"content": {"application/json": {"schema": {"type": "object", "properties": {"name": {"type": "string", "description": "Words"}}}}}}), &["warning param-added-optional body"], Same),
    ("parameter required", |d| parameter(d, "limit")["required"] = json!(true), &["error param-became-required query limit"], Same),
    ("parameter deprecated", |d| parameter(d, "customer")["deprecated"] = json!(true), &["notice param-deprecation-changed query customer"], Same),
    ("parameter described anew", |d| parameter(d, "limit")["description"] = json!("Quite other words"), &["notice prose-changed query limit"], Same),
    // Parameters: types and formats.
    ("integer to string", |d| schema(d, "amount_balance")["type"] = json!("string"), &["error param-type-changed query amount_balance"], Same),
    ("integer to number", |d| schema(d, "amount_balance.gte")["type"] = json!("number"), &["warning param-type-widened query amount_balance.gte"], Same),
    ("list to single value", |d| *schema(d, "currency") = json!({"type": "string"}), &["error param-type-changed query currency"], Same),
    ("single value to list", |d| *schema(d, "customer") = json!({"type": "array", "items": {"type": "string"}}), &["error param-type-changed query customer"], Same),
    ("items of a list", |d| schema(d, "currency")["items"]["type"] = json!("integer"), &["error param-type-changed query currency[]"], Same),
    ("isodate to date-time", |d| schema(d, "created_at.gte")["format"] = json!("date-time"), &["warning param-format-changed query created_at.gte"], Same),
    ("isodate to nothing", |d| remove(schema(d, "created_at.gte"), "format"), &["warning param-format-changed query created_at.gte"], Same),
    ("isodate to uuid", |d| schema(d, "expires_at.lte")["format"] = json!("uuid"), &["error param-format-class-changed query expires_at.lte"], Same),
    ("int32", |d| schema(d, "limit")["format"] = json!("int32"), &["warning param-int-format-changed query limit"], Same),
    ("style", |d| parameter(d, "currency")["style"] = json!("spaceDelimited"), &["error param-style-changed query currency"], Silent),
    ("explode", |d| parameter(d, "currency")["explode"] = json!(false), &["error param-explode-changed query currency"], Silent),
    // Parameters: limits.
    ("minimum raised", |d| schema(d, "limit")["minimum"] = json!(2), &["error param-minimum-raised query limit"], Same),
    ("minimum lowered", |d| schema(d, "limit")["minimum"] = json!(0), &["warning param-minimum-lowered query limit"], Same),
    ("minimum removed", |d| remove(schema(d, "limit"), "minimum"), &["warning param-minimum-lowered query limit"], Same),
    ("minimum added", |d| schema(d, "amount_available")["minimum"] = json!(0), &["error param-minimum-raised query amount_available"], Same),
    ("maximum lowered", |d| schema(d, "limit")["maximum"] = json!(50), &["error param-maximum-lowered query limit"], Same),
    ("maximum raised", |d| schema(d, "limit")["maximum"] = json!(200), &["warning param-maximum-raised query limit"], Same),
    ("maximum removed", |d| remove(schema(d, "limit"), "maximum"), &["warning param-maximum-raised query limit"], Same),
    ("maximum excluded", |d| schema(d, "limit")["exclusiveMaximum"] = json!(true), &["error param-maximum-lowered query limit"], Silent),
    ("default changed", |d| schema(d, "limit")["default"] = json!(20), &["warning param-default-changed query limit"], Same),
    ("default removed", |d| remove(schema(d, "limit"), "default"), &["warning param-default-changed query limit"], Same),
    ("default added", |d| schema(d, "customer")["default"] = json!("all"), &["warning param-default-changed query customer"], Same),
    ("pattern changed", |d| schema(d, "aid")["pattern"] = json!("^[PTX]{1}\\d{8}$"), &["error param-pattern-changed path aid"], Same),
    ("pattern removed", |d| remove(schema(d, "aid"), "pattern"), &["warning param-pattern-removed path aid"], Same),
    ("pattern added", |d| schema(d, "customer")["pattern"] = json!("^[a-z]+$"), &["error param-pattern-added query customer"], Same),
    ("length narrowed", |d| schema(d, "aid")["minLength"] = json!(10), &["error param-length-narrowed path aid"], Same),
    ("length widened", |d| schema(d, "aid")["maxLength"] = json!(12), &["warning param-length-widened path aid"], Same),
    ("length added", |d| schema(d, "search")["maxLength"] = json!(255), &["error param-length-narrowed query search"], Same),
    ("multiple added", |d| schema(d, "limit")["multipleOf"] = json!(5), &["warning unrecognised-constraint query limit"], Silent),
    ("items to differ", |d| schema(d, "currency")["uniqueItems"] = json!(true), &["warning unrecognised-constraint query currency"], Silent),
    // Parameters: values.
    ("value added", |d| schema(d, "status")["enum"].as_array_mut().unwrap().push(json!("created")), &["warning param-enum-value-added query status"], Same),
    ("value removed", |d| drop(schema(d, "status")["enum"].as_array_mut().unwrap().pop()), &["error param-enum-value-removed query status"], Same),
    ("value renamed", |d| schema(d, "type")["enum"][0] = json!("giftcard"), &["error param-enum-value-removed query type", "warning param-enum-value-added query type"], Same),
    ("values dropped", |d| remove(schema(d, "type"), "enum"), &["warning param-enum-dropped query type"], Same),
    ("values introduced", |d| schema(d, "customer")["enum"] = json!(["a", "b"]), &["warning param-enum-introduced query customer"], Same),
    // The response: who is there.
    ("card field added", |d| component(d, "Card")["properties"]["colour"] = json!({"type": "string", "description": "Words"}), &["warning resp-field-added response cards[].colour"], Same),
    ("card field removed", |d| remove(&mut component(d, "Card")["properties"], "amount_reserved"), &["error resp-field-removed response cards[].amount_reserved"], Same),
    ("nested field removed", |d| remove(&mut component(d, "PinFormat")["properties"], "barcode"), &["error resp-field-removed response cards[].pin.format.barcode"], Same),
    ("page field added", |d| component(d, "CardPage")["properties"] = { let mut fields = json!({"total": {"type": "integer", "description": "Words"}}); for (name, field) in component(d, "CardPage")["properties"].as_object().unwrap() { fields[name] = field.clone(); } fields }, &["warning resp-field-added response total"], Same),
    ("page field required", |d| component(d, "CardPage")["required"].as_array_mut().unwrap().push(json!("starting_after")), &["warning resp-field-became-required response starting_after"], Same),
    ("page field optional", |d| component(d, "CardPage")["required"] = json!([]), &["error resp-field-became-optional response cards"], Same),
    ("card field required", |d| component(d, "Card")["required"] = json!(["id"]), &["warning resp-field-became-required response cards[].id"], Silent),
    ("card field deprecated", |d| field(d, "amount")["deprecated"] = json!(true), &["notice resp-deprecation-changed response cards[].amount"], Silent),
    ("response described anew", |d| operation(d)["responses"]["200"]["description"] = json!("Quite other words"), &["notice prose-changed response"], Same),
    // The response: types.
    ("card field type", |d| field(d, "amount")["type"] = json!("string"), &["error resp-field-type-changed response cards[].amount"], Same),
    ("card field to object", |d| *field(d, "name") = json!({"type": "object", "properties": {"first": {"type": "string"}}}), &["error resp-field-type-changed response cards[].name"], Same),
    ("card field to number", |d| field(d, "amount_balance")["type"] = json!("number"), &["error resp-field-type-changed response cards[].amount_balance"], Same),
    ("page field type", |d| component(d, "CardPage")["properties"]["starting_after"]["type"] = json!("integer"), &["error resp-field-type-changed response starting_after"], Same),
    ("format added", |d| field(d, "created_by")["format"] = json!("uuid"), &["error resp-format-added response cards[].created_by"], Same),
    ("format removed", |d| remove(field(d, "id"), "format"), &["warning resp-format-removed response cards[].id"], Same),
    ("format changed", |d| field(d, "expires_at")["format"] = json!("date"), &["error resp-format-changed response cards[].expires_at"], Same),
    ("width added", |d| field(d, "amount")["format"] = json!("int64"), &["warning resp-int-format-changed response cards[].amount"], Silent),
    ("nullable", |d| field(d, "customer_id")["nullable"] = json!(true), &["warning resp-nullable-changed response cards[].customer_id"], Silent),
    ("response default", |d| field(d, "amount_pending")["default"] = json!(0), &["notice resp-default-changed response cards[].amount_pending"], Silent),
    ("response length", |d| field(d, "card_id")["maxLength"] = json!(255), &["warning resp-constraint-changed response cards[].card_id"], Silent),
    ("fields closed", |d| component(d, "Card")["additionalProperties"] = json!(false), &["warning resp-closed response cards[]"], Silent),
    ("response value added", |d| component(d, "CardStatus")["enum"].as_array_mut().unwrap().push(json!("created")), &["warning resp-enum-value-added response cards[].status"], Silent),
    ("response value removed", |d| drop(component(d, "CardStatus")["enum"].as_array_mut().unwrap().pop()), &["warning resp-enum-value-removed response cards[].status"], Silent),
    ("response values introduced", |d| field(d, "currency")["enum"] = json!(["NOK", "SEK"]), &["warning resp-enum-introduced response cards[].currency"], Silent),
    ("response values dropped", |d| remove(component(d, "CardType"), "enum"), &["warning resp-enum-dropped response cards[].type"], Silent),
    // Statuses and media types.
    ("success status added", |d| { let ok = operation(d)["responses"]["200"].clone(); operation(d)["responses"]["206"] = ok; }, &["warning resp-status-added status 206"], Silent),
    ("error body of another shape", |d| operation(d)["responses"]["404"] = json!({"description": "Words", "content": {"application/json": {"schema": {"type": "object", "properties": {"reason": {"type": "string"}}}}}}), &["warning resp-status-added status 404"], Silent),
    ("media type changed", |d| { let content = operation(d)["responses"]["200"]["content"].as_object_mut().unwrap(); let json = content.shift_remove("application/json").unwrap(); content.insert("application/xml".into(), json); }, &["error media-type-changed status 200"], Silent),
    ("media type added", |d| operation(d)["responses"]["200"]["content"]["text/csv"] = json!({"schema": {"type": "string"}}), &["notice media-type-added status 200"], Silent),
    // What text cannot tell from a cut page.
    ("last field removed", |d| remove(&mut component(d, "CardPage")["properties"], "starting_after"), &["error resp-field-removed response starting_after"], Unreadable),
];

#[test]
fn more_than_fifty_single_changes_are_known() {
    assert!(CHANGES.len() > 50, "{} changes", CHANGES.len());
}

#[test]
fn every_change_gives_exactly_its_finding_in_every_form() {
    let ours = cards();
    let mut wrong = Vec::new();
    for (what, edit, expected, text) in CHANGES {
        let mut changed = published(&ours);
        edit(&mut changed);
        for form in FORMS {
            let report = check(&ours, &page(&changed, form));
            let expected: &[&str] = match (form, text) {
                (Form::Text, Silent | Unreadable) => &[],
                (Form::Text, Other(other)) => other,
                _ => expected,
            };
            let damaged = form == Form::Text && matches!(text, Unreadable);
            let mut sorted = expected.to_vec();
            sorted.sort_unstable();
            if findings(&report) != sorted || faults(&report).is_empty() == damaged {
                let found = (findings(&report), faults(&report));
                wrong.push(format!("{what} ({}): {found:?}", form.as_str()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_unchanged_page_gives_nothing_in_every_form() {
    let ours = cards();
    for form in FORMS {
        let report = check(&ours, &page(&published(&ours), form));
        assert_eq!((findings(&report), faults(&report)), (vec![], vec![]), "{}", form.as_str());
        assert_eq!(report.comparisons.len(), 1);
        assert_eq!(report.comparisons[0].coverage.percent(), 100);
    }
}

#[test]
fn a_change_in_one_of_two_blocks_or_pages_is_found_in_any_order() {
    let ours = cards();
    let same = published(&ours);
    let mut changed = same.clone();
    schema(&mut changed, "limit")["maximum"] = json!(50);
    let (same, changed) = (page(&same, Form::Markdown), page(&changed, Form::Markdown));
    for page in [format!("{same}\n{changed}"), format!("{changed}\n{same}")] {
        let report = check(&ours, &page);
        assert_eq!(findings(&report), ["error param-maximum-lowered query limit"]);
    }
    assert_eq!(check(&ours, &format!("{same}\n{same}")).comparisons.len(), 1);
}

#[test]
fn a_text_page_that_shows_another_status_says_so() {
    let ours = cards();
    let text = page(&published(&ours), Form::Text);
    let with =
        |tab: &str| check(&ours, &text.replace("\nResponse\n", &format!("\nResponse\n\n{tab}\n")));
    assert_eq!(findings(&with("200 - application/json")), Vec::<String>::new());
    assert_eq!(findings(&with("201 - application/json")), ["warning resp-status-added status 201"]);
}

#[test]
fn an_open_end_in_a_text_page_is_not_taken_for_a_closed_one() {
    let ours = cards();
    let text = page(&published(&ours), Form::Text);
    let with = |range: &str| findings(&check(&ours, &text.replace("1 <= x <= 100", range)));
    assert_eq!(with("1 <= x < 100"), ["error param-maximum-lowered query limit"]);
    assert_eq!(with("1 < x <= 100"), ["error param-minimum-raised query limit"]);
    assert_eq!(with("0 < x < 101"), [""; 0]);
}
