//! Time that this thread spent computing.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The thread's CPU time where the system tells it (Linux), else the time since the first call.
/// Only differences mean something.
pub(crate) fn now() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    // The kernel books the time when the thread is scheduled: without this it may be a tick late.
    std::thread::yield_now();
    on_cpu().unwrap_or_else(|| START.elapsed())
}

/// The first field counts nanoseconds on a processor.
/// <https://docs.kernel.org/scheduler/sched-stats.html#proc-pid-schedstat>
fn on_cpu() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split_whitespace().next()?.parse().ok()?))
}
