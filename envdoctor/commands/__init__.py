"""What `envdoctor COMMAND` does, one module each: `run(session) -> exit status`."""
