"""An assistant asks: the tools of the Model Context Protocol, over documents in folders that the user has named."""
