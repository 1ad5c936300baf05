"""What the records are: descriptor, reader, checks, queries and export.

Nothing here imports Sphinx or docutils, so that the command line and the tests of this part start
in milliseconds.  The order in which the parts use each other::

    problems <- positions <- reader <- descriptor <- schema, checks <- dataset <- query, export
"""
