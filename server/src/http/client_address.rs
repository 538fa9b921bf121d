//! From where a request comes, for limits. The address is counted in memory and kept nowhere.

use super::state::AppState;
use actix_web::HttpRequest;
use std::net::{IpAddr, Ipv4Addr};

/// The network address that a request comes from: of the connection, or, behind a reverse proxy, the last one that
/// the proxy wrote; whatever stands before it is what the client says of itself.
pub(super) fn client_address(request: &HttpRequest, state: &AppState) -> IpAddr {
    let connection = request.peer_addr().map(|peer| peer.ip());
    let forwarded = || {
        let all = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
        last_address(all)
    };
    let address = if state.behind_proxy { forwarded().or(connection) } else { connection };
    address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

fn last_address<'a>(headers: impl Iterator<Item = &'a str>) -> Option<IpAddr> {
    headers.last()?.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_proxys_word_is_the_last() {
        let last =
            |headers: &[&str]| last_address(headers.iter().copied()).map(|address| address.to_string());
        assert_eq!(last(&["192.0.2.1, 198.51.100.7"]).as_deref(), Some("198.51.100.7"));
        assert_eq!(last(&["192.0.2.1", "2001:db8::1"]).as_deref(), Some("2001:db8::1"));
        assert_eq!(last(&["192.0.2.1, nonsense"]), None);
        assert_eq!(last(&[]), None);
    }
}
