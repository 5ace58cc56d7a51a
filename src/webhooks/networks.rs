//! Which addresses of the network may be called. Whoever enters a webhook chooses where the program connects to, from
//! inside the office's network: without a check they could ask what only that network may be asked.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Which addresses are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reachable {
    /// Those of the public internet.
    Public,
    /// Every single machine's, this one's too: the settings allow it.
    Every,
}

/// Networks of IPv4 that are not the public internet's (RFC 6890 and the registry it began): first address, bits.
const PRIVATE: [([u8; 4], u32); 15] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

/// What of IPv6's public space is not the public internet's: protocols (Teredo `2001::/32` among them), documentation,
/// 6to4, documentation once more.
const NOT_GLOBAL: [(u128, u32); 4] = [
    (0x2001 << 112, 23),
    (0x2001_0db8 << 96, 32),
    (0x2002 << 112, 16),
    (0x3fff << 112, 20),
];

/// The public space of IPv6, `2000::/3`: everything else is somebody's own, or nobody's.
const GLOBAL: (u128, u32) = (0x2000 << 112, 3);

/// `64:ff9b::/96`, by which hosts without IPv4 reach the public internet (RFC 6052): the last 32 bits say where.
const NAT64: (u128, u32) = (0x0064_ff9b << 96, 96);

/// `::ffff:0:0/96`: IPv4 in the clothes of IPv6.
const MAPPED: (u128, u32) = (0xffff << 32, 96);

impl Reachable {
    /// Whether an address may be called.
    #[must_use]
    pub fn allows(self, address: IpAddr) -> bool {
        match self {
            Self::Public => is_public(address),
            Self::Every => !is_nobodys(address),
        }
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let within = |(first, bits): &([u8; 4], u32)| {
        let differing = Ipv4Addr::from(*first).to_bits() ^ address.to_bits();
        differing.leading_zeros() >= *bits
    };
    !PRIVATE.iter().any(within)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(inside) = embedded(address) {
        return is_public_v4(inside);
    }
    within(address, GLOBAL) && !NOT_GLOBAL.iter().any(|network| within(address, *network))
}

/// The address of IPv4 that one of IPv6 leads to.
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let leads_there = within(address, NAT64) || within(address, MAPPED);
    let [.., a, b, c, d] = address.octets();
    leads_there.then(|| Ipv4Addr::new(a, b, c, d))
}

fn within(address: Ipv6Addr, (first, bits): (u128, u32)) -> bool {
    (first ^ address.to_bits()).leading_zeros() >= bits
}

/// Not the address of one machine, whatever the settings say.
fn is_nobodys(address: IpAddr) -> bool {
    let address = address.to_canonical();
    let is_all = address == IpAddr::V4(Ipv4Addr::BROADCAST);
    address.is_unspecified() || address.is_multicast() || is_all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_the_public_internet_is_refused() {
        for text in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::8.8.8.8",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::7f00:1",
            "64:ff9b::a00:1",
            "64:ff9b::192.168.0.1",
            "64:ff9b:1::8.8.8.8",
            "100::1",
            "2001::1",
            "2001:0:1::",
            "2001:10::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:808:808::",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            let address: IpAddr = text.parse().unwrap();
            assert!(!Reachable::Public.allows(address), "{text}");
        }
    }

    #[test]
    fn the_public_internet_is_reached() {
        for text in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.1",
            "100.63.255.255",
            "100.128.0.1",
            "126.0.0.1",
            "128.0.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.167.0.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2a00:1450::1",
            "2400:cb00::1",
            "2606:4700::1111",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
        ] {
            let address: IpAddr = text.parse().unwrap();
            assert!(Reachable::Public.allows(address), "{text}");
        }
    }

    #[test]
    fn even_where_private_networks_are_allowed_nobody_is_called_who_is_not_one_machine() {
        for text in ["127.0.0.1", "10.0.0.1", "::1", "fd00::1", "8.8.8.8"] {
            assert!(Reachable::Every.allows(text.parse().unwrap()), "{text}");
        }
        for text in [
            "0.0.0.0",
            "::",
            "224.0.0.1",
            "ff02::1",
            "255.255.255.255",
            "::ffff:0.0.0.0",
        ] {
            assert!(!Reachable::Every.allows(text.parse().unwrap()), "{text}");
        }
    }
}
