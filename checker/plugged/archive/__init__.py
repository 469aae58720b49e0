"""An archive (paperless-ngx): documents that come in are checked, and their findings stand beside them."""
