"""SQL of the triggers that tell changes, for migrations of whoever owns the tables."""

from django.db import migrations

FUNCTIONS = """
CREATE OR REPLACE FUNCTION freshness_token() RETURNS bigint LANGUAGE sql VOLATILE AS
$$ SELECT hashtextextended(gen_random_uuid()::text, 0) $$;

-- One change of the scope named by the trigger, whatever the number of rows.
CREATE OR REPLACE FUNCTION freshness_tell_scope() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO freshness_change (scope, token) VALUES (TG_ARGV[0]::bigint, freshness_token());
    RETURN NULL;
END $$;

-- One change for each value of the column named by the trigger, among the rows of the statement.
CREATE OR REPLACE FUNCTION freshness_tell_each() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO freshness_change (scope, token) SELECT scope, freshness_token() '
        'FROM (SELECT DISTINCT %1$I::bigint AS scope FROM told WHERE %1$I IS NOT NULL) AS one', TG_ARGV[0]);
    RETURN NULL;
END $$;

-- One change of the row's product.
CREATE OR REPLACE FUNCTION freshness_tell_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO freshness_change (scope, token) VALUES (NEW.product_id, freshness_token());
    RETURN NULL;
END $$;
"""

NO_FUNCTIONS = """
DROP FUNCTION IF EXISTS freshness_tell_product();
DROP FUNCTION IF EXISTS freshness_tell_each();
DROP FUNCTION IF EXISTS freshness_tell_scope();
DROP FUNCTION IF EXISTS freshness_token();
"""


def tells_scope(table: str, scope: int) -> migrations.RunSQL:
    """Any statement that changes the table is one change of the scope."""
    name = f"freshness_{table}_{'standing' if scope == 0 else 'catalogue'}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION freshness_tell_scope('{scope}');",
        f"DROP TRIGGER IF EXISTS {name} ON {table};",
    )


def tells_scope_when(table: str, scope: int, columns: list[str]) -> migrations.RunSQL:
    """Rows that come or go, or change in one of the columns, are changes of the scope; counters beside them are not."""
    name = f"freshness_{table}_{'standing' if scope == 0 else 'catalogue'}"
    differs = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    return migrations.RunSQL(
        f"CREATE TRIGGER {name}_set AFTER INSERT OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION freshness_tell_scope('{scope}');"
        f"CREATE TRIGGER {name}_row AFTER UPDATE ON {table} "
        f"FOR EACH ROW WHEN ({differs}) EXECUTE FUNCTION freshness_tell_scope('{scope}');",
        f"DROP TRIGGER IF EXISTS {name}_set ON {table}; DROP TRIGGER IF EXISTS {name}_row ON {table};",
    )


def tells_each(table: str, column: str) -> migrations.RunSQL:
    """Each product named in the column of a changed row has changed."""
    name = f"freshness_{table}_{column}"
    make = "".join(
        f"CREATE TRIGGER {name}_{verb.lower()} AFTER {verb} ON {table} REFERENCING {rows} TABLE AS told "
        f"FOR EACH STATEMENT EXECUTE FUNCTION freshness_tell_each('{column}');"
        for verb, rows in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    )
    drop = "".join(f"DROP TRIGGER IF EXISTS {name}_{verb} ON {table};" for verb in ("insert", "update", "delete"))
    return migrations.RunSQL(make, drop)
