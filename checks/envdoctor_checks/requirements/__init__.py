"""Requirements files: what pip will make of them, today and tomorrow."""
