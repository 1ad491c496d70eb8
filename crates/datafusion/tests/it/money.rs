//! Sums of amounts.

use std::collections::BTreeMap;

use dintero_cards_datafusion::run;

use crate::setup::{rows, sandbox, session};

#[tokio::test]
async fn amounts_of_several_currencies_are_not_added() {
    let sandbox = sandbox().cards(100).start().await.unwrap();
    let context = session(&sandbox);
    let renamed = "SELECT status, amount AS x, currency AS c FROM cards";
    for (kind, name) in [("VIEW", "renamed"), ("TABLE", "kept")] {
        run(&context, &format!("CREATE {kind} {name} AS {renamed}")).await.unwrap();
    }
    for query in [
        "SELECT sum(amount_balance) FROM cards",
        "SELECT status, avg(amount_available) FROM cards GROUP BY status",
        "SELECT status FROM cards GROUP BY status HAVING sum(amount) > 5",
        "SELECT sum(amount_funds - amount_drawdown) FROM cards",
        "SELECT sum(amount_balance) FROM cards WHERE currency IN ('NOK', 'SEK')",
        "SELECT * FROM (SELECT sum(amount) FROM cards)",
        "SELECT sum(amount) OVER (PARTITION BY status) FROM cards",
        "SELECT sum_money(amount, currency) FROM cards",
        "SELECT sum_money(amount, 'NOK', 3) FROM cards",
        "SELECT sum_money(name, currency) FROM cards",
        "SELECT currency, sum(amount) FROM cards GROUP BY ROLLUP(currency)",
        "SELECT currency, sum(amount) FROM cards GROUP BY CUBE(currency)",
        "SELECT currency, sum(amount) FROM cards GROUP BY GROUPING SETS ((currency), ())",
        "SELECT sum(amount) FROM cards GROUP BY length(currency)",
        "SELECT sum(amount) OVER (PARTITION BY currency IS NULL) FROM cards",
        "SELECT sum(amount) FROM (SELECT * FROM cards WHERE currency = 'NOK' \
         UNION ALL SELECT * FROM cards)",
        "SELECT sum(a.amount) FROM cards a \
         JOIN (SELECT id FROM cards WHERE currency = 'NOK') b ON a.status = b.id",
        "SELECT sum(a.amount) FROM cards a JOIN cards b USING (status) WHERE b.currency = 'NOK'",
        "SELECT sum(a.amount) FROM cards a JOIN cards b USING (status) GROUP BY b.currency",
        "SELECT sum(b.amount) FROM cards a JOIN (SELECT status, amount FROM cards) b \
         USING (status) GROUP BY a.currency",
        "SELECT sum_money(DISTINCT amount, currency) FROM cards WHERE currency = 'NOK'",
        "SELECT sum_money(amount, 'NOK') FROM cards",
        "SELECT sum_money(amount, upper('nok')) OVER () FROM cards",
        "SELECT sum_money(amount, status) FROM cards",
        "SELECT sum_money(a.amount, b.currency) FROM cards a JOIN cards b USING (status)",
        "SELECT stddev(amount) FROM cards",
        "SELECT approx_median(amount) FROM cards",
        "SELECT approx_percentile_cont(amount, 0.5) FROM cards",
        "SELECT corr(amount, amount_balance) FROM cards",
        "SELECT sum(x) FROM (SELECT amount AS x FROM cards)",
        "SELECT sum(x) FROM (SELECT CAST(amount AS DOUBLE) / 100 AS x, currency FROM cards)",
        "SELECT sum(x) FROM renamed",
        "SELECT sum(x) FROM kept",
        "SELECT sum(x) FROM (SELECT * FROM renamed LIMIT 5)",
        "SELECT status, avg(x) FROM renamed GROUP BY status",
        "SELECT sum(amount) FROM (SELECT amount, status AS currency FROM cards) GROUP BY currency",
        "SELECT sum(amount) FROM (SELECT amount, name AS currency FROM cards) \
         WHERE currency = 'NOK'",
        "SELECT sum(sum(amount)) OVER () FROM cards GROUP BY currency",
        "SELECT sum(s) FROM (SELECT sum(amount) AS s FROM cards GROUP BY currency)",
        "SELECT sum(s) FROM (SELECT max(amount) AS s FROM cards)",
        "SELECT sum(s) FROM (SELECT sum(amount) OVER (PARTITION BY currency) AS s FROM cards)",
        "SELECT sum(x) FROM (SELECT DISTINCT amount AS x, currency FROM cards)",
        "SELECT sum(x) FROM (SELECT amount AS x, currency AS c FROM cards \
         UNION ALL SELECT amount, 'NOK' FROM cards) GROUP BY c",
        "WITH c AS (SELECT * FROM cards) \
         SELECT sum(a.amount) FROM c a JOIN c b USING (status) GROUP BY b.currency",
        "SELECT sum((SELECT min(amount) FROM cards)) FROM cards",
        "SELECT sum(a.amount + b.amount) FROM cards a JOIN cards b USING (status) \
         GROUP BY a.currency",
        "SELECT currency, sum(x) FROM (SELECT currency, lag(amount_balance) \
         OVER (ORDER BY created_at) AS x FROM cards) GROUP BY currency",
        "SELECT currency, sum(x) FROM (SELECT currency, lead(amount) \
         OVER (PARTITION BY status ORDER BY id) + 1 AS x FROM cards) GROUP BY currency",
        "SELECT sum(x) FROM (SELECT currency, first_value(amount) OVER (ORDER BY id) AS x \
         FROM cards) WHERE currency = 'NOK'",
        "SELECT sum(x) OVER (PARTITION BY currency) FROM (SELECT currency, \
         last_value(amount) OVER (PARTITION BY upper(currency)) AS x FROM cards)",
        "SELECT sum_money(x, currency) FROM (SELECT currency, nth_value(amount, 2) \
         OVER (ORDER BY id) AS x FROM cards) WHERE currency = 'NOK'",
        "SELECT currency, sum_money(x, currency) FROM (SELECT currency, max(amount) OVER () AS x \
         FROM cards) GROUP BY currency",
        "SELECT currency, sum(y) FROM (SELECT currency, lag(x) OVER (PARTITION BY currency) AS y \
         FROM (SELECT currency, min(amount) OVER () AS x FROM cards)) GROUP BY currency",
        "SELECT currency, sum(x) FROM (SELECT currency, lag(amount) OVER (ORDER BY id) AS x \
         FROM (SELECT * FROM cards WHERE currency = 'NOK' UNION ALL SELECT * FROM cards)) \
         GROUP BY currency",
        "SELECT sum(x) FROM (SELECT unnest(array_agg(amount_balance)) AS x FROM cards)",
        "SELECT currency, sum(x) FROM (SELECT currency, unnest(array_agg(amount) OVER ()) AS x \
         FROM cards) GROUP BY currency",
        "SELECT sum(x) FROM (SELECT unnest(named_struct('a', amount)) FROM cards) AS s (x)",
        "WITH RECURSIVE t AS (SELECT amount + 0 AS x, 1 AS n FROM cards \
         UNION ALL SELECT x, n + 1 FROM t WHERE n < 2) SELECT sum(x) FROM t",
        "WITH RECURSIVE t AS (SELECT amount, currency, 1 AS n FROM cards UNION ALL \
         SELECT t.amount, cards.currency, n + 1 FROM t JOIN cards USING (amount) WHERE n < 2) \
         SELECT currency, sum(amount) FROM t GROUP BY currency",
        "SELECT sum_money(amount, left(currency, 1)) FROM cards",
        "SELECT sum_money(amount, left(currency, 0)) FROM cards",
        "SELECT sum_money(amount, trim(BOTH 'DKNORSE' FROM currency)) FROM cards",
        "SELECT sum_money(amount, upper(left(currency, 0))) FROM cards",
        "SELECT sum_money(amount, CASE WHEN currency = 'NOK' THEN 'x' ELSE 'x' END) FROM cards",
    ] {
        let error = run(&context, query).await.expect_err(query).to_string();
        assert!(error.contains("currenc") || error.contains("sum_money"), "{query}: {error}");
    }
    for query in [
        "SELECT currency, sum(amount_balance) FROM cards GROUP BY currency",
        "SELECT sum(amount_balance) FROM cards WHERE currency = 'NOK'",
        "SELECT count(amount_balance), max(currency) FROM cards",
        "SELECT sum(amount) OVER (PARTITION BY currency) FROM cards",
        "SELECT currency AS c, sum(amount) FROM cards GROUP BY c",
        "SELECT sum(amount) FROM (SELECT * FROM cards WHERE currency = 'NOK' LIMIT 5) x",
        "SELECT sum(a.amount) FROM cards a JOIN cards b USING (id) GROUP BY a.currency",
        "SELECT sum(a.amount) FROM cards a JOIN cards b USING (id) WHERE a.currency = 'NOK'",
        "SELECT sum_money(amount, currency) FROM cards WHERE currency = 'NOK'",
        "SELECT upper(currency), sum_money(amount, upper(currency)) FROM cards GROUP BY 1",
        "SELECT sum_money(amount, currency) FROM cards WHERE currency = 'ISK'",
        "SELECT c, sum(x), stddev(x) FROM renamed GROUP BY c",
        "SELECT c, sum(x) FROM kept GROUP BY c",
        "SELECT sum(s) FROM (SELECT currency, sum(amount) AS s FROM cards GROUP BY currency) \
         GROUP BY currency",
        "SELECT sum(x) FROM (SELECT amount AS x, currency AS c FROM cards \
         UNION ALL SELECT amount_balance, currency FROM cards) GROUP BY c",
        "SELECT sum(sum(amount)) OVER (PARTITION BY currency) FROM cards GROUP BY currency, status",
        "SELECT sum(CASE WHEN amount > 5 THEN 1 ELSE 0 END) FROM cards",
        "SELECT sum(n) FROM (SELECT count(amount) AS n FROM cards GROUP BY status)",
        "SELECT min(amount), max(amount), count(DISTINCT amount) FROM cards",
        "SELECT count(*), avg(length(name)) FROM cards",
        "SELECT string_agg(CAST(amount AS VARCHAR), ',') FROM cards",
        "SELECT avg(r) FROM (SELECT rank() OVER (ORDER BY amount) AS r FROM cards)",
        "SELECT max(amount) OVER (PARTITION BY currency), lag(amount) OVER (ORDER BY id) FROM cards",
        "SELECT currency, sum(x), sum_money(x, currency) FROM (SELECT currency, \
         max(amount) OVER (PARTITION BY currency) AS x FROM cards) GROUP BY currency",
        "SELECT sum(x) FROM (SELECT currency, lag(amount) OVER (PARTITION BY status, currency \
         ORDER BY id) AS x FROM cards) WHERE currency = 'NOK'",
        "SELECT sum(x) FROM (SELECT lag(amount) OVER (ORDER BY id) AS x FROM cards \
         WHERE currency = 'NOK')",
        "SELECT currency, sum_money(amount - x, currency) FROM (SELECT *, lag(amount) \
         OVER (ORDER BY id) AS x FROM cards WHERE currency = 'NOK') GROUP BY currency",
        "SELECT avg(x) FROM (SELECT currency, count(amount) OVER () AS x FROM cards)",
        "SELECT currency, sum(x) FROM (SELECT currency, unnest(array_agg(amount)) AS x \
         FROM cards GROUP BY currency) GROUP BY currency",
        "SELECT currency, sum(amount), sum(n) FROM (SELECT currency, amount, \
         unnest(named_struct('n', 2)) FROM cards) AS s (currency, amount, n) GROUP BY currency",
        "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t WHERE n < 9) \
         SELECT sum(n) FROM t",
        "SELECT currency, sum_money(amount, lower(trim(currency))) FROM cards GROUP BY currency",
        "SELECT currency, sum_money(amount, CAST(currency AS VARCHAR)) FROM cards GROUP BY 1",
    ] {
        rows(&context, query).await.unwrap_or_else(|error| panic!("{query}: {error}"));
    }
}

#[tokio::test]
async fn sum_money_adds_what_the_sandbox_has() {
    let sandbox = sandbox().cards(700).start().await.unwrap();
    let query =
        "SELECT currency, sum_money(amount_available, currency) FROM cards GROUP BY 1 ORDER BY 1";
    let sums = rows(&session(&sandbox), query).await.unwrap();
    let mut expected = BTreeMap::<String, i64>::new();
    for card in sandbox.cards() {
        *expected.entry(card.currency().to_owned()).or_default() += card.amount_available();
    }
    let row = |(currency, sum): (String, i64)| vec![currency, sum.to_string()];
    assert_eq!(sums, expected.into_iter().map(row).collect::<Vec<_>>());
}
