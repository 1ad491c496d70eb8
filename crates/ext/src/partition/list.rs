//! Lists one window of a plan, or all that are left.

use super::plan::ListingPlan;
use super::stream::Partitioned;
use super::window::WindowState;
use crate::{CardsClient, ListCards, Result};

impl CardsClient {
    /// Creates a listing of one window of a plan, which resumes where the window was
    /// stopped; sends nothing yet. It delivers the cards that the window owns, and no other.
    ///
    /// ```no_run
    /// # use dintero_cards::{CardsClient, ListingPlan};
    /// # use futures_util::StreamExt as _;
    /// # async fn run(client: CardsClient) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut plan: ListingPlan = serde_json::from_str(&std::fs::read_to_string("plan.json")?)?;
    /// let mut items = client.list_window(&plan, 3)?.items();
    /// let mut cards = 0;
    /// while let Some(card) = items.next().await.transpose()? {
    ///     println!("{:?}", card.card_id);
    ///     cards += 1;
    /// }
    /// // Stopped earlier, it would be `items.cursor()` instead of None.
    /// plan.record(3, None, cards, items.report().malformed_cards)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Returns an error of the kind
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) if the plan belongs to
    /// another account or document, if it has no such window, or if the window is done.
    pub fn list_window(&self, plan: &ListingPlan, index: usize) -> Result<ListCards> {
        let listing = self.list_plan(plan)?;
        let window = plan.open_window(index)?;
        let cursor = match window.state() {
            WindowState::Started(cursor) => Some(cursor.clone()),
            _ => None,
        };
        Ok(listing.within(window.span).resume_at(cursor))
    }

    /// Resumes a plan: returns a stream of the cards that have not been delivered.
    ///
    /// # Errors
    /// Returns an error of the kind
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) if the plan belongs to
    /// another account or document.
    pub fn resume_plan(&self, plan: &ListingPlan, workers: usize) -> Result<Partitioned> {
        let listing = self.list_plan(plan)?;
        Ok(Partitioned::new(listing, plan.windows().to_vec(), workers))
    }

    /// Creates the listing that a plan divides.
    pub(super) fn list_plan(&self, plan: &ListingPlan) -> Result<ListCards> {
        let listing = match plan.filter.customer_id() {
            Some(id) if plan.is_for_customer => self.customer(id),
            _ => self.list_cards(plan.filter.clone()),
        };
        plan.check(&listing)?;
        Ok(listing)
    }
}
