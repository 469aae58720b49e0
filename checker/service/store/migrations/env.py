"""How alembic runs a revision: on the connection that it is given, in the transaction that is open."""

from alembic import context

from checker.service.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,
    render_as_batch=True,
)
context.run_migrations()
