//! What happens to the policies while the receiver runs.

use std::{future, sync::Arc, time::Duration};

use tokio::{sync::mpsc, time};

use crate::{
    beside, clock,
    config::{PolicyFiles, Reload},
    expiry::Expiry,
    policies::Given,
    routes::Receiver,
    serve::ServeError,
    store::{self, Store},
};

/// How often the clock is looked at. It may be set, or stand still while the machine sleeps.
const LOOK: Duration = Duration::from_secs(10 * 60);

/// Takes new policies when they come, and tells in time that the current one ends. Never returns.
pub(crate) async fn keep(receiver: Arc<Receiver>, mut reloads: Option<mpsc::Receiver<Reload>>) {
    let mut expiry = Expiry::default();
    let mut look = time::interval(LOOK);
    loop {
        tokio::select! {
            reload = next(&mut reloads) => take(&receiver, reload).await,
            _ = look.tick() => {}
        }
        if let Some(notice) = expiry.notice(receiver.policies.get().expires, clock::now()) {
            receiver.log.event(notice.event, notice.detail);
        }
    }
}

/// Waits for ever if nobody sends any (more).
async fn next(reloads: &mut Option<mpsc::Receiver<Reload>>) -> Reload {
    if let Some(reloads) = reloads
        && let Some(reload) = reloads.recv().await
    {
        return reload;
    }
    future::pending().await
}

async fn take(receiver: &Receiver, reload: Reload) {
    let taken = match reload {
        Ok(files) => replace(receiver, files).await.map_err(|error| format!("{}: {error}", error.code())),
        Err(why) => Err(why),
    };
    receiver.metrics.reloaded(taken.is_ok());
    match taken {
        Ok(()) => {
            tell_others(receiver).await;
            receiver.log.event("policy-reloaded", receiver.policies.get().current());
        }
        Err(why) => receiver.log.event("policy-refused", format_args!("{why}; the policies before stay in force")),
    }
}

/// The store knows the new ones before anybody is served them, so that nobody is refused in between.
async fn replace(receiver: &Receiver, files: PolicyFiles) -> Result<(), ServeError> {
    let policies = Given::read(files)?.into_policies(&receiver.store, &receiver.log).await?;
    receiver.policies.replace(policies);
    Ok(())
}

/// Logs which policies in the folder of static files are refused: the folder may have changed since the start.
async fn tell_others(receiver: &Receiver) {
    let Some(www) = receiver.www.clone() else { return };
    let store = receiver.store_url.clone();
    let look = move || Ok::<_, ServeError>((beside::policies(&www)?, Store::known(&store)?));
    match tokio::task::spawn_blocking(look).await {
        Ok(Ok((beside, known))) => {
            for other in
                beside.into_iter().filter(|beside| !beside.is_one_of(|mh| store::takes(&known, mh, clock::now())))
            {
                receiver.log.event("other-policy", ServeError::OtherPolicy(other.path));
            }
        }
        Ok(Err(error)) => receiver.log.event(error.code(), error),
        Err(_) => {}
    }
}
