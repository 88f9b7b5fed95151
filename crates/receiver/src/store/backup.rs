//! A consistent copy of a store, also while a receiver writes to it.

use std::{
    fs::OpenOptions,
    io,
    path::{Path, absolute},
};

use super::{Sqlite, StoreError};

impl Sqlite {
    /// Copies the store, as it is at this moment, into a new file that its owner alone may read, and waits until the disk
    /// has it.
    ///
    /// By `VACUUM INTO` and not page by page: it holds up no writer, its copy is one plain file without a write-ahead log,
    /// what was deleted is not in it, and a page that cannot be read ends it and is not copied.
    ///
    /// # Errors
    ///
    /// [`StoreError::Create`] if the file is there or cannot be made, [`StoreError::Sqlite`] for the rest.
    pub fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        let create = |cause: io::Error| StoreError::Create { path: path.to_owned(), cause: cause.into() };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(create)?;
        // Absolute, so that SQLite takes it for a path whatever it begins with.
        let name = absolute(path).map_err(create)?;
        let name = name.to_str().ok_or_else(|| create(io::ErrorKind::InvalidFilename.into()))?;
        // SQLite fills an empty file that is there, and leaves its rights as they are.
        self.db.execute("VACUUM INTO ?1", [name])?;
        file.sync_all().map_err(create)
    }
}
