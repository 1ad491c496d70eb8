//! The page size.

use dintero_cards::PageSize;

#[test]
fn a_page_size_outside_the_documented_range_is_refused() {
    let sizes = [0, 1, 100, 101, u64::MAX].map(|size| PageSize::try_from(size).is_ok());
    assert_eq!(sizes, [false, true, true, false, false]);
    let error = PageSize::try_from(101).unwrap_err();
    assert_eq!(error.to_string(), "a page holds from 1 to 100 cards, not 101");
    assert!(error.is_invalid_input());
}
