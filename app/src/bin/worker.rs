//! The worker's entry: listens for commands from the page.

fn main() {
    console_error_panic_hook::set_once();
    app::worker::start();
}
