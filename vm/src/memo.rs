//! What a machine keeps only to be quicker.

/// Something that no program can tell whether it is there: two machines in the same state are equal whatever it holds.
#[derive(Clone, Debug, Default)]
pub struct Memo<T>(pub T);

impl<T> PartialEq for Memo<T> {
    fn eq(&self, _: &Memo<T>) -> bool {
        true
    }
}

impl<T> Eq for Memo<T> {}

impl<T> core::hash::Hash for Memo<T> {
    fn hash<H: core::hash::Hasher>(&self, _: &mut H) {}
}
