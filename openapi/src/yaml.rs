//! The syntax of YAML.

use saphyr::Scalar;
use saphyr_parser::{Event, Parser as Events, ScalarStyle, Span, StrInput};
use serde_json::{Number, Value};

use crate::Position;
use crate::tree::{Fault, Parser, Start, Token};

const TOP: Position = Position { line: 1, column: 1 };

pub(crate) struct Yaml<'input>(Events<'input, StrInput<'input>>);

impl<'input> Yaml<'input> {
    pub(crate) fn new(text: &'input str) -> Self {
        Self(Events::new_from_str(text))
    }

    fn next(&mut self) -> Result<(Event<'input>, Position), Fault> {
        match self.0.next_event() {
            Some(Ok((event, span))) => Ok((event, start(span))),
            Some(Err(error)) => {
                Err(Fault::syntax(start(Span::empty(*error.marker())), error.info()))
            }
            None => Ok((Event::StreamEnd, TOP)),
        }
    }
}

impl Parser for Yaml<'_> {
    fn value(&mut self) -> Result<Start, Fault> {
        loop {
            let (event, position) = self.next()?;
            match event {
                Event::Nothing
                | Event::StreamStart
                | Event::DocumentStart(_)
                | Event::DocumentEnd => {}
                Event::StreamEnd => return Err(Fault::syntax(TOP, "there is nothing here")),
                event => return node(event, position),
            }
        }
    }

    fn item(&mut self) -> Result<Option<Start>, Fault> {
        match self.next()? {
            (Event::SequenceEnd, _) => Ok(None),
            (event, position) => node(event, position).map(Some),
        }
    }

    fn key(&mut self) -> Result<Option<(String, Position)>, Fault> {
        match self.next()? {
            (Event::MappingEnd, _) => Ok(None),
            (Event::Scalar(text, ScalarStyle::Plain, ..), position) if text == "<<" => {
                let problem = "the merge key << is not supported; write the keys out";
                Err(Fault::refusal(position, problem))
            }
            (Event::Scalar(text, ..), position) => Ok(Some((text.into_owned(), position))),
            (_, position) => Err(Fault::refusal(position, "only a text can be a key")),
        }
    }

    fn end(&mut self) -> Result<(), Fault> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::Nothing | Event::DocumentStart(_) | Event::DocumentEnd, _) => {}
                (_, position) => {
                    return Err(Fault::refusal(position, "a second YAML document begins here"));
                }
            }
        }
    }
}

fn node(event: Event<'_>, position: Position) -> Result<Start, Fault> {
    let (token, anchor) = match event {
        Event::Scalar(text, style, anchor, tag) => {
            // The scalars of saphyr end at the largest signed number.
            let unsigned = if style == ScalarStyle::Plain && tag.is_none() {
                text.parse::<u64>().ok()
            } else {
                None
            };
            let value = match unsigned {
                Some(number) => Value::from(number),
                None => Scalar::parse_from_cow_and_metadata(text, style, tag.as_ref())
                    .ok_or_else(|| Fault::refusal(position, "the value does not fit its tag"))
                    .and_then(|scalar| json_scalar(scalar, position))?,
            };
            (Token::Scalar(value), anchor)
        }
        Event::SequenceStart(anchor, _) => (Token::Sequence, anchor),
        Event::MappingStart(anchor, _) => (Token::Mapping, anchor),
        Event::Alias(anchor) => (Token::Alias(anchor), 0),
        _ => return Err(Fault::syntax(position, "a value was expected here")),
    };
    Ok(Start { token, position, anchor })
}

fn json_scalar(scalar: Scalar<'_>, position: Position) -> Result<Value, Fault> {
    Ok(match scalar {
        Scalar::Null => Value::Null,
        Scalar::Boolean(value) => Value::Bool(value),
        Scalar::Integer(value) => Value::Number(value.into()),
        Scalar::FloatingPoint(value) => Value::Number(
            Number::from_f64(value.into_inner())
                .ok_or_else(|| Fault::refusal(position, "JSON has no such number"))?,
        ),
        Scalar::String(value) => Value::String(value.into_owned()),
    })
}

fn start(span: Span) -> Position {
    Position { line: span.start.line().max(1), column: span.start.col() + 1 }
}
