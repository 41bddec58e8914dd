"""Alembic's entry: one SQLite file, batch mode, foreign keys off while tables are rebuilt."""

from alembic import context
from sqlalchemy import create_engine, pool

from seller_desk.core.store.schema import metadata

engine = create_engine(
    str(context.config.get_main_option("sqlalchemy.url")), poolclass=pool.NullPool
)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
