"""The reading panes: a source's text as it is read, with the highlights of its statements painted into it."""
