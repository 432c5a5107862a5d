"""How the project's scripts, images and documents install."""
