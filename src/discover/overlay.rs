//! Content that stands for files: of another revision, of an editor that has not saved it yet, of
//! standard input.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::path::folder;

/// Files that are other than on the disk, by root-relative path.
#[derive(Clone, Debug, Default)]
pub struct Overlay(BTreeMap<String, Option<Arc<[u8]>>>);

/// What takes the place of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover<'o> {
    /// It has these bytes.
    Bytes(&'o [u8]),
    /// There is no such file.
    Absent,
}

impl Overlay {
    /// Lets a file have these bytes, whether it is on the disk or not.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) {
        self.0.insert(path.into(), Some(bytes.into()));
    }

    /// Takes a file as absent.
    pub fn hide(&mut self, path: impl Into<String>) {
        self.0.insert(path.into(), None);
    }

    /// True if every file is as it is on the disk.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What takes the place of a file; `None` if the disk decides.
    pub(super) fn get(&self, path: &str) -> Option<Cover<'_>> {
        self.0.get(path).map(|bytes| bytes.as_deref().map_or(Cover::Absent, Cover::Bytes))
    }

    /// The files that are there, by path.
    pub(super) fn present(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, bytes)| bytes.is_some()).map(|(path, _)| path.as_str())
    }

    /// The files that are there in a folder, by path.
    pub(super) fn present_in<'o>(&'o self, here: &'o str) -> impl Iterator<Item = &'o str> {
        self.present().filter(move |path| folder(path) == here)
    }
}
