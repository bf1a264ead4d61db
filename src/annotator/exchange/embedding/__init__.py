"""Models that tell what sentences mean: finding one on this computer, and running it. Nothing is ever fetched."""
