//! The page of letters.
