//! Natives that only the frozen helpers see, and the helpers' sources.

/// The frozen files.
pub const SOURCES: &[(&str, &str)] = &[];
