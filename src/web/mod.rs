//! What all slices share on the way between HTTP and their acts.
//!
//! | file | what it is for |
//! |---|---|
//! | `visit` | who asks: language, address, the instant of the request |
//! | `problem` | every answer that is not the one asked for, as a page or as problem+json |
//! | `desk` | what stands behind the sign-in: rights, extractors, frame |
//! | `submitted` | what a form or the API sends, field by field |
//! | `email` | addresses of e-mail as people type them |
//! | `form` | faults by field, and the answer that keeps what was typed |
//! | `text_area` | longer text in a form |
//! | `layout` | the frame of every page |
//! | `head` | what stands in its head, for search engines and previews too |
//! | `signs` | the components pages are made of |
//! | `view` | how large and plain pages are |
//! | `reach` | how somebody is reached |
//! | `ways_on` | where to go from a page that could not be shown |
//! | `page_cache` | public pages kept while what they show stands |
//! | `long` | answers too long to be kept, sent piece by piece |
//! | `gzip` | answers packed for those who unpack them |
//! | `headers` | headers of every answer, and the check of foreign forms |
//! | `limits` | acts per minute and address |
//! | `metrics` | figures for the operator |
//! | `assets` | style and type, by the hash of their content |
//! | `paging` | cursors |
//! | `hex` | digests as text |
//! | `tokens` | secrets of links, and digests |
//! | `qr` | QR codes |
//! | `spreadsheet` | tables for people's own tools, without formulas |
//! | `query` | parameters of an address, every fault told at once |

pub mod assets;
pub mod desk;
pub mod email;
pub mod form;
pub mod gzip;
pub mod head;
pub mod headers;
pub mod hex;
pub mod layout;
pub mod limits;
pub mod long;
pub mod metrics;
pub mod page_cache;
pub mod paging;
pub mod problem;
pub mod qr;
pub mod query;
pub mod reach;
pub mod signs;
pub mod spreadsheet;
pub mod submitted;
pub mod text_area;
pub mod tokens;
pub mod view;
pub mod visit;
mod ways_on;

pub use problem::Problem;
pub use visit::Visit;
