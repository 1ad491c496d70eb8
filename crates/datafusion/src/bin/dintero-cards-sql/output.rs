//! Results as text or as a file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::csv::WriterBuilder;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::json::LineDelimitedWriter;
use datafusion::arrow::util::pretty::pretty_format_batches_with_schema;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use tempfile::NamedTempFile;

use crate::failure::Failure;

/// The flags of an output.
#[derive(clap::Args)]
pub(crate) struct Target {
    /// Format of results; by default that of the ending of --out, or a table
    #[arg(short, long, value_name = "FORMAT")]
    output: Option<Format>,
    /// Write to a file, which only its owner can read, and which appears when it is complete
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Csv,
    Ndjson,
    Parquet,
}

impl Target {
    /// Whether it takes one result.
    pub(crate) fn is_single(&self) -> bool {
        self.out.is_some() || self.output == Some(Format::Parquet)
    }

    /// Writes a result.
    pub(crate) fn write(&self, schema: &SchemaRef, batches: &[RecordBatch]) -> Result<(), Failure> {
        // A statement like SET has no result.
        if schema.fields().is_empty() {
            return Ok(());
        }
        let written = match &self.out {
            None => self.format().write(schema, batches, &mut io::stdout()),
            Some(path) => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                let mut file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
                self.format().write(schema, batches, &mut file)?;
                file.as_file().sync_all()?;
                file.persist(path).map_err(|error| error.error)?;
                Ok(())
            }
        };
        match written {
            // The reader of a pipe has seen enough.
            Err(ArrowError::IoError(_, error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                Ok(())
            }
            written => Ok(written?),
        }
    }

    fn format(&self) -> Format {
        let ending = self.out.as_deref().and_then(Path::extension).and_then(|it| it.to_str());
        let named = ending.and_then(|ending| Format::from_str(ending, true).ok());
        self.output.or(named).unwrap_or(Format::Table)
    }
}

impl Format {
    fn write<W: Write + Send>(
        self,
        schema: &SchemaRef,
        batches: &[RecordBatch],
        out: &mut W,
    ) -> Result<(), ArrowError> {
        match self {
            Self::Table => {
                let table = pretty_format_batches_with_schema(SchemaRef::clone(schema), batches)?;
                writeln!(out, "{table}")?;
            }
            Self::Csv => {
                let mut writer = WriterBuilder::new().with_header(true).build(&mut *out);
                if batches.is_empty() {
                    writer.write(&RecordBatch::new_empty(SchemaRef::clone(schema)))?;
                }
                batches.iter().try_for_each(|batch| writer.write(batch))?;
            }
            Self::Ndjson => {
                let mut writer = LineDelimitedWriter::new(&mut *out);
                batches.iter().try_for_each(|batch| writer.write(batch))?;
                writer.finish()?;
            }
            Self::Parquet => {
                let zstd = Compression::ZSTD(Default::default());
                let properties = WriterProperties::builder().set_compression(zstd).build();
                let mut writer =
                    ArrowWriter::try_new(&mut *out, SchemaRef::clone(schema), Some(properties))?;
                batches.iter().try_for_each(|batch| writer.write(batch))?;
                writer.close()?;
            }
        }
        Ok(out.flush()?)
    }
}

impl From<ArrowError> for Failure {
    fn from(error: ArrowError) -> Self {
        Self::failed(&error)
    }
}
