//! Results as text or as a file.

use std::fs::{self, File};
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
            None if is_closed(&io::stdout()) => {
                let what = "standard output is closed, or a null device that was opened for \
                            reading, too; to discard the output, write > /dev/null";
                return Err(Failure::failed(&what));
            }
            None => self.format().write(schema, batches, &mut io::stdout()),
            Some(path) => self.write_file(path, schema, batches),
        };
        match written {
            // The reader of a pipe has seen enough.
            Err(ArrowError::IoError(_, error)) if error.kind() == io::ErrorKind::BrokenPipe => {
                Ok(())
            }
            written => Ok(written?),
        }
    }

    fn write_file(
        &self,
        path: &Path,
        schema: &SchemaRef,
        batches: &[RecordBatch],
    ) -> Result<(), ArrowError> {
        // Nothing replaces a pipe or a device. Before a link is followed: that of a pipe leads
        // to no path.
        if fs::metadata(path).is_ok_and(|data| !data.is_file()) {
            let mut file = File::options().write(true).open(path)?;
            return self.format().write(schema, batches, &mut file);
        }
        // A link stays what it is: the file that it leads to is replaced.
        let path = match fs::canonicalize(path) {
            Err(error) if path.is_symlink() => return Err(error.into()),
            found => found.unwrap_or_else(|_| path.to_owned()),
        };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let mut file = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
        self.format().write(schema, batches, &mut file)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }

    /// Whether a file would be replaced. Pipes and devices are not.
    pub(crate) fn replaces(&self, file: &Path) -> bool {
        let Some(out) = &self.out else { return false };
        match (fs::metadata(out), fs::metadata(file)) {
            (Ok(out), Ok(file)) if !out.is_file() || !file.is_file() => false,
            #[cfg(unix)]
            (Ok(out), Ok(file)) => {
                use std::os::unix::fs::MetadataExt as _;
                (out.dev(), out.ino()) == (file.dev(), file.ino())
            }
            _ => fs::canonicalize(out).is_ok_and(|out| fs::canonicalize(file).ok() == Some(out)),
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

/// Whether standard output was closed when the process began. Rust then opens the null
/// device for reading and writing in its place, which a redirection does not.
#[cfg(unix)]
fn is_closed(stdout: &io::Stdout) -> bool {
    use rustix::fs::{OFlags, fcntl_getfl, fstat, stat};
    let (own, null) = (fstat(stdout), stat("/dev/null"));
    let device = own.map(|own| own.st_rdev).ok().filter(|device| *device != 0);
    device.is_some_and(|device| null.is_ok_and(|null| null.st_rdev == device))
        && fcntl_getfl(stdout).is_ok_and(|flags| flags.contains(OFlags::RDWR))
}

#[cfg(not(unix))]
fn is_closed(_: &io::Stdout) -> bool {
    false
}

impl From<ArrowError> for Failure {
    fn from(error: ArrowError) -> Self {
        Self::failed(&error)
    }
}
