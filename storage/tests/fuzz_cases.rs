//! Cases that fuzzing once found, or begins with, are tried in every run.

#[path = "../../fuzz/littlefs.rs"]
mod littlefs;

#[test]
fn images_that_once_failed_do_no_more() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../fuzz/cases/littlefs");
    let mut count = 0;
    for case in std::fs::read_dir(folder).expect("there are cases") {
        let path = case.expect("the folder can be read").path();
        littlefs::image(&std::fs::read(path).expect("a case can be read"));
        count += 1;
    }
    assert!(count > 0);
}
