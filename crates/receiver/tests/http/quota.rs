//! Room for the store, and what happens when it is used up.

use waxseal_receiver::Config;

use crate::{
    support::{FORM, JSON, POLICY, SIGNUP, Server, sealed, sealed_with_receipt, urlencoded},
    withdrawals::{PATH, WITHDRAWAL, withdrawal},
};

#[test]
fn a_store_at_its_quota_takes_no_submission_and_all_withdrawals_until_there_is_room() {
    let with_quota = |config: &mut Config| config.limits.store = Some(256 << 10);
    let server = Server::with(with_quota);
    assert_eq!(server.ask("/readyz").body, "ready\n");
    let first = sealed_with_receipt(POLICY, "signup", 0);
    assert_eq!(server.post(SIGNUP, JSON, &first.envelope).status, 201);
    let refused = (1..500).map(|number| server.post(SIGNUP, JSON, &sealed(number))).find(|answer| answer.status != 201);
    let refused = refused.unwrap();
    assert_eq!(refused.problem(), (507, "store-full".into()));
    assert_eq!(refused.header("retry-after"), "60");
    let page = server.post(SIGNUP, FORM, &urlencoded(&sealed(600)));
    assert!(page.status == 507 && page.body.contains("<h1>Cannot be kept just now</h1>"), "{}", page.body);

    assert_eq!(server.post(SIGNUP, JSON, &first.envelope).status, 200, "what was kept before is answered as before");
    assert_eq!(server.post(PATH, WITHDRAWAL, &withdrawal(&first, &["newsletter"])).status, 201);
    let ready = server.ask("/readyz");
    assert_eq!((ready.status, ready.body.as_str()), (200, "ready\nstore-full\n"), "withdrawals still come here");
    server.wait_for("waxseal_store_full 1");
    server.wait_for("waxseal_store_quota_bytes 262144");

    // Deleted rows make room, though the file keeps its size.
    let server = Server::within(server.stop(), with_quota);
    assert_eq!(server.post(SIGNUP, JSON, &sealed(601)).problem().1, "store-full", "after a restart, too");
    let store = rusqlite::Connection::open(server.database()).unwrap();
    store.execute_batch("DELETE FROM submissions WHERE id > 1").unwrap();
    assert_eq!(server.post(SIGNUP, JSON, &sealed(602)).status, 201);
}
