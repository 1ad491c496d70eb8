//! Small documents, written around the part that a test is about.

/// One operation, `GET /things`, that reads the schema `Thing`.
pub(crate) fn reading(schemas: &str) -> String {
    operation("/things", "", schemas)
}

/// One operation, `list_things`, with parameters, that reads the schema `Thing`.
pub(crate) fn operation(path: &str, parameters: &str, schemas: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{title: Things, version: 1.0.0}}
servers: [{{url: 'https://api.example.com/v1'}}]
paths:
  '{path}':
    get:
      operationId: list_things
      parameters: [{parameters}]
      responses:
        '200':
          description: Fine
          content:
            application/json:
              schema: {{$ref: '#/components/schemas/Thing'}}
components:
  schemas:
{}
",
        indented(schemas)
    )
}

fn indented(text: &str) -> String {
    let lines: Vec<String> = text.trim_matches('\n').lines().map(|l| format!("    {l}")).collect();
    lines.join("\n")
}
