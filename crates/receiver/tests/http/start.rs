//! What stops a receiver before it takes anything.

use std::{fs, net::TcpListener};

use tempfile::TempDir;
use waxseal_receiver::{Admin, Config, Listen, ServeError, serve};

use crate::support::{POLICY, config};

fn refused(change: impl FnOnce(&mut Config, &TempDir)) -> ServeError {
    let dir = TempDir::new().unwrap();
    let mut config = config(&dir).on_ready(|_| panic!("it started"));
    change(&mut config, &dir);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(serve(config, std::future::pending())).unwrap_err()
}

#[test]
fn a_policy_with_mistakes_stops_it_with_every_place_and_mend() {
    let wrong = POLICY.replace("\"revision\": 7", "\"revision\": 0").replace("\"newsletter\"]", "\"news\"]");
    let error = refused(|config, _| config.policies = wrong.into_bytes().into());
    let ServeError::Policy(problems) = &error else { panic!("{error}") };
    let pointers: Vec<_> = problems.iter().map(|problem| problem.pointer.as_str()).collect();
    assert!(pointers.contains(&"/revision") && pointers.contains(&"/forms/0/fields/0/purposes/0"), "{pointers:?}");
    assert_eq!(error.code(), "bad-policy");
    assert!(problems.iter().all(|problem| error.to_string().contains(&problem.message())));
}

#[test]
fn each_mistake_of_the_operator_has_its_code() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let rows: [(&str, ServeError); 10] = [
        ("bad-policy", refused(|config, _| config.policies = b"{}".to_vec().into())),
        ("bad-origin", refused(|config, _| config.allow_origins = vec!["*".into()])),
        ("missing-folder", refused(|config, dir| config.www = Some(dir.path().join("none")))),
        ("store-in-folder", refused(|config, dir| config.www = Some(dir.path().into()))),
        (
            "secret-under-www",
            refused(|config, dir| {
                let www = dir.path().join("www");
                fs::create_dir_all(www.join("assets")).unwrap();
                fs::write(www.join("assets/logo.svg"), "age-encryption.org/v1\n").unwrap();
                config.www = Some(www);
            }),
        ),
        (
            "other-policy",
            refused(|config, dir| {
                let www = dir.path().join("www");
                fs::create_dir(&www).unwrap();
                fs::write(www.join("waxseal.json"), POLICY.replace("Dublin", "Cork")).unwrap();
                config.www = Some(www);
            }),
        ),
        (
            "demo-not-loopback",
            refused(|config, _| {
                config.demo_views = true;
                config.listen = Listen::Tcp("0.0.0.0:0".into());
            }),
        ),
        ("cannot-bind", refused(|config, _| config.admin = Admin::At(taken.local_addr().unwrap().into()))),
        ("cannot-bind", refused(|config, _| config.listen = taken.local_addr().unwrap().into())),
        (
            "store-create",
            refused(|config, dir| {
                config.store = format!("sqlite:{}/none/waxseal.db", dir.path().display()).parse().unwrap();
            }),
        ),
    ];
    for (code, error) in rows {
        assert_eq!(error.code(), code, "{error}");
    }
}
