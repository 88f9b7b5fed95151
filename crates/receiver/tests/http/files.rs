//! The page's files and the policy.

use std::{
    fs,
    sync::Arc,
    time::{Duration, SystemTime},
};

use tempfile::TempDir;
use waxseal_receiver::Csp;

use crate::support::{POLICY, Server};

fn site() -> (Arc<TempDir>, Server) {
    site_with(Csp::Strict)
}

fn site_with(csp: Csp) -> (Arc<TempDir>, Server) {
    let dir = Arc::new(TempDir::new().unwrap());
    let www = dir.path().join("www");
    fs::create_dir_all(www.join("sub")).unwrap();
    for (name, text) in [
        ("index.html", "<!doctype html><title>home</title>"),
        ("sub/index.html", "below"),
        ("waxseal.js", "0"),
        ("core.wasm", "\0asm and more"),
        ("style.css", "p{}"),
        ("core.wasm.br", "shorter"),
        (".env", "SECRET"),
    ] {
        fs::write(www.join(name), text).unwrap();
    }
    fs::create_dir(dir.path().join("data")).unwrap();
    let server = Server::within(dir.clone(), |config| {
        config.www = Some(www);
        config.csp = csp;
        config.store = format!("sqlite:{}", dir.path().join("data/waxseal.db").display()).parse().unwrap();
    });
    (dir, server)
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_folder_is_no_file() {
    let (dir, server) = site();
    for name in ["pipe", "style.css.gz"] {
        assert!(
            std::process::Command::new("mkfifo").arg(dir.path().join("www").join(name)).status().unwrap().success()
        );
    }
    for path in ["/pipe", "/style.css"] {
        assert_eq!(server.get_with(path, &[("accept-encoding", "gzip")]).status, 404, "{path}");
    }
    assert_eq!(server.get("/waxseal.js").status, 200);
}

#[test]
fn files_come_with_their_types_and_a_strict_policy() {
    let (_dir, server) = site();
    for (path, media_type, body) in [
        ("/", "text/html; charset=utf-8", "<!doctype html><title>home</title>"),
        ("/index.html", "text/html; charset=utf-8", "<!doctype html><title>home</title>"),
        ("/sub/", "text/html; charset=utf-8", "below"),
        ("/waxseal.js", "text/javascript; charset=utf-8", "0"),
        ("/core.wasm", "application/wasm", "\0asm and more"),
        ("/style.css", "text/css; charset=utf-8", "p{}"),
    ] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, media_type), "{path}");
        assert_eq!(answer.body, body);
        let rules = answer.header("content-security-policy");
        for rule in [
            "default-src 'self'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "object-src 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
        ] {
            assert!(rules.split("; ").any(|found| found == rule), "{rule} in {rules}");
        }
        assert!(!rules.contains("unsafe-inline"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");

        let tag = answer.header("etag");
        let unchanged = server.get_with(path, &[("if-none-match", tag)]);
        assert_eq!((unchanged.status, unchanged.body.as_str()), (304, ""), "{path} {tag}");
    }
    let packed = server.get_with("/core.wasm", &[("accept-encoding", "gzip, br")]);
    let headers = (packed.header("content-encoding"), packed.header("content-type"));
    assert_eq!((headers, packed.body.as_str()), (("br", "application/wasm"), "shorter"));

    let answer = server.get_with("/nothing", &[("accept", "text/html")]);
    assert_eq!((answer.status, answer.header("content-type")), (404, "text/html; charset=utf-8"));
    assert_eq!(server.post("/index.html", "text/plain", "").problem(), (405, "method-not-allowed".into()));
}

#[test]
fn the_owners_pages_load_what_they_like_unless_told_otherwise() {
    let (_dir, server) = site_with(Csp::Own);
    assert_eq!(server.get("/").header("content-security-policy"), "");
    assert!(server.get("/nothing").header("content-security-policy").starts_with("default-src 'none'"));
    let (_dir, server) = site_with(Csp::Off);
    for path in ["/", "/nothing", "/readyz"] {
        assert_eq!(server.get(path).header("content-security-policy"), "", "{path}");
    }
}

#[test]
fn a_compressed_copy_is_served_unless_its_file_changed_since() {
    let (dir, server) = site();
    let www = dir.path().join("www");
    let ask = |path| {
        let answer = server.get_with(path, &[("accept-encoding", "gzip, br")]);
        (answer.header("content-encoding").to_owned(), answer.header("vary").to_owned(), answer.body)
    };
    let vary = "accept-encoding".to_owned();
    assert_eq!(ask("/core.wasm"), ("br".into(), vary.clone(), "shorter".into()));
    let old = fs::File::options().write(true).open(www.join("core.wasm.br")).unwrap();
    old.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
    assert_eq!(ask("/core.wasm"), (String::new(), vary, "\0asm and more".into()));
}

#[test]
fn a_file_whose_name_changes_with_its_content_may_be_kept_for_ever() {
    let (dir, server) = site();
    fs::write(dir.path().join("www/app.3f9a0c1b.js"), "0").unwrap();
    assert_eq!(server.get("/app.3f9a0c1b.js").header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(server.get("/waxseal.js").header("cache-control"), "no-cache");
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let (_dir, server) = site();
    for path in [
        "/../data/waxseal.db",
        "/%2e%2e/data/waxseal.db",
        "/..%2fdata/waxseal.db",
        "/sub/..%2f..%2fdata/waxseal.db",
        "/%5c..%5cdata/waxseal.db",
        "//etc/passwd",
        "/.env",
        "/%2Eenv",
        "/sub/%00",
        "/sub%2f..%2f.env",
        "/sub%2f%2e%2e/.env",
        "/.%2fsub/../.env",
    ] {
        let answer = raw(&server, path);
        assert!(answer.starts_with("HTTP/1.1 404 ") || answer.starts_with("HTTP/1.1 400 "), "{path}: {answer}");
    }
}

#[test]
fn a_secret_that_comes_while_it_serves_is_not_served() {
    let (dir, server) = site();
    let www = dir.path().join("www");
    let key = r#"{"kty":"OKP","crv":"X25519","x":"AAEC","d":"AAEC"}"#;
    for (name, text) in [
        ("waxseal.key", key),
        ("notes.txt", key),
        ("sub/data.json", key),
        ("drawer.html", "WAXSEAL RECOVERY SHEET\n"),
        ("copy.bin", "age-encryption.org/v1\n"),
        ("other.db", "anything"),
        ("other.db-wal", "anything"),
        ("sub/.env", "A=1"),
        ("style.css.gz", key),
    ] {
        fs::write(www.join(name), text).unwrap();
    }
    fs::copy(dir.path().join("data/waxseal.db-wal"), www.join("copy")).unwrap();
    for path in [
        "/waxseal.key",
        "/waxseal%2Ekey",
        "/WAXSEAL.KEY",
        "/notes.txt",
        "/sub/data.json",
        "/drawer.html",
        "/copy.bin",
        "/other.db",
        "/other.db-wal",
        "/sub/.env",
        "/sub%2f.env",
        "/style.css.gz",
        "/style.css",
        "/copy",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    assert_eq!(server.get("/sub/").status, 200);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_secret_is_not_served() {
    use std::os::unix::fs::symlink;
    let (dir, server) = site();
    let www = dir.path().join("www");
    fs::create_dir(dir.path().join("keys")).unwrap();
    fs::write(dir.path().join("keys/waxseal.key"), "locked").unwrap();
    fs::write(dir.path().join("keys/other"), "age-encryption.org/v1\n").unwrap();
    fs::write(dir.path().join("keys/logo.svg"), "<svg/>").unwrap();
    symlink(dir.path().join("keys/waxseal.key"), www.join("a.txt")).unwrap();
    symlink(dir.path().join("keys"), www.join("b")).unwrap();
    symlink(dir.path().join("data/waxseal.db"), www.join("c")).unwrap();
    for (path, status) in
        [("/a.txt", 404), ("/b/waxseal.key", 404), ("/b/other", 404), ("/c", 404), ("/b/logo.svg", 200)]
    {
        assert_eq!(server.get(path).status, status, "{path}");
    }
}

/// Sends the path as it stands; a client library would tidy it up.
fn raw(server: &Server, path: &str) -> String {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(server.addr).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_policy_is_served_byte_for_byte() {
    let server = Server::start();
    let answer = server.get("/waxseal.json");
    assert_eq!((answer.status, answer.header("content-type")), (200, "application/json"));
    assert_eq!(answer.body, POLICY);
    let tag = answer.header("etag");
    for tags in [tag.to_owned(), format!("\"other\", W/{tag}")] {
        assert_eq!(server.get_with("/waxseal.json", &[("if-none-match", &tags)]).status, 304);
    }
    assert_eq!(server.get_with("/waxseal.json", &[("if-none-match", "\"other\"")]).status, 200);

    let (_dir, with_folder) = site();
    assert_eq!(with_folder.get("/waxseal.json").body, POLICY);
}
