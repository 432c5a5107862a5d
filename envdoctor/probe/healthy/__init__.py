"""What is wrong with an environment, in all particulars; nothing here is needed where nothing is."""
