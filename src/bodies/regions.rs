//! The regions of the country: oblasts, the capital, cities of republican significance.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::Multilingual;
use crate::law::text_enum::text_enum;

text_enum! {
    /// What a region is.
    pub enum RegionType {
        /// An oblast.
        Oblast = "oblast",
        /// The capital.
        Capital = "capital",
        /// A city of republican significance.
        CityRepublican = "city_republican",
    }
}

/// A region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its code in the classifier of administrative units, nine digits.
    pub kato: String,
    /// Its code for the world, as KZ-10.
    pub iso_3166_2: String,
    /// What it is.
    pub region_type: RegionType,
    /// Its name.
    pub name: Multilingual,
    /// Its centre; a city has none.
    pub centre: Option<Multilingual>,
    /// The zone its days begin in.
    pub zone: chrono_tz::Tz,
}

/// A line of `config/regions.csv`.
#[derive(Deserialize)]
struct Line {
    kato: String,
    iso_3166_2: String,
    #[serde(rename = "type")]
    region_type: RegionType,
    kk: String,
    ru: String,
    en: String,
    centre_kk: String,
    centre_ru: String,
    zone: chrono_tz::Tz,
}

impl From<Line> for Region {
    fn from(line: Line) -> Self {
        let has_centre = !line.centre_kk.is_empty();
        Self {
            kato: line.kato,
            iso_3166_2: line.iso_3166_2,
            region_type: line.region_type,
            name: Multilingual::new(line.kk, line.ru).with_english(line.en),
            centre: has_centre.then(|| Multilingual::new(line.centre_kk, line.centre_ru)),
            zone: line.zone,
        }
    }
}

const FILE: &str = include_str!("../../config/regions.csv");

/// A test keeps the embedded file free of faults.
static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| parse(FILE).unwrap_or_default());

fn parse(file: &str) -> Result<Vec<Region>, csv::Error> {
    csv::Reader::from_reader(file.as_bytes())
        .deserialize::<Line>()
        .map(|line| line.map(Region::from))
        .collect()
}

/// All regions, by their codes.
#[must_use]
pub fn all() -> &'static [Region] {
    &REGIONS
}

/// The region with this code.
#[must_use]
pub fn by_kato(kato: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.kato == kato)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_country_has_twenty_regions() {
        let regions = parse(FILE).unwrap();
        let count = |wanted| {
            let of_type = regions.iter().filter(|one| one.region_type == wanted);
            of_type.count()
        };
        assert_eq!(count(RegionType::Oblast), 17);
        assert_eq!(count(RegionType::Capital), 1);
        assert_eq!(count(RegionType::CityRepublican), 2);
        assert!(regions.is_sorted_by(|one, next| one.kato < next.kato));
        let centres = regions.iter().filter(|region| region.centre.is_some());
        assert_eq!(centres.count(), 17, "the cities are their own centres");
        assert_eq!(by_kato("710000000").unwrap().name.ru, "город Астана");
        assert_eq!(by_kato("71"), None);
    }
}
