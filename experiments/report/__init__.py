"""Findings in words and tables that a sales director understands."""
