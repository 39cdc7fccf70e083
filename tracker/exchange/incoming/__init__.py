"""Tables that people bring in: XLSX and CSV, read in a stream and within bounds, whoever made the file."""
