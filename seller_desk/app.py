"""The window's entry. (The shell fills this in.)"""
