"""The pages: a module for each, with its routes; templates in `../templates`, script and style in `../static`.

docs/serve.md says how a page is added.
"""
