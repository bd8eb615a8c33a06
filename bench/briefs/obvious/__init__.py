"""The obvious way to a brief: one page of tables, a descendant selector for each look, one run of WeasyPrint.

It is what a brief was drawn with at first, kept as the measure of what drawing in chapters gains. It draws the sections that
it knew; what came later (changes since the edition before, maps, breakdowns) it leaves out, which is to its advantage.
"""
