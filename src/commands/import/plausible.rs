//! Whether a slug or a number can be one; telephones and addresses are read as the desk reads them.

pub use crate::bodies::plausible::{bin, slug};
pub use crate::sessions::plausible::{email, phone, web_address};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_and_numbers() {
        assert_eq!(slug("demo-ministry").as_deref(), Some("demo-ministry"));
        for bad in ["Demo", "-a", "a-", "a/b", "ә", ""] {
            assert_eq!(slug(bad), None, "{bad}");
        }
        assert!(bin("123456789012").is_some() && bin("12345678901").is_none());
    }
}
