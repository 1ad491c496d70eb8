//! Where the output goes. Only whole pages are written: what a full disk cuts off is
//! taken back, and a file appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use dintero_cards::Card;
use tempfile::NamedTempFile;

use super::Output;
use super::pager::Pager;
use crate::failure::Failure;
use crate::terminal::note_to_person;

/// Standard output, or a file.
pub(crate) enum Sink {
    /// Standard output, with its end if it is a file; or a pipe or a device, which nothing
    /// replaces.
    Stream {
        file: File,
        name: String,
        end: Option<u64>,
    },
    Pager(Pager),
    /// A file that takes its place when it is complete.
    New {
        file: NamedTempFile,
        path: PathBuf,
    },
}

impl Sink {
    /// Opens a file, or standard output, which may be closed if nobody needs it.
    pub(crate) fn open(path: Option<&Path>, may_be_closed: bool) -> Result<Self, Failure> {
        let Some(path) = path else {
            return Ok(Self::stdout(may_be_closed)?);
        };
        let failed = Failure::io(path.display());
        // Before a link is followed: that of a pipe leads to no path.
        if fs::metadata(path).is_ok_and(|data| !data.is_file()) {
            let file = File::options().write(true).open(path).map_err(failed)?;
            return Ok(Self::Stream { file, name: path.display().to_string(), end: None });
        }
        // A link stays what it is: the file that it leads to is replaced.
        let path = match fs::canonicalize(path) {
            Ok(path) => path,
            Err(error) if path.is_symlink() => return Err(failed(error)),
            Err(_) => path.to_owned(),
        };
        let file = NamedTempFile::new_in(folder_of(&path)).map_err(failed)?;
        Ok(Self::New { file, path })
    }

    fn stdout(may_be_closed: bool) -> io::Result<Self> {
        let file = duplicate()?;
        let metadata = file.metadata()?;
        let end = metadata.is_file().then_some(metadata.len());
        if !may_be_closed && is_closed(&file) {
            let what = "it is closed, or a null device that was opened for reading, too; to discard \
                        the output, write > /dev/null";
            return Err(io::Error::other(what));
        }
        Ok(Self::Stream { file, name: "standard output".to_owned(), end })
    }

    pub(crate) fn print(text: &str) -> Result<(), Failure> {
        Self::open(None, false)?.write(text.as_bytes())
    }

    /// Opens the pager of a terminal, or else standard output.
    pub(crate) fn paged() -> Result<Self, Failure> {
        Pager::start()?.map_or_else(|| Self::open(None, true), |pager| Ok(Self::Pager(pager)))
    }

    /// Whether a person leaves the output when it is read.
    pub(crate) fn is_pager(&self) -> bool {
        matches!(self, Self::Pager(_))
    }

    /// Writes a whole page.
    pub(crate) fn page(
        &mut self,
        output: &mut dyn Output,
        cards: Vec<Card>,
    ) -> Result<(), Failure> {
        let mut text = Vec::new();
        output.page(cards, &mut text)?;
        self.write(&text)
    }

    /// Writes the text of a whole page.
    pub(crate) fn write(&mut self, text: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Pager(pager) => pager.write(text).map_err(Failure::io("pager")),
            Self::New { file, path } => file.write_all(text).map_err(Failure::io(path.display())),
            Self::Stream { file, name, end } => {
                let written = file.write_all(text);
                match (&written, end) {
                    (_, None) => {}
                    (Ok(()), Some(end)) => *end = file.metadata().map_or(*end, |data| data.len()),
                    // The next write, if there is one, begins where the last page ended.
                    (Err(_), Some(end)) => {
                        let _ = file.set_len(*end);
                        let _ = file.seek(SeekFrom::Start(*end));
                    }
                }
                written.map_err(Failure::io(name))
            }
        }
    }

    pub(crate) fn finish_with(&mut self, output: &mut dyn Output) -> Result<(), Failure> {
        let mut text = Vec::new();
        let rest = output.finish(&mut text)?;
        self.write(&text)?;
        rest.map_or(Ok(()), |rest| pieces(rest, |piece| self.write(piece)))
    }

    /// Whether an incomplete output is of use: what follows can be appended to it.
    pub(crate) fn is_appendable(&self) -> bool {
        self.unfinished().is_none()
    }

    /// Returns where a new file is until it is complete.
    pub(crate) fn unfinished(&self) -> Option<&Path> {
        match self {
            Self::New { file, .. } => Some(file.path()),
            _ => None,
        }
    }

    /// Puts a new file in its place, and tells a person what it has.
    pub(crate) fn finish_and_tell(self, what: &str) -> Result<(), Failure> {
        let Self::New { path, .. } = &self else { return Ok(()) };
        let text = format!("{what} in {}", path.display());
        self.finish()?;
        note_to_person(&text);
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<(), Failure> {
        let Self::New { file, path } = self else { return Ok(()) };
        let synced = file.as_file().sync_all();
        let placed = synced.and_then(|()| Ok(file.persist(&path).map(drop)?));
        placed.map_err(Failure::io(path.display()))
    }
}

/// Returns the folder that a file is in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// Reads a file to its end, in pieces.
pub(crate) fn pieces<E: From<io::Error>>(
    mut file: File,
    mut each: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(()),
            length => each(&piece[..length])?,
        }
    }
}

#[cfg(unix)]
fn duplicate() -> io::Result<File> {
    use std::os::fd::AsFd as _;
    Ok(File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

#[cfg(windows)]
fn duplicate() -> io::Result<File> {
    use std::os::windows::io::AsHandle as _;
    Ok(File::from(io::stdout().as_handle().try_clone_to_owned()?))
}

/// Whether standard output was closed when the process began. Rust then opens the null
/// device for reading and writing in its place, which a redirection does not. Programs
/// that discard the output of others may do the same, so commands whose exit status is
/// their result do not ask.
#[cfg(unix)]
fn is_closed(file: &File) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |data: io::Result<fs::Metadata>| data.ok().map(|data| data.rdev());
    let is_null = device(file.metadata()).is_some_and(|own| own != 0)
        && device(file.metadata()) == device(fs::metadata("/dev/null"));
    let flags = rustix::fs::fcntl_getfl(file);
    is_null && flags.is_ok_and(|flags| flags.contains(rustix::fs::OFlags::RDWR))
}

#[cfg(windows)]
fn is_closed(_: &File) -> bool {
    false
}
