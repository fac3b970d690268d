"""What an endpoint needs, and how it is found."""
