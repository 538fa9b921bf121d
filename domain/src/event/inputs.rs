//! What a model was given, as numbers.

/// The most values that are kept; models have far fewer.
const MOST: usize = 4_096;

/// A vector of model inputs under a version of their meaning. Which value means what is the models' business: the
/// schema version says which definition made it. A value that is missing is NaN.
///
/// Stored as the version (2 bytes), then each value as an IEEE 754 single (4 bytes), all big-endian.
#[derive(Debug, Clone)]
pub struct ModelInputs {
    schema: u16,
    values: Vec<f32>,
}

/// The numbers are no model inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not model inputs")]
pub struct ModelInputsError;

impl ModelInputs {
    /// Inputs as version `schema` defines them.
    ///
    /// # Errors
    /// [`ModelInputsError`] if there are more than 4,096.
    pub fn new(schema: u16, values: Vec<f32>) -> Result<Self, ModelInputsError> {
        if values.len() > MOST { Err(ModelInputsError) } else { Ok(Self { schema, values }) }
    }

    /// Which definition made them.
    #[must_use]
    pub const fn schema(&self) -> u16 {
        self.schema
    }

    /// The values; NaN where one is missing.
    #[must_use]
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// The inputs in few bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let values = self.values.iter().flat_map(|value| value.to_be_bytes());
        self.schema.to_be_bytes().into_iter().chain(values).collect()
    }

    /// Inputs from [`to_bytes`](Self::to_bytes).
    ///
    /// # Errors
    /// [`ModelInputsError`] if the bytes are anything else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelInputsError> {
        let (schema, values) = bytes.split_first_chunk::<2>().ok_or(ModelInputsError)?;
        let (values, rest) = values.as_chunks::<4>();
        if !rest.is_empty() {
            return Err(ModelInputsError);
        }
        Self::new(
            u16::from_be_bytes(*schema),
            values.iter().map(|value| f32::from_be_bytes(*value)).collect(),
        )
    }
}

/// To the bit: a missing value equals a missing value.
impl PartialEq for ModelInputs {
    fn eq(&self, other: &Self) -> bool {
        let bits = |inputs: &Self| inputs.values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
        self.schema == other.schema && bits(self) == bits(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn inputs_survive_their_bytes_to_the_bit(schema: u16, bits in proptest::collection::vec(any::<u32>(), 0..40)) {
            let inputs = ModelInputs::new(schema, bits.into_iter().map(f32::from_bits).collect()).unwrap();
            prop_assert_eq!(ModelInputs::from_bytes(&inputs.to_bytes()), Ok(inputs));
        }
    }

    #[test]
    fn other_bytes_are_refused() {
        for bytes in [&[][..], &[0], &[0, 1, 2], &[0, 1, 2, 3, 4]] {
            assert_eq!(ModelInputs::from_bytes(bytes), Err(ModelInputsError), "{bytes:?}");
        }
        assert!(ModelInputs::new(1, vec![0.0; MOST]).is_ok());
        assert_eq!(ModelInputs::new(1, vec![0.0; MOST + 1]), Err(ModelInputsError));
    }
}
