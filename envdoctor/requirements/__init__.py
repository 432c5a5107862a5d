"""What pip makes of a requirements file: text, lines, requirements, and the versions they allow."""
