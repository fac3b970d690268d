"""Texts of URLs; nothing here opens one."""
