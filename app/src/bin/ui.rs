//! The page's entry: mounts the view on the document's body.

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::view::Page);
}
