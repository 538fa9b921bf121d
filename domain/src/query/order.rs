//! The order that results are in, as further pages name it.

use crate::error::Fault;
use crate::product::ProductId;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// Which order a page of results was in: what had been learned from clicks by then, and which product was tried on the
/// first page, so that no further page repeats it. Says nothing of a borrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct OrderToken {
    /// The change of the click model.
    pub revision: u64,
    /// The product that was placed by a draw.
    pub tried: Option<ProductId>,
}

impl fmt::Display for OrderToken {
    /// `412`, or with a product `412-0198a1b2000070008000000000000001`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tried {
            Some(product) => write!(f, "{}-{}", self.revision, product.0.simple()),
            None => write!(f, "{}", self.revision),
        }
    }
}

impl FromStr for OrderToken {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let (revision, tried) = match text.split_once('-') {
            Some((revision, tried)) => (revision, Some(tried)),
            None => (text, None),
        };
        let tried =
            tried.map(|id| Uuid::try_parse(id).map(ProductId)).transpose().map_err(|_| Fault::Token)?;
        Ok(Self { revision: revision.parse().map_err(|_| Fault::Token)?, tried })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_token_survives_its_text(revision: u64, tried: Option<u128>) {
            let token = OrderToken { revision, tried: tried.map(|id| ProductId(Uuid::from_u128(id))) };
            prop_assert_eq!(token.to_string().parse(), Ok(token));
        }
    }

    #[test]
    fn what_is_none_is_refused() {
        for text in ["", "x", "1-", "-1", "1-x", "99999999999999999999999"] {
            assert_eq!(text.parse::<OrderToken>(), Err(Fault::Token), "{text}");
        }
    }
}
