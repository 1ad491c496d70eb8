//! The aggregate function `sum_money(amount, currency)`.

use std::fmt;
use std::mem::size_of_val;
use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{ArrayRef, AsArray as _};
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Int64Type};
use datafusion::common::{Result, ScalarValue, exec_err, plan_err};
use datafusion::logical_expr::function::{AccumulatorArgs, StateFieldsArgs};
use datafusion::logical_expr::{
    Accumulator, AggregateUDF, AggregateUDFImpl, Signature, Volatility,
};

/// Returns the function `sum_money(amount, currency)`: the sum of amounts in the smallest
/// unit of their currency, which all rows must share. Null without rows.
pub(crate) fn sum_money() -> Arc<AggregateUDF> {
    static FUNCTION: LazyLock<Arc<AggregateUDF>> = LazyLock::new(|| {
        let signature = Signature::user_defined(Volatility::Immutable);
        Arc::new(AggregateUDF::from(SumMoney { signature }))
    });
    Arc::clone(&FUNCTION)
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct SumMoney {
    signature: Signature,
}

impl AggregateUDFImpl for SumMoney {
    fn name(&self) -> &'static str {
        "sum_money"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        match types {
            [amount, _] if amount.is_integer() || amount.is_null() => {
                Ok(vec![DataType::Int64, DataType::Utf8])
            }
            _ => plan_err!("sum_money(amount, currency) takes an integer and a text"),
        }
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(DataType::Int64)
    }

    fn accumulator(&self, _: AccumulatorArgs<'_>) -> Result<Box<dyn Accumulator>> {
        Ok(Box::new(Sum::default()))
    }

    fn state_fields(&self, _: StateFieldsArgs<'_>) -> Result<Vec<FieldRef>> {
        Ok(vec![
            Arc::new(Field::new("sum", DataType::Int64, true)),
            Arc::new(Field::new("currency", DataType::Utf8, true)),
        ])
    }
}

/// The sum so far, and its currency; None before the first amount.
#[derive(Default)]
struct Sum(Option<(i64, String)>);

/// Shows no values: they are those of cards.
impl fmt::Debug for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sum").finish_non_exhaustive()
    }
}

impl Accumulator for Sum {
    /// A row without an amount adds nothing.
    fn update_batch(&mut self, values: &[ArrayRef]) -> Result<()> {
        let [amounts, currencies] = values else { return exec_err!("sum_money: two arguments") };
        let rows = amounts.as_primitive::<Int64Type>().iter().zip(currencies.as_string::<i32>());
        for (amount, currency) in rows {
            let Some(amount) = amount else { continue };
            let Some(currency) = currency else {
                return exec_err!("sum_money: an amount has no currency");
            };
            self.add(amount, currency)?;
        }
        Ok(())
    }

    fn merge_batch(&mut self, states: &[ArrayRef]) -> Result<()> {
        self.update_batch(states)
    }

    fn evaluate(&mut self) -> Result<ScalarValue> {
        Ok(ScalarValue::Int64(self.0.as_ref().map(|(sum, _)| *sum)))
    }

    fn state(&mut self) -> Result<Vec<ScalarValue>> {
        let (sum, currency) = self.0.clone().unzip();
        Ok(vec![ScalarValue::Int64(sum), ScalarValue::Utf8(currency)])
    }

    fn size(&self) -> usize {
        size_of_val(self) + self.0.as_ref().map_or(0, |(_, currency)| currency.capacity())
    }
}

impl Sum {
    fn add(&mut self, amount: i64, currency: &str) -> Result<()> {
        match &mut self.0 {
            None => self.0 = Some((amount, currency.to_owned())),
            Some((_, own)) if own != currency => {
                return exec_err!(
                    "sum_money: amounts in {own} and {currency} cannot be added; group by currency"
                );
            }
            Some((sum, _)) => match sum.checked_add(amount) {
                Some(total) => *sum = total,
                None => return exec_err!("sum_money: the sum needs more than 64 bits"),
            },
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Sum;

    #[test]
    fn debug_texts_have_no_card_data() {
        let sum = Sum(Some((987_654_321, "NOK".to_owned())));
        assert_eq!(format!("{sum:?}"), "Sum(..)");
    }
}
