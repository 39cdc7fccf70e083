"""The announcement reader: a public text about a project becomes proposed statements, each tied to its passage.

Pure: the standard library and the domain only, no network, no clock, no log. Nothing here stores or decides; a person
accepts or rejects each proposal. Names of persons are never part of what is proposed.
"""
