//! Arguments in, exit code out.

fn main() -> std::process::ExitCode {
    acrlint::cli::run(std::env::args_os())
}
