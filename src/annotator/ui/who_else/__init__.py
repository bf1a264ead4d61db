"""Who else says this: linked statements and passages alike, and what a reviewer makes of them."""
