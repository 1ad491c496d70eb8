//! Results as text or as a file.

use std::fs::{self, File};
use std::io::{self, BufWriter, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::csv::{Writer as Csv, WriterBuilder};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::arrow::json::LineDelimitedWriter;
use datafusion::arrow::util::pretty::pretty_format_batches_with_schema;
use datafusion::error::DataFusionError;
use dintero_cards_arrow::ROW_GROUP;
use dintero_cards_datafusion::TakeRows;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use tempfile::{NamedTempFile, tempfile};

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

    /// Opens a result. It is written to a file that nobody sees until the query succeeds, and
    /// then put into its place.
    pub(crate) fn open(&self) -> Result<ResultWriter, Failure> {
        let format = self.format();
        let place = match &self.out {
            None if is_closed(&io::stdout()) => {
                let what = "standard output is closed, or a null device that was opened for \
                            reading, too; to discard the output, write > /dev/null";
                return Err(Failure::failed(&what));
            }
            None => Place::Stream(None),
            // Nothing replaces a pipe or a device. Before a link is followed: that of a pipe
            // leads to no path.
            Some(path) if fs::metadata(path).is_ok_and(|data| !data.is_file()) => {
                Place::Stream(Some(File::options().write(true).open(path)?))
            }
            // A link stays what it is: the file that it leads to is replaced.
            Some(path) => Place::File(match fs::canonicalize(path) {
                Err(error) if path.is_symlink() => return Err(error.into()),
                found => found.unwrap_or_else(|_| path.to_owned()),
            }),
        };
        Ok(ResultWriter { format, place, writer: None, unseen: None })
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

/// The result of a query while it is written.
pub(crate) struct ResultWriter {
    format: Format,
    place: Place,
    /// None for a statement without a result, such as SET.
    writer: Option<Writer>,
    unseen: Option<Unseen>,
}

/// Where a result belongs.
enum Place {
    /// Standard output, or a pipe or device.
    Stream(Option<File>),
    File(PathBuf),
}

/// A file that is not in its place yet.
enum Unseen {
    Unnamed(File),
    Named(NamedTempFile),
}

enum Writer {
    /// The widths of columns are those of all rows.
    Table(Vec<RecordBatch>, SchemaRef, File),
    Csv(Box<Csv<BufWriter<File>>>),
    Ndjson(LineDelimitedWriter<BufWriter<File>>),
    Parquet(Box<ArrowWriter<File>>),
}

impl TakeRows for ResultWriter {
    fn begin(&mut self, schema: &SchemaRef) -> Result<(), DataFusionError> {
        if schema.fields().is_empty() {
            return Ok(());
        }
        let unseen = match &self.place {
            Place::Stream(_) => Unseen::Unnamed(tempfile()?),
            Place::File(path) => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                Unseen::Named(NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?)
            }
        };
        let file = unseen.file().try_clone()?;
        self.writer = Some(match self.format {
            Format::Table => Writer::Table(Vec::new(), SchemaRef::clone(schema), file),
            Format::Csv => {
                let mut writer = WriterBuilder::new().with_header(true).build(BufWriter::new(file));
                // The header is there without rows, too.
                writer.write(&RecordBatch::new_empty(SchemaRef::clone(schema)))?;
                Writer::Csv(Box::new(writer))
            }
            Format::Ndjson => Writer::Ndjson(LineDelimitedWriter::new(BufWriter::new(file))),
            Format::Parquet => {
                let properties = WriterProperties::builder()
                    .set_compression(Compression::ZSTD(Default::default()))
                    .set_max_row_group_row_count(Some(ROW_GROUP))
                    .build();
                let schema = SchemaRef::clone(schema);
                let writer = ArrowWriter::try_new(file, schema, Some(properties));
                Writer::Parquet(Box::new(writer.map_err(external)?))
            }
        });
        self.unseen = Some(unseen);
        Ok(())
    }

    fn rows(&mut self, batch: RecordBatch) -> Result<(), DataFusionError> {
        match &mut self.writer {
            None => {}
            Some(Writer::Table(batches, ..)) => batches.push(batch),
            Some(Writer::Csv(writer)) => writer.write(&batch)?,
            Some(Writer::Ndjson(writer)) => writer.write(&batch)?,
            Some(Writer::Parquet(writer)) => writer.write(&batch).map_err(external)?,
        }
        Ok(())
    }
}

impl ResultWriter {
    /// Puts a complete result into its place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let (Some(writer), Some(unseen)) = (self.writer, self.unseen) else { return Ok(()) };
        writer.finish()?;
        match (unseen, self.place) {
            (Unseen::Named(file), Place::File(path)) => {
                file.as_file().sync_all()?;
                file.persist(path).map_err(|error| error.error)?;
            }
            (unseen, place) => {
                let mut file = unseen.file();
                file.rewind()?;
                let copied = match place {
                    Place::Stream(Some(mut out)) => io::copy(&mut file, &mut out),
                    _ => io::copy(&mut file, &mut io::stdout()),
                };
                match copied.and_then(|_| io::stdout().flush()) {
                    // The reader of a pipe has seen enough.
                    Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                        return Err(error.into());
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }
}

impl Unseen {
    fn file(&self) -> &File {
        match self {
            Self::Unnamed(file) => file,
            Self::Named(file) => file.as_file(),
        }
    }
}

impl Writer {
    fn finish(self) -> Result<(), DataFusionError> {
        match self {
            Self::Table(batches, schema, mut file) => {
                writeln!(file, "{}", pretty_format_batches_with_schema(schema, &batches)?)?;
            }
            Self::Csv(writer) => writer.into_inner().flush()?,
            Self::Ndjson(mut writer) => {
                writer.finish()?;
                writer.into_inner().flush()?;
            }
            Self::Parquet(writer) => {
                writer.close().map_err(external)?;
            }
        }
        Ok(())
    }
}

fn external(error: parquet::errors::ParquetError) -> DataFusionError {
    DataFusionError::External(Box::new(error))
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
