"""Sources that are alike: the list, both texts side by side, and what a reviewer decides."""
