"""The packages in the environment: whether they are whole, fit together, and are what the project asks for."""
