"""The official list of EU projects 2014-2020 as its publisher gives it out: headings, rows and centres."""
