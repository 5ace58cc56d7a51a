//! Enums that stand in JSON, in files and in the database as fixed words.

/// Given a word that is none of an enum's own.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not one of: {}", .expected.join(", "))]
pub struct UnknownWord {
    /// The word as it was given.
    pub given: String,
    /// The words that would have been understood.
    pub expected: &'static [&'static str],
}

/// Declares an enum whose every value has one fixed word, the same in JSON, files and columns:
/// `ALL`, `WORDS`, `as_str`, `Display`, `FromStr` and serde come with it.
macro_rules! text_enum {
    (
        $(#[$about:meta])*
        $visibility:vis enum $name:ident {
            $($(#[$about_value:meta])* $value:ident = $word:literal,)+
        }
    ) => {
        $(#[$about])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        $visibility enum $name {
            $($(#[$about_value])* #[serde(rename = $word)] $value,)+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// Every word, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The fixed word of this value.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::law::UnknownWord;

            fn from_str(given: &str) -> Result<Self, Self::Err> {
                match given {
                    $($word => Ok(Self::$value),)+
                    _ => Err($crate::law::UnknownWord {
                        given: given.to_owned(),
                        expected: Self::WORDS,
                    }),
                }
            }
        }
    };
}

pub(crate) use text_enum;
