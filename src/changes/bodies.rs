//! Changing a body.
