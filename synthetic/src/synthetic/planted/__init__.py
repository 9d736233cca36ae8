"""What was planted for later work to find: frauds, safeguarding gaps, their innocent doubles, and file
defects.
"""
