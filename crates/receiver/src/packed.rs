//! Compressed copies (`waxseal.js.br`) that lie beside the files they were made of.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

/// How much older than its file a copy may look: a folder that is copied without its times has them in any order.
const ORDER: Duration = Duration::from_secs(2);

/// Which copies of a file may be served in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Copies {
    pub(crate) brotli: bool,
    pub(crate) gzip: bool,
}

impl Copies {
    /// Those that are newer than `file` and smaller. One that was left from before a change is neither served nor an error.
    pub(crate) fn of(file: &Path) -> Self {
        let [brotli, gzip] = paths(file).map(|copy| is_current(file, &copy));
        Self { brotli, gzip }
    }
}

/// Where the copies of a file lie, if there are any: by Brotli, by gzip.
pub(crate) fn paths(file: &Path) -> [PathBuf; 2] {
    [".br", ".gz"].map(|ending| {
        let mut name = file.as_os_str().to_owned();
        name.push(ending);
        name.into()
    })
}

fn is_current(file: &Path, copy: &Path) -> bool {
    let (Ok(of), Ok(copy)) = (fs::metadata(file), fs::metadata(copy)) else {
        return false;
    };
    let (Ok(changed), Ok(made)) = (of.modified(), copy.modified()) else {
        return false;
    };
    copy.is_file() && (1..of.len()).contains(&copy.len()) && made + ORDER >= changed
}

#[cfg(test)]
mod tests {
    use std::{fs::File, time::SystemTime};

    use tempfile::TempDir;

    use super::*;

    /// A copy of `len` bytes of a file of 100, made `seconds` after it.
    fn copies(len: usize, seconds: i64) -> Copies {
        let dir = TempDir::new().unwrap();
        let file = dir.path().join("style.css");
        fs::write(&file, [b' '; 100]).unwrap();
        let copy = dir.path().join("style.css.br");
        fs::write(&copy, vec![0; len]).unwrap();
        let now = SystemTime::now();
        let by = Duration::from_secs(seconds.unsigned_abs());
        let made = if seconds < 0 { now - by } else { now + by };
        for (path, time) in [(&file, now), (&copy, made)] {
            File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
        }
        Copies::of(&file)
    }

    #[test]
    fn a_copy_is_served_if_it_is_newer_and_smaller() {
        for (len, seconds, served) in
            [(40, 0, true), (40, 60, true), (40, -1, true), (40, -60, false), (100, 1, false), (0, 1, false)]
        {
            let expected = Copies { brotli: served, gzip: false };
            assert_eq!(copies(len, seconds), expected, "{len} bytes, {seconds} s");
        }
        assert_eq!(Copies::of(Path::new("nothing")), Copies::default());
    }
}
