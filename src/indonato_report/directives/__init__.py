"""What an author writes: one directive a file, all of them thin.

The domain imports a directive when a page first uses it (see ``domain.py``).
"""
