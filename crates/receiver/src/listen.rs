//! Where a receiver listens: an address and port, or a socket file.

use std::{
    fmt, io,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    str::FromStr,
};

use tokio::net::{TcpListener, TcpStream};
#[cfg(unix)]
use tokio::net::{UnixListener, UnixStream};

/// Where to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Listen {
    /// `HOST:PORT`. A name is looked up, and the first of its addresses that can be had is taken; port 0 is a free port.
    Tcp(String),
    /// `unix:FILE`.
    #[cfg(unix)]
    Unix(PathBuf),
}

/// Neither `HOST:PORT` nor `unix:FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListenError(String);

impl ListenError {
    /// A name that never changes.
    pub const fn code(&self) -> &'static str {
        "bad-address"
    }
}

impl fmt::Display for ListenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no address; write HOST:PORT, such as 127.0.0.1:8080 or [::]:8080, or unix:FILE", self.0)
    }
}

impl std::error::Error for ListenError {}

impl FromStr for Listen {
    type Err = ListenError;

    fn from_str(text: &str) -> Result<Self, ListenError> {
        let refuse = || ListenError(text.to_owned());
        #[cfg(unix)]
        if let Some(file) = text.strip_prefix("unix:") {
            return if file.is_empty() { Err(refuse()) } else { Ok(Self::Unix(file.into())) };
        }
        let (host, port) = text.rsplit_once(':').ok_or_else(refuse)?;
        // An IPv6 address has colons of its own, so it stands in brackets.
        let plain = !host.is_empty() && !host.contains([':', '/', '[', ']', ' ']);
        let is_v6 = text.parse::<SocketAddr>().is_ok();
        if port.parse::<u16>().is_ok() && (plain || is_v6) { Ok(Self::Tcp(text.to_owned())) } else { Err(refuse()) }
    }
}

impl From<SocketAddr> for Listen {
    fn from(addr: SocketAddr) -> Self {
        Self::Tcp(addr.to_string())
    }
}

impl fmt::Display for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(text) => f.write_str(text),
            #[cfg(unix)]
            Self::Unix(file) => write!(f, "unix:{}", file.display()),
        }
    }
}

/// Where a receiver answers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Address {
    /// An address and port.
    Tcp(SocketAddr),
    /// A socket file.
    Unix(PathBuf),
}

impl Address {
    /// Whether only this machine can reach it.
    pub fn is_local(&self) -> bool {
        match self {
            Self::Tcp(addr) => addr.ip().to_canonical().is_loopback(),
            Self::Unix(_) => true,
        }
    }
}

/// `http://127.0.0.1:8080/` or `unix:/run/waxseal.sock`.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(addr) => write!(f, "http://{addr}/"),
            Self::Unix(file) => write!(f, "unix:{}", file.display()),
        }
    }
}

/// Who is at the other end of a connection: an address, or nobody to be told from others by a socket file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) Option<IpAddr>);

#[cfg(unix)]
pub(crate) type Stream = tokio_util::either::Either<TcpStream, UnixStream>;
#[cfg(not(unix))]
pub(crate) type Stream = TcpStream;

/// An open listener. A socket file goes with it.
#[derive(Debug)]
pub(crate) enum Listener {
    Tcp(TcpListener),
    #[cfg(unix)]
    Unix(UnixListener, PathBuf),
}

impl Listener {
    pub(crate) async fn bind(listen: &Listen) -> io::Result<Self> {
        match listen {
            Listen::Tcp(text) => TcpListener::bind(text).await.map(Self::Tcp),
            #[cfg(unix)]
            Listen::Unix(file) => {
                remove_abandoned(file)?;
                Ok(Self::Unix(UnixListener::bind(file)?, file.clone()))
            }
        }
    }

    pub(crate) fn address(&self) -> io::Result<Address> {
        match self {
            Self::Tcp(listener) => listener.local_addr().map(Address::Tcp),
            #[cfg(unix)]
            Self::Unix(_, file) => Ok(Address::Unix(file.clone())),
        }
    }

    #[cfg(unix)]
    pub(crate) async fn accept(&self) -> io::Result<(Stream, Peer)> {
        match self {
            Self::Tcp(listener) => {
                let (stream, peer) = accept_tcp(listener).await?;
                Ok((Stream::Left(stream), peer))
            }
            Self::Unix(listener, _) => {
                let (stream, _) = listener.accept().await?;
                Ok((Stream::Right(stream), Peer(None)))
            }
        }
    }

    #[cfg(not(unix))]
    pub(crate) async fn accept(&self) -> io::Result<(Stream, Peer)> {
        let Self::Tcp(listener) = self;
        accept_tcp(listener).await
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Self::Unix(_, file) = self {
            // What is left behind is removed at the next start.
            let _ = std::fs::remove_file(file);
        }
    }
}

async fn accept_tcp(listener: &TcpListener) -> io::Result<(TcpStream, Peer)> {
    let (stream, peer) = listener.accept().await?;
    // Answers are one small write each: nothing is won by holding them back.
    let _ = stream.set_nodelay(true);
    Ok((stream, Peer(Some(peer.ip()))))
}

/// Removes the socket file of a process that was killed: nobody answers at it. Any other file stays.
#[cfg(unix)]
fn remove_abandoned(file: &std::path::Path) -> io::Result<()> {
    use std::os::unix::{fs::FileTypeExt, net};
    let is_socket = file.symlink_metadata().is_ok_and(|metadata| metadata.file_type().is_socket());
    let refused = |error: io::Error| error.kind() == io::ErrorKind::ConnectionRefused;
    if is_socket && net::UnixStream::connect(file).is_err_and(refused) {
        return std::fs::remove_file(file);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_a_port_or_a_socket_file() {
        for text in ["127.0.0.1:8080", "localhost:0", "[::1]:80", "forms.example:443"] {
            assert_eq!(text.parse(), Ok(Listen::Tcp(text.to_owned())));
        }
        for text in
            ["", "8080", ":8080", "localhost", "localhost:", "::1:80", "http://localhost:80", "a:65536", "unix:"]
        {
            assert_eq!(text.parse::<Listen>().unwrap_err().code(), "bad-address", "{text}");
        }
        #[cfg(unix)]
        assert_eq!("unix:/run/a.sock".parse(), Ok(Listen::Unix("/run/a.sock".into())));
    }
}
